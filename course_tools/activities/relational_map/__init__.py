"""T07 Relational map: who has met whom, who joins the parts, and who could meet next."""

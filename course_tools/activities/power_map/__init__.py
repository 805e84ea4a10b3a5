"""T16 Power map: who can decide, who moves them, and the strongest path to them."""

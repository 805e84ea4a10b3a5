"""T01 Institutions and endurance: how broad a base is, and what is left when funding stops."""

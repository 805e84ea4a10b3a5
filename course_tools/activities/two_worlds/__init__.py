"""Two worlds: the world as it is beside the world as it should be, in one's own words."""

"""T04 Power cube board: where decisions are made, where we work, and what we miss (Gaventa)."""

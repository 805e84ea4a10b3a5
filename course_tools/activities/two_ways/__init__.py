"""T02 Two ways to use power: one-way and two-way power over ten rounds (after Loomer)."""

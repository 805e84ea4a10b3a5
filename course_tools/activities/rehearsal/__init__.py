"""T08 Rehearsal: a one-to-one with an invented person, line by line, and a coach's reading."""

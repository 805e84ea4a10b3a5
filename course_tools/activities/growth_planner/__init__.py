"""T06 One-to-one growth planner: an organizer alone, or with leaders who meet people too."""

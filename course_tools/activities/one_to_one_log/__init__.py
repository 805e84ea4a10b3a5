"""R1 One-to-one log: private; who was met, what moves them, what comes next, and how many a week."""

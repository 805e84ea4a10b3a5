"""T15 Research-meeting planner: which questions fit the time, and who does what when."""

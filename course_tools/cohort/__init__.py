"""Faculty's side of a cohort. So far: the demo, a whole cohort from release to feedback."""

"""R4 Research-meeting file: the plan, what was heard (fact, promise, impression), the debrief."""

"""The steps that nbgrader runs on each hand-in; `configuration` lists them in their order."""

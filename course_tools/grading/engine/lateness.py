"""What is taken off a late hand-in: nbgrader's plugin, where staff configured one."""

from typing import Any

from course_tools.grading.book.writing import Penalty


def penalty_of(config: Any) -> Penalty | None:
    """The plugin's rule, or None when nothing is taken off; nbgrader is loaded only for a plugin."""
    own = config.get("AssignLatePenalties", {}).get("plugin_class")
    method = config.get("LateSubmissionPlugin", {}).get("penalty_method", "none")
    if own is None and method == "none":
        return None
    from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415

    step = AssignLatePenalties(config=config)
    step.init_plugin()
    rule: Penalty = step.plugin_inst.late_submission_penalty
    return rule

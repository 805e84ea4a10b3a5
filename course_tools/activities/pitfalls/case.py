"""A pitfall with its two charts and its words."""

from dataclasses import dataclass

from course_tools.activities.pitfalls.charts import Chart


@dataclass(frozen=True)
class Case:
    """A pitfall: the bad chart, its repair, and what to say about them in plain sentences.

    `points` is a checklist, when the pitfall has one.
    """

    id: str
    name: str
    bad: Chart
    repaired: Chart
    wrong: str
    repair: str
    instead: str
    limits: str
    points: tuple[str, ...] = ()

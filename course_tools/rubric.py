"""rubric.toml: what is graded, for how many points, and what each level looks like.

Points come from there and nowhere else: the build writes them into the notebook, the checks are
compared with them, feedback shows them.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course_tools.course_folder import KEBAB, read_toml
from course_tools.errors import CourseUnsound

LEVELS = ("4", "3", "2", "1")
LEVEL_NAMES = {
    "4": "could teach it",
    "3": "dependable practice",
    "2": "emerging, needs coaching",
    "1": "not yet",
}
_ITEM_KEYS = {
    "care",
    "criteria",
    "feedback",
    "graded",
    "items",
    "points",
    "question",
    "scale",
    "title",
    "words",
}


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric; `levels` maps "4" to "1" to what that level looks like."""

    id: str
    name: str
    points: float
    levels: dict[str, str]


@dataclass(frozen=True)
class Item:
    """One graded thing. `by_person`: graded by faculty; otherwise checked by the course.

    `question` is the id in the answer sheet; `words` the wanted length, 0 for none; `items` the
    parts that the course checks; `care` is said beside the rubric. `scale` names the levels,
    `feedback` the lines that a marker's comment should have.
    """

    id: str
    title: str
    points: float
    by_person: bool
    question: str
    words: int = 0
    items: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    care: str = ""
    scale: dict[str, str] = field(default_factory=lambda: dict(LEVEL_NAMES))
    feedback: tuple[str, ...] = ()


def read_rubric(path: Path) -> dict[str, Item]:
    """The items of a rubric by id. Raises CourseUnsound with every breach."""
    breaches: list[str] = []
    items = {}
    for name, entry in read_toml(path).items():
        if not isinstance(entry, dict):
            breaches.append(f"{path}: '{name}' stands outside a section. Put it into [some-id].")
            continue
        breaches += [f"{path}: [{name}] {breach}" for breach in _breaches(name, entry)]
        if not breaches:
            items[name] = _item(name, entry)
    if breaches:
        raise CourseUnsound(breaches)
    return items


def _item(name: str, entry: dict[str, Any]) -> Item:
    return Item(
        id=name,
        title=entry["title"],
        points=float(entry["points"]),
        by_person=entry["graded"] == "person",
        question=entry.get("question", name),
        words=entry.get("words", 0),
        items=tuple(entry.get("items", ())),
        criteria=tuple(
            Criterion(c["id"], c["name"], float(c["points"]), dict(c["levels"]))
            for c in entry.get("criteria", ())
        ),
        care=entry.get("care", ""),
        scale=dict(entry.get("scale", LEVEL_NAMES)),
        feedback=tuple(entry.get("feedback", ())),
    )


def _breaches(name: str, entry: dict[str, Any]) -> list[str]:
    found = []
    if not KEBAB.match(name):
        found.append("is not a kebab-case id. Use small letters, digits and hyphens.")
    for key in sorted(set(entry) - _ITEM_KEYS):
        found.append(f"has an unknown key '{key}'. Known: {', '.join(sorted(_ITEM_KEYS))}.")
    if not isinstance(entry.get("title"), str):
        found.append('has no title. Add title = "…".')
    points: Any = entry.get("points")
    if type(points) not in (int, float) or not points > 0:
        found.append(f"has points = {points!r}. Use a number above 0.")
    if entry.get("graded") not in ("person", "course"):
        found.append('says not who grades it. Add graded = "person" or graded = "course".')
    if type(entry.get("words", 0)) is not int or entry.get("words", 0) < 0:
        found.append(f"has words = {entry['words']!r}. Use a whole number, such as 500.")
    if "scale" in entry and not _has_all_levels(entry["scale"]):
        found.append('has a scale without the levels "4", "3", "2" and "1". Name all four.')
    criteria = entry.get("criteria", [])
    for criterion in criteria:
        found += _criterion_breaches(criterion)
    if entry.get("graded") == "person" and not criteria:
        found.append("is graded by a person but has no [[criteria]]. Add the rubric's lines.")
    if criteria and not found:
        total = round(sum(criterion["points"] for criterion in criteria), 6)
        if total != points:
            found.append(f"has {points} points, its criteria {total:g}. Make them agree.")
    return found


def _criterion_breaches(criterion: dict[str, Any]) -> list[str]:
    name = criterion.get("id", "?")
    if not all(key in criterion for key in ("id", "name", "points", "levels")):
        return [f"criterion '{name}' needs id, name, points and levels."]
    found = []
    if not _has_all_levels(criterion["levels"]):
        found.append(f'criterion \'{name}\' needs the levels "4", "3", "2" and "1", no others.')
    points = criterion["points"]
    if type(points) not in (int, float) or not points > 0:
        found.append(f"criterion '{name}' has points = {points!r}. Use more than 0.")
    return found


def _has_all_levels(levels: object) -> bool:
    return isinstance(levels, dict) and set(levels) == set(LEVELS)

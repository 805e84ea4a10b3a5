"""Rules for programmes: every lesson and assignment that is promised is there, and in good time."""

from pathlib import Path

from course_tools.course_folder import Part, assignment_texts, lesson_texts
from course_tools.errors import CourseUnsound
from course_tools.programme import Programme, minutes_by_month, programmes


def breaches(course: Path, parts: list[Part]) -> list[str]:
    """What a programme promises and the course does not keep; `parts` are those that were read."""
    try:
        known = programmes(course)
    except CourseUnsound as unsound:
        return unsound.breaches
    if not known:
        return ["modules/programmes: no programme. Add one, as in CONTRIBUTING.md."]
    there = {text.parent.name for text in lesson_texts(course)}
    graded = {text.parent.name for text in assignment_texts(course)}
    found = []
    for programme in known:
        where = f"modules/programmes/{programme.id}.toml"
        found += [
            f"{where}: {breach}"
            for breach in [
                *_order_breaches(programme, there),
                *_due_breaches(programme, graded),
                *_minutes_breaches(programme, parts),
            ]
        ]
    return found


def _order_breaches(programme: Programme, there: set[str]) -> list[str]:
    found = [
        f"'{name}' stands in order, and modules/{name} has no text. Write it, or move the name "
        "to planned."
        for name in programme.modules
        if name not in there
    ]
    found += [
        f"'{name}' is planned, and modules/{name} is there. Move the name to order."
        for name in programme.planned
        if name in there
    ]
    known = {*programme.modules, *programme.planned}
    for session in programme.sessions:
        found += [
            f"session {session.number} has '{name}', which is neither in order nor planned. "
            "Add it to one of them, or correct the name."
            for name in session.modules
            if name not in known
        ]
    return found


def _due_breaches(programme: Programme, graded: set[str]) -> list[str]:
    return [
        f"'{name}' is due, and assignments/{name} is not there. Write it, or take out the [[due]]."
        for name in programme.due_rules
        if name not in graded
    ]


def _minutes_breaches(programme: Programme, parts: list[Part]) -> list[str]:
    most = programme.most_minutes
    if most is None:
        return []
    by_month = minutes_by_month(programme, (part for part in parts if part.is_assignment))
    return [
        f"{minutes} minutes of assignments fall due in {month}, more than {most}. Move a due date, "
        "or ask for less."
        for month, minutes in by_month.items()
        if minutes > most
    ]

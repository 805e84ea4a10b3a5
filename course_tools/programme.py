"""What differs between editions of the course: order, sessions, due dates. Read from TOML."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from course_tools.course_folder import read_toml
from course_tools.errors import CourseUnsound, NotInCourse


@dataclass(frozen=True)
class Session:
    """One meeting of a cohort; `days` may be empty in a programme without dates."""

    number: int
    title: str
    modules: tuple[str, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class Programme:
    """`modules` are the ids in order; those without a folder yet are `planned`.

    `is_sample`: the dates are an example and are never shown to participants.
    """

    id: str
    title: str
    locale: str
    modules: tuple[str, ...]
    planned: tuple[str, ...]
    sessions: tuple[Session, ...]
    due_rules: dict[str, tuple[int, int]]  # assignment -> (session number, days after its last day)
    time_zone: str
    is_sample: bool

    def due(self, assignment: str) -> datetime | None:
        """The end of the day, in the programme's own time zone, by which work is handed in.

        None when the programme sets no date.
        """
        rule = self.due_rules.get(assignment)
        if rule is None:
            return None
        number, days_after = rule
        days = next((s.days for s in self.sessions if s.number == number), ())
        if not days:
            return None
        last = max(days) + timedelta(days=days_after)
        return datetime.combine(last, time(23, 59, 59), ZoneInfo(self.time_zone))


def programmes(course: Path) -> list[Programme]:
    """All programmes of the course, by file name. Raises CourseUnsound with every breach."""
    found, breaches = [], []
    for path in sorted((course / "modules" / "programmes").glob("*.toml")):
        try:
            found.append(_read(path))
        except CourseUnsound as unsound:
            breaches += unsound.breaches
    if breaches:
        raise CourseUnsound(breaches)
    return found


def programme(course: Path, name: str) -> Programme:
    """One programme. Raises NotInCourse with the names there are."""
    known = programmes(course)
    for one in known:
        if one.id == name:
            return one
    names = ", ".join(one.id for one in known)
    raise NotInCourse(f"There is no programme '{name}'. There are: {names}.")


def _read(path: Path) -> Programme:
    data = read_toml(path)
    order = data.get("modules", {})
    edition = data.get("edition", {})
    breaches = _breaches(path, data)
    if breaches:
        raise CourseUnsound(breaches)
    return Programme(
        id=data["id"],
        title=data["title"],
        locale=data["locale"],
        modules=tuple(order["order"]),
        planned=tuple(order.get("planned", ())),
        sessions=tuple(
            Session(s["number"], s["title"], tuple(s["modules"]), tuple(s.get("days", ())))
            for s in data.get("session", ())
        ),
        due_rules={d["assignment"]: (d["after_session"], d["days"]) for d in data.get("due", ())},
        time_zone=edition.get("time_zone", "UTC"),
        is_sample=bool(edition.get("sample", False)),
    )


def _breaches(path: Path, data: dict[str, Any]) -> list[str]:
    found = []
    for key in ("id", "title", "locale"):
        if not isinstance(data.get(key), str):
            found.append(f'{path}: {key} is missing. Add {key} = "…".')
    if data.get("id") != path.stem:
        found.append(f"{path}: id is {data.get('id')!r}. Name it as the file, '{path.stem}'.")
    if not isinstance(data.get("modules", {}).get("order"), list):
        found.append(f"{path}: [modules] has no order. List the module ids in order = […].")
    zone = data.get("edition", {}).get("time_zone", "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        found.append(f"{path}: time_zone {zone!r} is unknown. Use a name such as Europe/London.")
    numbers = {s.get("number") for s in data.get("session", ())}
    for rule in data.get("due", ()):
        if rule.get("after_session") not in numbers:
            found.append(
                f"{path}: '{rule.get('assignment')}' is due after session "
                f"{rule.get('after_session')}, which does not exist. Correct after_session."
            )
    return found

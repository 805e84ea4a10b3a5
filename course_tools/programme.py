"""What differs between editions of the course: order, sessions, due dates. Read from TOML."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from course_tools.answers import look_at
from course_tools.course_folder import Part, read_toml
from course_tools.errors import CourseUnsound, NotInCourse

START = "00-start-here"  # the lesson on which a participant chooses a programme
CHOICE = "programme"  # the question there


@dataclass(frozen=True)
class Session:
    """One meeting of a cohort; `days` may be empty in a programme without dates."""

    number: int
    title: str
    modules: tuple[str, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class DueRule:
    """Due `days` after the last day of a session; with a minus, before its first day."""

    session: int
    days: int


@dataclass(frozen=True)
class Programme:
    """`modules` are the ids in order; those without a folder yet are `planned`.

    `is_sample`: the dates are an example and are never shown to participants.
    `most_minutes` is how much reading and writing a month may ask for, `one_to_ones_a_week` how
    many it expects of a participant; None sets no number.
    """

    id: str
    title: str
    locale: str
    modules: tuple[str, ...]
    planned: tuple[str, ...]
    sessions: tuple[Session, ...]
    due_rules: dict[str, DueRule]  # by assignment
    time_zone: str
    is_sample: bool
    most_minutes: int | None = None
    one_to_ones_a_week: int | None = None

    def due(self, assignment: str) -> datetime | None:
        """The end of the day, in the programme's own time zone, by which work is handed in.

        None when the programme sets no date.
        """
        rule = self.due_rules.get(assignment)
        if rule is None:
            return None
        days = next((s.days for s in self.sessions if s.number == rule.session), ())
        if not days:
            return None
        last = (max(days) if rule.days >= 0 else min(days)) + timedelta(days=rule.days)
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


def chosen_programme(course: Path) -> Programme | None:
    """The programme that this participant chose on the start page; None before that."""
    entry = (look_at(course / "modules" / START) or {}).get(CHOICE)
    name = entry.value if entry else None
    return next((one for one in programmes(course) if one.id == name), None)


def minutes_by_month(programme: Programme, assignments: Iterable[Part]) -> dict[str, int]:
    """How many minutes of work fall due in each month, as {"2019-09": 50}.

    Field work is the job itself and is not counted (brief, 6.2); nor is what has no due date.
    """
    minutes: Counter[str] = Counter()
    for part in assignments:
        due = programme.due(part.id)
        if due is not None:
            minutes[f"{due:%Y-%m}"] += part.minutes
    return dict(sorted(minutes.items()))


def _read(path: Path) -> Programme:
    data = read_toml(path)
    breaches = [f"{path}: {breach}" for breach in _breaches(path.stem, data)]
    if breaches:
        raise CourseUnsound(breaches)
    order = data["modules"]
    edition = data.get("edition", {})
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
        due_rules={d["assignment"]: _due_rule(d) for d in data.get("due", ())},
        time_zone=edition.get("time_zone", "UTC"),
        is_sample=bool(edition.get("sample", False)),
        most_minutes=data.get("minutes_a_month", {}).get("high"),
        one_to_ones_a_week=next(
            (e["a_week"] for e in data.get("expectation", ()) if type(e.get("a_week")) is int), None
        ),
    )


def _breaches(name: str, data: dict[str, Any]) -> list[str]:
    found = []
    for key in ("title", "locale"):
        if not isinstance(data.get(key), str):
            found.append(f'{key} is missing. Add {key} = "…".')
    if data.get("id") != name:
        found.append(f"id is {data.get('id')!r}. Name it as the file, '{name}'.")
    order = data.get("modules", {})
    if not _are_words(order.get("order")):
        found.append("[modules] has no order. List the module ids in order = […].")
    if not _are_words(order.get("planned", [])):
        found.append("[modules] has a planned that is no list. List the module ids in it.")
    zone = data.get("edition", {}).get("time_zone", "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        found.append(f"time_zone {zone!r} is unknown. Use a name such as Europe/London.")
    for place, session in enumerate(data.get("session", ()), start=1):
        found += [f"session {place} {breach}" for breach in _session_breaches(session)]
    numbers = [session.get("number") for session in data.get("session", ())]
    found += [
        f"two sessions have the number {n}. Count them 1, 2, 3 …"
        for n, count in Counter(numbers).items()
        if count > 1
    ]
    for rule in data.get("due", ()):
        found += _due_breaches(rule, numbers)
    return found


def _session_breaches(session: dict[str, Any]) -> list[str]:
    found = []
    if type(session.get("number")) is not int:
        found.append("has no number. Add number = 1, 2, 3 …")
    if not isinstance(session.get("title"), str):
        found.append('has no title. Add title = "…".')
    if not _are_words(session.get("modules")):
        found.append("has no modules. List their ids in modules = […].")
    # TOML's own dates: a text such as "2019-09-09" cannot be reckoned with.
    if not all(type(day) is date for day in session.get("days", ())):
        found.append("has a day that is no date. Write 2019-09-09, without quotes or time.")
    return found


def _due_rule(rule: dict[str, Any]) -> DueRule:
    if "before_session" in rule:
        return DueRule(rule["before_session"], -rule["days"])
    return DueRule(rule["after_session"], rule["days"])


def _due_breaches(rule: dict[str, Any], numbers: list[Any]) -> list[str]:
    name = rule.get("assignment")
    found = []
    if not isinstance(name, str):
        return ['a [[due]] names no assignment. Add assignment = "…".']
    given = [key for key in ("before_session", "after_session") if key in rule]
    if len(given) != 1:
        found.append(f"'{name}' needs one of before_session and after_session, not both.")
    elif rule[given[0]] not in numbers:
        found.append(
            f"'{name}' is due {given[0].replace('_', ' ')} {rule[given[0]]}, which does not exist. "
            f"Correct {given[0]}."
        )
    if type(rule.get("days")) is not int or rule["days"] < 0:
        found.append(f"'{name}' has days = {rule.get('days')!r}. Use a whole number of days.")
    elif "before_session" in rule and rule["days"] == 0:
        found.append(f"'{name}' is due 0 days before a session. Use 1 or more.")
    return found


def _are_words(names: object) -> bool:
    return isinstance(names, list) and all(isinstance(name, str) for name in names)

"""Half a year of one-to-ones, and the hours they cost (brief 2.8, T06; growth is `growth.grow`)."""

import math
from dataclasses import dataclass, replace

from course_tools.growth import Growth, OneToOnes, grow

WEEKS = 26
TALK, NOTES = 45, 10  # minutes for one meeting, and for the notes after it


@dataclass(frozen=True)
class Plan:
    """An organizer's weekly `habits`, and the minutes of `travel` to one meeting and back."""

    habits: OneToOnes
    travel: int = 30

    def __post_init__(self) -> None:
        if self.travel < 0:
            raise ValueError(f"Travel is {self.travel} minutes; use 0 or more.")

    @property
    def held(self) -> float:
        """The meetings a week that the organizer holds: invitations times the share accepted."""
        return self.habits.invitations * self.habits.accepted


def alone(plan: Plan, weeks: int = WEEKS) -> Growth:
    """The same organizer when leaders meet nobody (l = 0)."""
    return grow(replace(plan.habits, by_leader=0.0), weeks)


def with_leaders(plan: Plan, weeks: int = WEEKS) -> Growth:
    """The organizer, and leaders who meet people too."""
    return grow(plan.habits, weeks)


def holding(meetings: float, plan: Plan) -> Plan | None:
    """The same plan with as many invitations (c = meetings / a) as lead to so many meetings a week.

    None when nobody accepts: then no number of invitations is enough.
    """
    if meetings < 0:
        raise ValueError(f"{meetings:g} meetings a week is not possible; use 0 or more.")
    if plan.habits.accepted == 0:
        return None
    invitations = meetings / plan.habits.accepted
    return replace(plan, habits=replace(plan.habits, invitations=invitations))


def whole_invitations(plan: Plan) -> int:
    """A plan's invitations a week, rounded up: nobody sends half of one."""
    return math.ceil(round(plan.habits.invitations, 6))


def week_in_minutes(meetings: float, travel: int) -> float:
    """The organizer's minutes a week: meetings · (45 + 10 + travel)."""
    return meetings * (TALK + NOTES + travel)


def hours_and_minutes(minutes: float) -> str:
    """Minutes as “7 h 5 min”."""
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest} min" if hours else f"{rest} min"

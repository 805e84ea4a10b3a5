"""How one-to-ones and trained leaders grow week by week (brief 2.8, the recurrence of T06).

On the models' floor, outside any activity, because two of them stand on it: "organize or
mobilize" and the growth planner.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class OneToOnes:
    """A week's habits. The names in brackets are those of the formulas in the brief.

    `invitations` an organizer makes a week (c), `accepted` the share that become meetings (a),
    `by_leader` the invitations of each trained leader a week (l), `become_leaders` the share of
    people met who do (p), `training` the weeks that takes (lag), `leave` the share of leaders
    who stop in a week (m), `pool` the people there are to meet (P).
    """

    invitations: float = 5.0
    accepted: float = 0.8
    by_leader: float = 1.0
    become_leaders: float = 0.1
    training: int = 4
    leave: float = 0.02
    pool: float = 5000.0

    def __post_init__(self) -> None:
        for words, share in (
            ("The share that accepts", self.accepted),
            ("The share that becomes leaders", self.become_leaders),
            ("The share that leaves in a week", self.leave),
        ):
            if not 0 <= share <= 1:
                raise ValueError(f"{words} is {share:g}; use a number from 0 to 1.")
        if min(self.invitations, self.by_leader, self.pool) < 0 or self.training < 0:
            raise ValueError("Invitations, weeks of training and the pool cannot be below 0.")


@dataclass(frozen=True)
class Growth:
    """At the end of each week: all people met so far, and the leaders there are then."""

    met: tuple[float, ...]
    leaders: tuple[float, ...]


def grow(habits: OneToOnes, weeks: int, organizer_stops_after: int | None = None) -> Growth:
    """Week by week: met = min(a·(c + l·L), P − M); L ← (1 − m)·L + p·(met `lag` weeks ago).

    From week `organizer_stops_after` (counted from 0) on, the organizer's own invitations are 0.
    """
    met_so_far = leaders = 0.0
    recruits: list[float] = []
    met_by_week, leaders_by_week = [], []
    for week in range(weeks):
        stopped = organizer_stops_after is not None and week >= organizer_stops_after
        invitations = 0.0 if stopped else habits.invitations
        capacity = habits.accepted * (invitations + habits.by_leader * leaders)
        met = min(capacity, max(0.0, habits.pool - met_so_far))
        met_so_far += met
        recruits.append(habits.become_leaders * met)
        ready = recruits[week - habits.training] if week >= habits.training else 0.0
        leaders = (1 - habits.leave) * leaders + ready
        met_by_week.append(met_so_far)
        leaders_by_week.append(leaders)
    return Growth(tuple(met_by_week), tuple(leaders_by_week))


def reproduction(habits: OneToOnes) -> float | None:
    """R = l·a·p/m: leaders that one leader brings in all. Above 1 the circle grows by itself.

    None when no leader ever leaves: R then has no limit.
    """
    if habits.leave == 0:
        return None
    return habits.by_leader * habits.accepted * habits.become_leaders / habits.leave

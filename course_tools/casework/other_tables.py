"""Another table that would look the same in print: the proof that a hidden number stays hidden.

A reader knows the printed numbers, the sums that tie them to the hidden ones, and that nobody
counts fewer than zero pupils. Whatever whole numbers still fit all of that, the reader cannot rule
out. So a hidden number is safe if we can put tables on the desk that fit and differ in it. Each
table found here was checked by plain addition; a fault in the search can only hide too much.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_TINY = 1e-7
_FAR_TOO_DEAR = 1e7  # dearer than any way through a table
_MOST_STEPS = 3000


@dataclass(frozen=True)
class Sum:
    """`whole` is the sum of `parts`, each named once. All are names of numbers."""

    whole: str
    parts: tuple[str, ...]


class NumbersDoNotAddUp(ValueError):
    """No whole numbers of zero or more fit the sums; the message names the place where it can."""


class OtherTables:
    """Numbers of zero or more, tied by sums; finds other numbers that fit the same sums."""

    def __init__(self, numbers: Mapping[str, int], sums: Sequence[Sum]) -> None:
        self.names = tuple(numbers)
        self._place = {name: place for place, name in enumerate(self.names)}
        self._values = np.array([numbers[name] for name in self.names], dtype=np.float64)
        self._matrix = sums_as_rows(self._place, sums)
        self._ties: dict[tuple[int, ...], tuple[Floats, Floats]] = {}

    def cheapest(self, name: str, goal: int, price: Mapping[str, float]) -> dict[str, int] | None:
        """A table that fits all sums, in which `name` is `goal`; None if none was found.

        `price`: what a change by one costs, of 0 or more, for each number that may change; a
        number without a price stays as it is. The cheapest change is taken. The answer is whole
        numbers of 0 or more, checked by addition.
        """
        if goal < 0:
            return None
        moving = [at for other, at in self._place.items() if other == name or other in price]
        here = moving.index(self._place[name])
        cost = np.array([price.get(self.names[at], 0.0) for at in moving])
        matrix, moves = self._tied(tuple(moving))
        with np.errstate(divide="ignore", invalid="ignore"):
            per_step = self._values[moving][:, None] / np.abs(moves)
        up = np.where(moves < 0, per_step, np.inf).min(axis=0, initial=np.inf)
        down = np.where(moves > 0, per_step, np.inf).min(axis=0, initial=np.inf)
        (mine,) = np.nonzero(moves[here])
        if not mine.size:
            return None  # it cannot move at all
        first = (goal - self._values[moving[here]]) / moves[here, mine[0]]
        up[mine], down[mine] = 0, 0
        group_cost = np.abs(moves).T @ cost + 1e-3  # of two equal ways, the one that changes less
        mix = cheapest_mix(
            np.hstack([matrix, -matrix]),
            -matrix[:, mine[0]] * first,
            np.concatenate([group_cost, group_cost]),
            np.concatenate([up, down]),
        )
        if mix is None:
            return None
        steps = mix[: len(up)] - mix[len(up) :]
        steps[mine] = first
        values = self._values.copy()
        values[moving] += moves @ steps
        return self._checked(np.rint(values))

    def bounds(self, name: str, hidden: Collection[str]) -> tuple[float, float]:
        """Between what and what `name` must lie if the reader knows all but `hidden`.

        Worked out without asking for whole numbers: the true limits may be closer, never wider.
        """
        here = self._place[name]
        free = np.array([self._place[other] for other in hidden], dtype=np.intp)
        columns = self._matrix[:, free]
        known = self._values.copy()
        known[free] = 0
        right = -self._matrix @ known
        ends = []
        for sign in (1.0, -1.0):
            cost = np.where(free == here, sign, 0.0)
            mix = cheapest_mix(columns, right, cost, np.full(len(free), np.inf))
            no_end = 0.0 if sign > 0 else np.inf
            ends.append(no_end if mix is None else float(mix[free == here][0]))
        return ends[0], ends[1]

    def _tied(self, moving: tuple[int, ...]) -> tuple[Floats, Floats]:
        # One table is asked about many of its numbers, mostly with the same ones free to change.
        if moving not in self._ties:
            self._ties[moving] = tied_together(self._matrix[:, moving])
        return self._ties[moving]

    def _checked(self, values: Floats) -> dict[str, int] | None:
        if (values < 0).any() or (self._matrix @ values != 0).any():
            return None
        return dict(zip(self.names, (int(value) for value in values), strict=True))


def completed(numbers: Mapping[str, int | None], sums: Sequence[Sum]) -> dict[str, int]:
    """The same numbers, with some whole number of zero or more for each unknown, fitting all sums.

    Raises NumbersDoNotAddUp when there is none.
    """
    place = {name: at for at, name in enumerate(numbers)}
    known = np.array([value or 0 for value in numbers.values()], dtype=np.float64)
    unknown = np.array([at for name, at in place.items() if numbers[name] is None], dtype=np.intp)
    matrix = sums_as_rows(place, sums)
    right = -(matrix @ known)
    for row, rule in zip(range(len(sums)), sums, strict=True):
        if right[row] and not matrix[row, unknown].any():
            parts = sum(numbers[part] or 0 for part in rule.parts)
            raise NumbersDoNotAddUp(
                f"“{rule.whole}” is {numbers[rule.whole]}, but its parts add up to {parts}. Look "
                "both up in the source. If some pupils are in no group, give them a row of their own."
            )
    mix = cheapest_mix(
        matrix[:, unknown], right, np.ones(len(unknown)), np.full(len(unknown), np.inf)
    )
    values = known.copy()
    if mix is not None:
        values[unknown] = np.rint(mix)
    if mix is None or (values < 0).any() or (matrix @ values != 0).any():
        raise NumbersDoNotAddUp(
            "No whole numbers in place of the hidden ones make these totals right. "
            "Look the numbers and totals up in the source."
        )
    return dict(zip(numbers, (int(value) for value in values), strict=True))


def sums_as_rows(place: Mapping[str, int], sums: Sequence[Sum]) -> Floats:
    """One row a sum: 1 for each part, −1 for the whole; the row times the numbers is 0."""
    matrix = np.zeros((len(sums), len(place)))
    for row, rule in enumerate(sums):
        matrix[row, place[rule.whole]] -= 1
        for part in rule.parts:
            matrix[row, place[part]] += 1
    return matrix


def tied_together(matrix: Floats) -> tuple[Floats, Floats]:
    """Numbers that can only change in step, as one column each: makes tables of figures small.

    A sum with two numbers that may change ties them; with one, it cannot change at all. Returns the
    sums that are left (a row each, a column for each group), and how every number moves (rows) when
    a group takes one step (columns).
    """
    matrix, moves = matrix.copy(), np.eye(matrix.shape[1])
    rows = np.arange(len(matrix))
    while rows.size:
        rows = rows[np.isin(np.count_nonzero(matrix[rows], axis=1), (1, 2))]
        for row in rows:
            left = np.flatnonzero(matrix[row])
            if len(left) == 2:
                ratio = -matrix[row, left[1]] / matrix[row, left[0]]
                matrix[:, left[1]] += ratio * matrix[:, left[0]]
                moves[:, left[1]] += ratio * moves[:, left[0]]
                matrix[row, left[1]] = 0
            if len(left) in (1, 2):
                matrix[:, left[0]] = 0
                moves[:, left[0]] = 0
    groups = moves.any(axis=0)
    return matrix[matrix.any(axis=1)][:, groups], moves[:, groups]


def cheapest_mix(matrix: Floats, right: Floats, cost: Floats, most: Floats) -> Floats | None:
    """The cheapest x with matrix · x = right and 0 ≤ x ≤ most; None if there is none.

    The simplex method with upper bounds (Chvátal, Linear Programming, 1983, chapter 8), started
    from dear artificial columns. None also when the cost has no lowest value, or after very many
    steps: the caller then hides more.
    """
    sums, columns = matrix.shape
    sign = np.where(right < 0, -1.0, 1.0)
    table = np.hstack([matrix * sign[:, None], np.eye(sums)])
    # Most sums are at rest (0). A grain of dust on each keeps the search from treading water.
    held = right * sign + np.linspace(1e-5, 2e-5, sums)
    basis = np.arange(columns, columns + sums)
    most = np.concatenate([most, np.full(sums, np.inf)])
    dear = _FAR_TOO_DEAR * np.ones(sums)
    saving = np.concatenate([table[:, :columns].T @ dear - cost, np.zeros(sums)])
    full = np.zeros(columns + sums, dtype=bool)
    stuck = 0
    for _ in range(_MOST_STEPS):
        gain = np.where(full, -saving, saving)
        # Of ties without end, the first column and the first row lead out (Bland's rule).
        enter = int(np.argmax(gain > _TINY)) if stuck > 25 else int(np.argmax(gain))
        if gain[enter] <= _TINY:
            break
        column = table[:, enter] * (-1.0 if full[enter] else 1.0)
        room = _room(column, held, most[basis])
        step = min(float(room.min(initial=np.inf)), float(most[enter]))
        if step == np.inf:
            return None
        stuck = stuck + 1 if step <= _TINY else 0
        held = held - step * column
        if step == most[enter]:
            full[enter] = not full[enter]
            continue
        ties = np.flatnonzero(room <= step + _TINY)
        leave = int(ties[np.argmin(basis[ties])])
        full[basis[leave]] = column[leave] < 0
        held[leave] = most[enter] - step if full[enter] else step
        full[enter] = False
        basis[leave] = enter
        table[leave] /= table[leave, enter]
        others = table[:, enter].copy()
        others[leave] = 0
        table -= np.outer(others, table[leave])
        saving = saving - saving[enter] * table[leave]
    else:
        return None
    found = np.where(full, most, 0.0)
    found[basis] = 0
    found[basis] = table[:, columns:] @ (sign * (right - matrix @ found[:columns]))  # no dust
    return None if (found[columns:] > 1e-6).any() else found[:columns]


def _room(column: Floats, held: Floats, most: Floats) -> Floats:
    """How far each basic number lets the entering one go before it is empty or full."""
    room = np.full(len(held), np.inf)
    shrinks, grows = column > _TINY, column < -_TINY
    room[shrinks] = np.maximum(held[shrinks], 0) / column[shrinks]
    room[grows] = np.maximum(most[grows] - held[grows], 0) / -column[grows]
    return room

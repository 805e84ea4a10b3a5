"""How many machines for how many hand-ins: `python -m benchmarks.scale` prints the table of docs/scale.md.

Everything follows from the few measured numbers below. A test holds the page to this table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

CORES = 8  # of one machine, for the table


@dataclass(frozen=True)
class Kind:
    """A kind of work and its measured cost: seconds of one core for one hand-in.

    `is_shared`: whether several machines can do it together.
    """

    name: str
    seconds: float
    is_shared: bool = True


@dataclass(frozen=True)
class Limit:
    """Something that all machines share, and how many hand-ins a second it takes."""

    name: str
    a_second: float


# Measured on two cores: see docs/scale.md. Rounded up.
KINDS = (
    Kind("assignments of the course (as data)", 0.050),
    Kind("assignments with code (sandbox)", 0.400),
    Kind("feedback pages", 0.015, is_shared=False),
)
# Measured with four workers and PostgreSQL on the same two cores: see docs/scale.md.
SCHEDULER = Limit("the scheduler", 250)
GRADEBOOK = Limit("the gradebook", 300)
SIZES = (1_000, 100_000, 10_000_000)
MACHINES = (1, 4, 32)


def minutes(kind: Kind, hand_ins: int, machines: int) -> tuple[float, str]:
    """Minutes for so many hand-ins, and what is the bottleneck."""
    computing = machines * CORES / kind.seconds
    limits = [Limit("the cores", computing)]
    if machines > 1:
        limits += [SCHEDULER, GRADEBOOK]
    least = min(limits, key=lambda limit: limit.a_second)
    return hand_ins / least.a_second / 60, least.name


def table() -> Iterator[str]:
    """The lines of the table in Markdown."""
    yield f"| | hand-ins | {' | '.join(_machines(number) for number in MACHINES)} |"
    yield "|---|---:|" + "---|" * len(MACHINES)
    for kind in KINDS:
        for size in SIZES:
            cells = [_cell(kind, size, number) for number in MACHINES]
            yield f"| {kind.name} | {size:,} | {' | '.join(cells)} |"


def _cell(kind: Kind, hand_ins: int, machines: int) -> str:
    if machines > 1 and not kind.is_shared:
        return "on one machine only"
    time, what = minutes(kind, hand_ins, machines)
    return f"{_time(time)} ({what})"


def _machines(number: int) -> str:
    return f"1 machine with {CORES} cores" if number == 1 else f"{number} machines"


def _time(time: float) -> str:
    if time < 1:
        return f"{max(1, round(time * 60))} s"
    if time < 120:
        return f"{time:.0f} min"
    return f"{time / 60:.0f} h"


if __name__ == "__main__":
    print("\n".join(table()))

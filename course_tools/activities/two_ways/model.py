"""Two parties over several rounds, each way of using power (brief 2.3, T02)."""

from dataclasses import dataclass

START = 1.0  # each party's capacity before the first round
RESENTMENT_STEP = 0.1


@dataclass(frozen=True)
class Settings:
    """`gain` is what one-way power takes a round, `growth` what trust yields to both, `learning`
    how fast trust grows, `trust` (0 to 1) how much there is at the start.

    `switch` is the round after which one-way power turns into two-way power; None: never.
    """

    gain: float = 0.3
    growth: float = 0.3
    learning: float = 0.5
    trust: float = 0.2
    rounds: int = 10
    switch: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.trust <= 1:
            raise ValueError(f"Trust at the start is {self.trust}; use a number from 0 to 1.")
        if self.rounds < 1:
            raise ValueError("Play at least one round.")


@dataclass(frozen=True)
class Run:
    """Capacity of both parties before the first round and after each: `rounds` + 1 values."""

    ours: tuple[float, ...]
    theirs: tuple[float, ...]
    trust: tuple[float, ...]


def one_way(settings: Settings) -> Run:
    """x gains g(1−r) a round, y loses the same (never below 0), resentment r rises by 0.1 to 1.

    With `switch`, the later rounds follow the two-way rule from the capacities reached by then,
    and trust then starts from what resentment has left of it: τ·(1−r).
    """
    ours, theirs, trust = [START], [START], [settings.trust]
    resentment = 0.0
    for number in range(settings.rounds):
        if settings.switch is not None and number >= settings.switch:
            if number == settings.switch:
                trust[-1] = settings.trust * (1 - resentment)
            _two_way_round(settings, ours, theirs, trust)
            continue
        push = settings.gain * (1 - resentment)
        ours.append(ours[-1] + push)
        theirs.append(max(0.0, theirs[-1] - push))
        trust.append(trust[-1])
        resentment = min(1.0, resentment + RESENTMENT_STEP)
    return Run(tuple(ours), tuple(theirs), tuple(trust))


def two_way(settings: Settings) -> Run:
    """Both gain h·τ a round; trust τ grows by k·τ(1−τ)."""
    ours, theirs, trust = [START], [START], [settings.trust]
    for _ in range(settings.rounds):
        _two_way_round(settings, ours, theirs, trust)
    return Run(tuple(ours), tuple(theirs), tuple(trust))


def round_when_two_way_leads(one: Run, two: Run) -> int | None:
    """The first round after which our capacity is larger with two-way power, and stays so."""
    ahead = None
    for number, (alone, together) in enumerate(zip(one.ours, two.ours, strict=True)):
        if together <= alone:
            ahead = None
        elif ahead is None:
            ahead = number
    return ahead


def _two_way_round(
    settings: Settings, ours: list[float], theirs: list[float], trust: list[float]
) -> None:
    ours.append(ours[-1] + settings.growth * trust[-1])
    theirs.append(theirs[-1] + settings.growth * trust[-1])
    trust.append(trust[-1] + settings.learning * trust[-1] * (1 - trust[-1]))

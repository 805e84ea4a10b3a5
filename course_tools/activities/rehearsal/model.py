"""A branching talk: what the other says depends on trust and depth (brief 2.8, T08).

Trust runs from 0 to 1 and moves with every line. Depth runs from 0 to 4: it rises by one when a
line asks for more and trust carries it. The path of choices says everything about a talk.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KEYS = ("a", "b", "c")  # three choices a turn
DEEPEST = 4
# How much trust carries depth 1, 2, 3 and 4. A line may set a higher bar of its own.
CARRIES = (0.4, 0.5, 0.6, 0.7)
LEAVES_BELOW = 0.13  # with less trust than this the other ends the talk, politely

ENDINGS = {
    "step": "A clear next step",
    "no": "A clear no, respected",
    "open": "A door left open",
    "ended": "The talk ended early, politely",
}
QUESTIONS = ("open", "closed")  # closed: yes, no or one fact is an answer
HABITS = ("consent", "curiosity", "disclosure", "challenge", "push")  # what the coach reads for

_ASIDE = re.compile(r"\([^)]*\)")  # "(She laughs.)" is not said


@dataclass(frozen=True)
class Line:
    """What the participant may say, and what comes back.

    The other answers `reply`, or `guarded` (where there is one) when trust or depth do not carry
    the line. `score` is curiosity, disclosure and challenge, each 0, 1 or 2. `trust` and `depth`
    are changes. `asks` holds one word of QUESTIONS for each question in it.
    """

    say: str
    reply: str
    guarded: str = ""
    score: tuple[int, int, int] = (0, 0, 0)
    trust: float = 0.0
    depth: int = 0
    needs_trust: float = 0.0
    needs_depth: int = 0
    asks: tuple[str, ...] = ()
    consent: bool = False
    ending: str = ""
    guarded_ending: str = ""
    coach: str = ""
    instead: str = ""

    def __post_init__(self) -> None:
        short = f"“{self.say[:40]}…”"
        if not self.say.strip() or not self.reply.strip():
            raise ValueError(f"{short}: a line needs words, and an answer.")
        if len(self.score) != 3 or not all(part in (0, 1, 2) for part in self.score):
            raise ValueError(f"{short}: score is three numbers, each 0, 1 or 2.")
        if not -1 <= self.trust <= 1 or self.depth not in (0, 1):
            raise ValueError(f"{short}: trust changes by -1 to 1, and depth by 0 or 1.")
        if set(self.asks) - set(QUESTIONS):
            raise ValueError(f"{short}: questions are {' or '.join(QUESTIONS)}.")
        if {self.ending, self.guarded_ending} - {"", *ENDINGS}:
            raise ValueError(f"{short}: an ending is one of {', '.join(ENDINGS)}.")
        if self.is_push and not (self.coach and self.instead):
            raise ValueError(f"{short}: it costs trust; say why, and another way to say it.")

    @property
    def is_push(self) -> bool:
        """Whether the line pushes, pries, preaches or takes over: it costs trust."""
        return self.trust < 0


@dataclass(frozen=True)
class Turn:
    """One moment of the talk. Below `needs_depth` the turn called `otherwise` is played."""

    id: str
    stage: str
    says: str
    lines: Mapping[str, Line]
    needs_depth: int = 0
    otherwise: str = ""

    def __post_init__(self) -> None:
        if tuple(self.lines) != KEYS:
            raise ValueError(f"Turn “{self.id}” needs the lines {', '.join(KEYS)}, in this order.")


@dataclass(frozen=True)
class Person:
    """Somebody invented: who they are, how the talk may go, and what a coach would say of it."""

    id: str
    name: str
    role: str
    about: str
    trust: float
    leaves: str
    turns: tuple[Turn, ...]
    endings: Mapping[str, str]
    worked: Mapping[str, str]
    missed: Mapping[str, str]

    def __post_init__(self) -> None:
        if set(self.endings) != set(ENDINGS):
            raise ValueError(f"{self.name}: write a word on each ending: {', '.join(ENDINGS)}.")
        for texts in (self.worked, self.missed):
            if set(texts) != set(HABITS):
                raise ValueError(f"{self.name}: the coach reads for {', '.join(HABITS)}.")
        names = [turn.id for turn in self.turns]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.name}: two turns have the same id.")
        if wrong := [t.otherwise for t in self.turns if t.otherwise and t.otherwise not in names]:
            raise ValueError(f"{self.name}: there is no turn “{wrong[0]}”.")
        if not all(line.ending for line in self.turns[-1].lines.values()):
            raise ValueError(f"{self.name}: every line of the last turn needs an ending.")

    @property
    def title(self) -> str:
        """Name and role."""
        return f"{self.name}, {self.role}"


@dataclass(frozen=True)
class Step:
    """One exchange as it went. `before` is what the other said ahead of the participant's line."""

    turn: Turn
    key: str
    before: str
    answer: str
    trust: float
    depth: int

    @property
    def line(self) -> Line:
        """What the participant said."""
        return self.turn.lines[self.key]


@dataclass(frozen=True)
class Talk:
    """A talk so far. `turn` is what comes now; None when it has ended, and then `ending` says how."""

    person: Person
    steps: tuple[Step, ...]
    turn: Turn | None
    ending: str = ""

    @property
    def path(self) -> str:
        """The keys of the choices, such as "cab"."""
        return "".join(step.key for step in self.steps)


def play(person: Person, path: Iterable[str]) -> Talk:
    """The talk along a path. What does not fit, and what comes after the end, is left out."""
    trust, depth = person.trust, 0
    steps: list[Step] = []
    turn: Turn | None = person.turns[0]
    ending = ""
    for key in path:
        if turn is None or key not in KEYS:
            break
        line = turn.lines[key]
        trust = min(1.0, max(0.0, round(trust + line.trust, 4)))
        opened = _carried(line, trust, depth)
        depth = min(DEEPEST, depth + line.depth) if opened else depth
        answer = line.reply if opened or not line.guarded else line.guarded
        ending = line.ending if opened or not line.guarded_ending else line.guarded_ending
        if not ending and trust < LEAVES_BELOW:
            answer, ending = f"{answer} {person.leaves}", "ended"
        steps.append(Step(turn, key, turn.says, answer, trust, depth))
        turn = None if ending else _next(person, turn, depth)
    return Talk(person, tuple(steps), turn, ending)


def words_in(text: str) -> int:
    """How many words are said."""
    return len(_ASIDE.sub(" ", text).split())


def _carried(line: Line, trust: float, depth: int) -> bool:
    bar = CARRIES[min(depth, DEEPEST - 1)] if line.depth else 0.0
    return trust >= max(bar, line.needs_trust) and depth >= line.needs_depth


def _next(person: Person, turn: Turn, depth: int) -> Turn:
    """The turn after this one; turns that stand in for another are met only instead of it."""
    stand_ins = {other.otherwise for other in person.turns if other.otherwise}
    place = person.turns.index(turn) + 1
    while person.turns[place].id in stand_ins:
        place += 1
    following = person.turns[place]
    if depth < following.needs_depth:
        return next(other for other in person.turns if other.id == following.otherwise)
    return following

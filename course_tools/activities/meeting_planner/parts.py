"""What a plan for a research meeting is made of (brief 2.15, T15)."""

from dataclasses import dataclass

# What a research meeting may ask about, and the words for it.
DOMAINS = {
    "facts": "facts and scale",
    "causes": "causes",
    "tried": "what was tried",
    "decisions": "how decisions are made",
    "money": "money and calendar",
    "support": "who supports or resists",
    "interest": "the official’s own interest",
    "in-our-place": "what they would do in our place",
    "needs": "what they need from us",
}
MUST_REACH = ("decisions", "money", "interest")

ROLES = {
    "chair": "chair",
    "credentialer": "credentialer",
    "storyteller": "storyteller",
    "questioner": "first questioner",
    "questioner-2": "second questioner",
    "note-taker": "note taker",
    "observer": "observer",
    "evaluator": "evaluator",
    "interpreter": "interpreter",
}
OPTIONAL_ROLES = ("questioner-2", "interpreter")
QUESTIONERS = ("questioner", "questioner-2")

QUESTION_MINUTES = 22.0
LONGEST_QUESTION = 60


@dataclass(frozen=True)
class Domain:
    """What we could ask about. `importance` runs from 0 to 5; `unsure` from 0 (we know) to 1."""

    key: str
    importance: float = 3.0
    unsure: float = 0.5

    def __post_init__(self) -> None:
        if self.key not in DOMAINS:
            raise ValueError(f"“{self.key}” is none of: {', '.join(DOMAINS)}.")
        for word, value, high in (("importance", self.importance, 5), ("unsure", self.unsure, 1)):
            if not 0 <= value <= high:
                raise ValueError(
                    f"{DOMAINS[self.key]}: {word} is {value:g}; use a number from 0 to {high}."
                )

    @property
    def weight(self) -> float:
        """How much there is to find out: importance times how unsure we are."""
        return self.importance * self.unsure


@dataclass(frozen=True)
class Question:
    """A question and its minutes. `removes` has, for each domain it reaches, the share (0 to 1)
    of what is still unsure there that a fair answer would remove. `must`: asked in any case.
    """

    text: str
    minutes: float
    removes: tuple[tuple[str, float], ...]
    must: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.minutes <= LONGEST_QUESTION:
            raise ValueError(
                f"“{self.text}” takes {self.minutes:g} minutes; use a number above 0 and up to "
                f"{LONGEST_QUESTION}."
            )
        for key, share in self.removes:
            if key not in DOMAINS:
                raise ValueError(f"“{self.text}”: “{key}” is none of: {', '.join(DOMAINS)}.")
            if not 0 <= share <= 1:
                raise ValueError(
                    f"“{self.text}” removes {share:g} of what is unsure; use a number from 0 to 1."
                )
        if len({key for key, _ in self.removes}) < len(self.removes):
            raise ValueError(f"“{self.text}” names the same domain twice. Name it once.")

    @property
    def reaches(self) -> tuple[str, ...]:
        """The domains about which it would tell us something."""
        return tuple(key for key, share in self.removes if share > 0)


@dataclass(frozen=True)
class Plan:
    """What could be read of an answer. `roles` are (role, label of who takes it), filled ones only.

    `remarks` says in plain words what was left out, and why.
    """

    domains: tuple[Domain, ...]
    questions: tuple[Question, ...]
    minutes: float = QUESTION_MINUTES
    roles: tuple[tuple[str, str], ...] = ()
    official: str = ""
    purpose: str = ""
    remarks: tuple[str, ...] = ()

    def who(self, role: str) -> str:
        """The label of who takes a role; "" while nobody does."""
        return dict(self.roles).get(role, "")


@dataclass(frozen=True)
class Slot:
    """A part of the meeting: minutes after its beginning, its length, what happens, who does it."""

    start: float
    minutes: float
    what: str
    who: str

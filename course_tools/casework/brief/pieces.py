"""The pieces of a case brief: what was heard, sources, explanations, the story, options, the ask."""

import re
from dataclasses import dataclass
from datetime import date

from course_tools.stored import day_in

STORY_SECONDS = 90


@dataclass(frozen=True)
class Heard:
    """A listening theme. `count` is as written: a number, or words such as "a few"."""

    theme: str
    from_whom: str
    count: str


@dataclass(frozen=True)
class Source:
    """Where figures are from. `day` is when they were published or fetched, as written."""

    title: str
    publisher: str
    licence: str
    day: str

    @property
    def words(self) -> str:
        """All of it in one line."""
        day = said_day(day_in(self.day)) or self.day
        return ", ".join(word for word in (self.title, self.publisher, self.licence, day) if word)


@dataclass(frozen=True)
class Rival:
    """One explanation, with what speaks for and against it and what would disprove it."""

    explanation: str
    evidence_for: str
    evidence_against: str
    disproof: str


@dataclass(frozen=True)
class Story:
    """Whose story is told: a role label, never a name. `seconds` is None while nobody timed it.

    `agreed` is the day of consent, `audience` whom it covers. `can_withdraw` and `no_child` were
    ticked: the teller may change or withdraw it, and no child is named in it.
    """

    teller: str
    gist: str
    agreed: date | None
    audience: str
    can_withdraw: bool
    no_child: bool
    seconds: float | None

    @property
    def is_there(self) -> bool:
        """Whether anything was written of a story."""
        return bool(self.teller or self.gist)


@dataclass(frozen=True)
class Option:
    """Something that could be done, where it works already, and what it costs."""

    option: str
    where: str
    cost: str


@dataclass(frozen=True)
class Ask:
    """The sentence of Brief 2.14 in its parts. `by` is None where `by_written` is no real date."""

    role: str
    act: str
    by: date | None
    by_written: str
    because: str
    interest: str

    @property
    def steps(self) -> tuple[str, str, str]:
        """We want [role] to [act] by [date], / because […], / and it is in your interest because […].

        What is not written yet stands in brackets.
        """
        role, act = _inside(self.role), _inside(self.act, "to")
        by = said_day(self.by) or _inside(self.by_written, "by")
        because, interest = _inside(self.because, "because"), _inside(self.interest, "because")
        return (
            f"We want {role or '[role]'} to {act or '[act]'} by {by or '[date]'},",
            f"because {because or '[…]'},",
            f"and it is in your interest because {interest or '[…]'}.",
        )

    @property
    def sentence(self) -> str:
        """The three steps as one sentence."""
        return " ".join(self.steps)


def said_day(day: date | None) -> str:
    """A day as it is read aloud: "29 May 2026"; "" for none."""
    return f"{day.day} {day:%B} {day.year}" if day else ""


def capital(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def _inside(words: str, lead: str = "") -> str:
    """Words to stand inside a sentence: without its full stop, and without a doubled first word."""
    inside = words.strip().rstrip(".;,")
    return re.sub(rf"^{lead}\s+", "", inside, flags=re.IGNORECASE) if lead else inside

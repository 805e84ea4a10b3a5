"""What a participant has looked at and guessed; the repair comes after the guess (brief 4.9)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.cases import cases

ENOUGH_WORDS = 4  # a guess of so many words opens the repair


@dataclass(frozen=True)
class Looking:
    """The pitfall on the page, every guess so far, and where the repair was asked for.

    `guesses` and `asked` are by pitfall id and hold only what is not empty.
    """

    pitfall: str
    guesses: Mapping[str, str]
    asked: frozenset[str]

    @property
    def case(self) -> Case:
        """The pitfall on the page."""
        return cases()[self.pitfall]

    @property
    def guess(self) -> str:
        """What was written about it so far."""
        return self.guesses.get(self.pitfall, "")

    @property
    def asks(self) -> bool:
        """Is “show me” ticked for it?"""
        return self.pitfall in self.asked

    def sees_repair(self, pitfall: str) -> bool:
        """Was a guess of a few words written, or the repair asked for?"""
        words = self.guesses.get(pitfall, "").split()
        return pitfall in self.asked or len(words) >= ENOUGH_WORDS

    @property
    def looked_at(self) -> tuple[str, ...]:
        """The pitfalls whose repair was seen, in the order of the list."""
        return tuple(pitfall for pitfall in cases() if self.sees_repair(pitfall))

    def turned_to(self, pitfall: str) -> "Looking":
        """Another pitfall on the page; nothing that was written is lost."""
        return replace(self, pitfall=pitfall)

    def with_guess(self, guess: str, asks: bool) -> "Looking":
        """A guess about the pitfall on the page, and whether its repair is asked for."""
        others = {key: words for key, words in self.guesses.items() if key != self.pitfall}
        guesses = {**others, self.pitfall: guess} if guess else others
        asked = self.asked | {self.pitfall} if asks else self.asked - {self.pitfall}
        return replace(self, guesses=guesses, asked=asked)

    def as_answer(self) -> dict[str, Any]:
        """As it is kept: {"pitfall": id, "guesses": {id: words}, "show": {id: true}}."""
        guesses = {key: self.guesses[key] for key in cases() if key in self.guesses}
        shown = {key: True for key in cases() if key in self.asked}
        return {"pitfall": self.pitfall, "guesses": guesses, "show": shown}


def read_looking(answer: Any) -> Looking:
    """An answer as it was kept; without one, the first pitfall. Takes anything, never raises."""
    parts = answer if isinstance(answer, dict) else {}
    chosen, guesses, show = (parts.get(key) for key in ("pitfall", "guesses", "show"))
    guesses = guesses if isinstance(guesses, dict) else {}
    show = show if isinstance(show, dict) else {}
    known = cases()
    return Looking(
        chosen if isinstance(chosen, str) and chosen in known else next(iter(known)),
        {key: guesses[key] for key in known if isinstance(guesses.get(key), str) and guesses[key]},
        frozenset(key for key in known if show.get(key) is True),
    )


def share_looked_at(answer: Any) -> float:
    """The share, 0 to 1, of the pitfalls whose repair was seen. What was guessed never counts."""
    return len(read_looking(answer).looked_at) / len(cases())

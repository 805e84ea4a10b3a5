"""Talks as they are kept in the answer: who, the path of choices, and two prompts in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from course_tools.activities.rehearsal.model import KEYS, Person, Talk, play
from course_tools.answers import Json

MOST_TALKS = 20
YOU = "You"  # who speaks, in a transcript


@dataclass(frozen=True)
class Kept:
    """One talk. `has_looked`: the participant wrote both prompts and then asked for the numbers."""

    person: str
    path: str = ""
    opened: str = ""
    differently: str = ""
    has_looked: bool = False

    @property
    def has_written(self) -> bool:
        """Whether both prompts are answered."""
        return bool(self.opened.strip() and self.differently.strip())


@dataclass(frozen=True)
class Talks:
    """All talks, and which one is on the page; -1: none. `unknown` is carried along unread."""

    kept: tuple[Kept, ...] = ()
    shown: int = -1
    unknown: tuple[Json, ...] = field(default=())

    @property
    def is_full(self) -> bool:
        """Whether no further talk can be begun."""
        return len(self.kept) >= MOST_TALKS

    def begun(self, person: str, path: str = "") -> "Talks":
        """With a new talk on the page; earlier ones are kept. Raises ValueError when full."""
        if self.is_full:
            raise ValueError(f"You have {MOST_TALKS} talks. Look at them, or start again.")
        return Talks((*self.kept, Kept(person, path)), len(self.kept), self.unknown)

    def changed(self, talk: Kept) -> "Talks":
        """With the talk on the page replaced by `talk`."""
        kept = (*self.kept[: self.shown], talk, *self.kept[self.shown + 1 :])
        return Talks(kept, self.shown, self.unknown)

    def showing(self, number: int) -> "Talks":
        """With another talk on the page."""
        return Talks(self.kept, number, self.unknown)


def talks_in(answer: Json, people: Mapping[str, Person]) -> Talks:
    """The talks in an answer, whatever it is; what cannot be read is carried along."""
    data = answer if isinstance(answer, dict) else {}
    listed = data.get("talks")
    kept: list[Kept] = []
    unknown: list[Json] = []
    for entry in listed if isinstance(listed, list) else ():
        person = people.get(entry["who"]) if _names_somebody(entry) else None
        if person is None or len(kept) >= MOST_TALKS:
            unknown.append(entry)
        else:
            kept.append(_talk_in(entry, person))
    shown = data.get("shown")
    number = shown if type(shown) is int and 1 <= shown <= len(kept) else len(kept)
    return Talks(tuple(kept), number - 1, tuple(unknown))


def as_answer(talks: Talks, people: Mapping[str, Person]) -> Json:
    """The answer to save. Each talk carries its words too, to be read where there is no tool."""
    listed = [
        {
            "who": talk.person,
            "choices": " ".join(talk.path),
            "transcript": transcript(play(people[talk.person], talk.path)),
            "opened": talk.opened,
            "differently": talk.differently,
            "looked": talk.has_looked,
        }
        for talk in talks.kept
    ]
    return {"talks": [*listed, *talks.unknown], "shown": talks.shown + 1}


def transcript(talk: Talk) -> str:
    """The talk as plain text, a line for each time somebody speaks.

    Without the invented name: before a hand-in, names are looked for and shown.
    """
    lines = ((who if who == YOU else "They", words) for who, words in said_in(talk))
    return "\n".join(f"{who}: {words}" for who, words in lines)


def said_in(talk: Talk) -> list[tuple[str, str]]:
    """Who says what, in order; the line that waits for an answer comes last."""
    said: list[tuple[str, str]] = []
    for step in talk.steps:
        said += [(talk.person.name, step.before), (YOU, step.line.say)]
        said.append((talk.person.name, step.answer))
    if talk.turn is not None:
        said.append((talk.person.name, talk.turn.says))
    return _joined(said)


def _joined(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """An answer and the next thing the same person says are one speech."""
    joined: list[tuple[str, str]] = []
    for who, words in said:
        if joined and joined[-1][0] == who:
            joined[-1] = (who, f"{joined[-1][1]} {words}")
        else:
            joined.append((who, words))
    return joined


def _names_somebody(entry: Json) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("who"), str)


def _talk_in(entry: dict[str, Json], person: Person) -> Kept:
    def text(name: str) -> str:
        value = entry.get(name)
        return value if isinstance(value, str) else ""

    path = play(person, [key for key in text("choices")[:200] if key in KEYS]).path
    looked = entry.get("looked") is True
    return Kept(person.id, path, text("opened"), text("differently"), looked)

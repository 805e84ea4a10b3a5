"""The labelled sentences, and how much of what is marked in them the check finds.

Run `python -m tests.privacy.labelled` from the repository's folder to print the table of
`docs/privacy-check.md`, or `python -m tests.privacy.labelled misses` for what to work on: it
shows the tuning half only.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_tools.privacy.gentle import QUESTIONS, gentle_questions
from course_tools.privacy.redaction import KINDS, look_through

ROOT = Path(__file__).parents[2]
SENTENCES = Path(__file__).with_name("labelled_sentences.toml")
LATER_SENTENCES = Path(__file__).with_name("labelled_later.toml")
TUNING, HELD_OUT, LATER = "tuning", "held out", "written later"
HALVES = (TUNING, HELD_OUT)
PARTS = (*HALVES, LATER)
_MARKED = re.compile(r"\{(?P<kind>[\w-]+)\|(?P<text>[^{}]*)\}")
_ENOUGH = 0.5  # of the letters that the marked and the found words cover together

# The kinds that a reader tells apart; the tool tells some more, for its wording.
_LABELS = {
    "profile": "page",
    "handle": "page",
    "social-security": "id-number",
    "national-insurance": "id-number",
    "number": "id-number",
    "title": "person",
    "called": "person",
    "name": "person",
    "first-name": "person",
    "initials": "person",
    "single": "person",
    "capitals": "person",
}
DETAILS = tuple(dict.fromkeys(_LABELS.get(kind, kind) for kind in KINDS))
LABELS = (*DETAILS, *QUESTIONS)


@dataclass(frozen=True)
class Marked:
    """Words of one kind at one place of a sentence."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence as a participant writes it, with what should be found in it."""

    text: str
    language: str
    part: str
    expected: tuple[Marked, ...]


@dataclass
class Tally:
    """How often the check was right, showed too much, or passed something over."""

    right: int = 0
    too_much: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of what was shown that should be; None when nothing was shown."""
        shown = self.right + self.too_much
        return self.right / shown if shown else None

    @property
    def recall(self) -> float | None:
        """The share of what should be shown that was; None when there is nothing to find."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None


@cache
def labelled_sentences() -> tuple[Sentence, ...]:
    """All of them, in the order of the two files."""
    return (*_sentences_in(SENTENCES, HALVES), *_sentences_in(LATER_SENTENCES, [LATER]))


def _sentences_in(path: Path, parts: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of each list of a file, dealt out to the parts in turn."""
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    for language, groups in lists.items():
        for sentences in groups.values():
            for place, written in enumerate(sentences):
                yield _read(written, language, parts[place % len(parts)])


def _read(written: str, language: str, part: str) -> Sentence:
    text, expected, end = "", [], 0
    for match in _MARKED.finditer(written):
        text += written[end : match.start()]
        expected.append(Marked(match["kind"], len(text), len(text) + len(match["text"])))
        text += match["text"]
        end = match.end()
    return Sentence(text + written[end:], language, part, tuple(expected))


@cache
def course_words() -> tuple[str, ...]:
    """What a participant's page brings along: the paper's own page."""
    page = ROOT / "assignments" / "power-paper" / "assignment.md"
    return (page.read_text(encoding="utf-8"),)


@cache
def found_in(sentence: Sentence) -> tuple[Marked, ...]:
    """What the check shows for the sentence alone."""
    texts = [("Paper", sentence.text)]
    details = [
        Marked(_LABELS.get(f.kind, f.kind), f.start, f.end)
        for f in look_through(texts, course_words())
    ]
    asked = [Marked(q.kind, q.start, q.end) for q in gentle_questions(texts, course_words())]
    return (*details, *asked)


def tallies(sentences: Iterable[Sentence]) -> dict[str, Tally]:
    """One tally for each label."""
    counted = {label: Tally() for label in LABELS}
    for sentence in sentences:
        found, expected = list(found_in(sentence)), list(sentence.expected)
        for wanted in sentence.expected:
            match = next((one for one in found if _is_same(one, wanted)), None)
            if match is not None:
                counted[wanted.kind].right += 1
                found.remove(match)
                expected.remove(wanted)
        for one in found:
            counted[one.kind].too_much += 1
        for one in expected:
            counted[one.kind].missed += 1
    return counted


def together(counted: dict[str, Tally], labels: Iterable[str]) -> Tally:
    """The sum over some labels."""
    parts = [counted[label] for label in labels]
    return Tally(
        sum(part.right for part in parts),
        sum(part.too_much for part in parts),
        sum(part.missed for part in parts),
    )


def _is_same(found: Marked, wanted: Marked) -> bool:
    """A detail must stand at the same place; a question is about the sentence as a whole."""
    if found.kind != wanted.kind:
        return False
    if wanted.kind in QUESTIONS:
        return True
    common = min(found.end, wanted.end) - max(found.start, wanted.start)
    both = max(found.end, wanted.end) - min(found.start, wanted.start)
    return common >= _ENOUGH * both


def sentences_of(part: str, language: str = "") -> list[Sentence]:
    """The sentences of one part, in one language or in both."""
    return [s for s in labelled_sentences() if s.part == part and language in ("", s.language)]


def shown_without_reason(part: str) -> tuple[int, int]:
    """How many sentences with nothing to find still show something, and how many there are."""
    empty = [s for s in sentences_of(part) if not s.expected]
    return sum(bool(found_in(s)) for s in empty), len(empty)


def table() -> str:
    """The measured numbers as a table in Markdown."""
    counted = [tallies(sentences_of(part)) for part in PARTS]
    heads = "".join(f" {part}: marked | precision | recall |" for part in PARTS)
    lines = [f"| kind |{heads}", "|---" * (1 + 3 * len(PARTS)) + "|"]
    lines += [_line(label, [part[label] for part in counted]) for label in LABELS]
    sums = {"all details": DETAILS, "all questions": tuple(QUESTIONS), "everything": LABELS}
    for name, labels in sums.items():
        lines.append(_line(f"**{name}**", [together(part, labels) for part in counted]))
    for language in ("english", "spanish"):
        spoken = [tallies(sentences_of(part, language)) for part in PARTS]
        name = f"everything, {language.title()}"
        lines.append(_line(name, [together(part, LABELS) for part in spoken]))
    empty = [shown_without_reason(part) for part in PARTS]
    calm = " | ".join(f"{count} | {shown} | –" for shown, count in empty)
    lines.append(f"| nothing to find: sentences, with something shown | {calm} |")
    return "\n".join(lines)


def _line(name: str, parts: list[Tally]) -> str:
    cells = [
        cell
        for part in parts
        for cell in (str(part.right + part.missed), _share(part.precision), _share(part.recall))
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _misses() -> str:
    lines = []
    for sentence in sentences_of(TUNING):
        found, expected = set(found_in(sentence)), set(sentence.expected)
        left = {one for one in found if not any(_is_same(one, other) for other in expected)}
        gone = {one for one in expected if not any(_is_same(other, one) for other in found)}
        for one in left | gone:
            sign = "+" if one in left else "-"
            words = sentence.text[one.start : one.end]
            lines.append(f"{sign} {one.kind}: {words!r} in {sentence.text!r}")
    return "\n".join(sorted(lines))


if __name__ == "__main__":
    print(_misses() if "misses" in sys.argv else table())

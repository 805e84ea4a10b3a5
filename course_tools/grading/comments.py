"""What a marker writes: levels by criterion, one strength, one question, one next action.

A comment is plain lines. `Two lenses: 3` gives a criterion its level; `Strength:`, `Question:` and
`Next:` (or `One strength:` …) begin the three things that feedback always has. The rest is free.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from course_tools.rubric import Criterion

# Every repetition is bounded, so that no comment, however odd, takes long to read.
_PART = re.compile(
    r"(?:^|(?<=[.!?]\s))[ \t*_-]{0,8}(?:one\s{1,4})?"
    r"(strength|question|next(?:\s{1,4}(?:action|step))?)[*_]{0,4}\s{0,4}:[*_]{0,4}\s{0,4}",
    re.IGNORECASE | re.MULTILINE,
)
_DRESS = " \t*_-"  # what may stand around a name or a level, as in "- **Two lenses**: 3"
_LEVEL = re.compile(r"([1-4])\b(.*)")


@dataclass
class ReadComment:
    """A comment taken apart. `levels` and `reasons` go by the criterion's id."""

    levels: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    strength: str = ""
    question: str = ""
    next_action: str = ""
    other: str = ""


def read_comment(comment: str, criteria: Sequence[Criterion]) -> ReadComment:
    """Take a marker's comment apart; a level given twice counts as given last."""
    known = {_folded(one.name): one.id for one in criteria} | {
        _folded(c.id): c.id for c in criteria
    }
    read = ReadComment()
    rest = []
    for line in comment.splitlines():
        name, _, said = line.partition(":")
        criterion = known.get(_folded(name))
        found = _LEVEL.match(said.lstrip(_DRESS)) if criterion else None
        if found and criterion:
            read.levels[criterion] = int(found[1])
            read.reasons[criterion] = found[2].strip(" .–—-:/*_")
        else:
            rest.append(line)
    _take_parts("\n".join(rest), read)
    return read


def _take_parts(text: str, read: ReadComment) -> None:
    marks = list(_PART.finditer(text))
    read.other = text[: marks[0].start()].strip() if marks else text.strip()
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        words = text[mark.end() : following.start() if following else len(text)]
        # A blank line ends a part: what comes after it is a remark of its own.
        said, _, more = words.strip().partition("\n\n")
        kind = mark[1].lower().split()[0]
        name = {"strength": "strength", "question": "question"}.get(kind, "next_action")
        setattr(read, name, f"{getattr(read, name)} {said.strip()}".strip())
        if more.strip():
            read.other = f"{read.other}\n\n{more.strip()}".strip()


def _folded(name: str) -> str:
    if len(name) > 200:  # no criterion is called like that
        return ""
    return " ".join(re.sub(r"[*_-]", " ", name).split()).casefold()

"""What a marker writes: levels by criterion, one strength, one question, one next action.

A comment is plain lines. `Two lenses: 3` gives a criterion its level; `Strength:`, `Question:` and
`Next:` (or `One strength:` …) begin the three things that feedback always has. The rest is free.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from course_tools.rubric import Criterion

_PART = re.compile(
    r"(?:^|(?<=[.!?]\s))[ \t*_-]*(?:one\s+)?(strength|question|next(?:\s+(?:action|step))?)"
    r"[*_]*\s*:[*_]*\s*",
    re.IGNORECASE | re.MULTILINE,
)
_LEVEL = re.compile(
    r"^[ \t*_-]*(?P<name>[^:\n]{1,80}?)[*_]*\s*:\s*[*_]*(?P<level>[1-4])\b[*_]*(?P<why>.*)$"
)


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
        found = _LEVEL.match(line)
        criterion = known.get(_folded(found["name"])) if found else None
        if found and criterion:
            read.levels[criterion] = int(found["level"])
            read.reasons[criterion] = found["why"].strip(" .–—-:/")
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
    return " ".join(re.sub(r"[*_-]", " ", name).split()).casefold()

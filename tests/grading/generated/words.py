"""What people give as answers: everything, a part, nothing, the wrong thing, the unheard-of."""

import tomllib
from pathlib import Path
from random import Random
from typing import Any

STRANGE = [
    "Wörter mit Akzenten: ñandú, façade, Ærø, naïve, đường phố.",
    "Слова на кириллице, 漢字とかな, عربيّ من اليمين, עברית, ไทยไม่มีวรรค.",
    "Emoji 👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇸, half of one \ud83d, a nul \x00, a bell \x07, a soft­hyphen.",
    "<script>alert('points')</script> <b>bold</b> &amp; <img src=x onerror=alert(1)>",
    "</textarea></body><style>*{display:none}</style> {{ points }} {% raw %} $\\frac{1}{2}$",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 60,
    "https://example.org/" + "a-very-long-address/" * 120,
    "word " * 3000,
    "e\u0301" * 40 + "\u202eright to left\u202c \ufeff\u200b\u2060",
    "line one\r\nline two\rline three\u2028line four\x85",
    "4.0",
    "'''\"\"\"\\n\\\\ # not code",
    "   \t\n  ",
    ".",
]
UNHEARD_OF: list[Any] = [
    *(None, True, False, 0, -1, 7, 1e300, 0.1 + 0.2, 2**53, "", [], {}, [[]], [None] * 5),
    *({"": ""}, {"value": {"value": "x"}}, [["a", "b"], {"c": ["d"]}], "x" * 5000),
]


def model_of(root: Path, assignment: str) -> dict[str, Any]:
    """The model answers, by question or graded cell."""
    path = root / "assignments" / assignment / "model-answers.toml"
    return dict(tomllib.loads(path.read_text(encoding="utf-8"))["answers"])


def examples_of(root: Path, assignment: str) -> list[str]:
    """Written work of other levels, where the assignment has any."""
    path = root / "assignments" / assignment / "model-answers.toml"
    found = tomllib.loads(path.read_text(encoding="utf-8")).get("examples", [])
    return [example["text"] for example in found]


def changed(value: Any, random: Random, share: float = 0.3) -> Any:
    """The same answer with parts of it wrong, shortened, strange, or gone."""
    if isinstance(value, dict):
        kept = {key: changed(part, random, share) for key, part in value.items()}
        return {key: part for key, part in kept.items() if random.random() > share / 3}
    if isinstance(value, list):
        parts = [changed(part, random, share) for part in value]
        random.shuffle(parts)
        return parts[: random.randint(0, len(parts))] if random.random() < share else parts
    if random.random() > share:
        return value
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + random.choice([-1, 1, 0.5, 1000])
    return random.choice(["", value[: len(value) // 3], random.choice(STRANGE)])


def strange(random: Random) -> Any:
    """An answer that no tool would save, or words that few expect."""
    return random.choice([random.choice(UNHEARD_OF), random.choice(STRANGE)])


def right_data_answers(participant: str) -> dict[str, Any]:
    """The right answers for a participant's own questions in "Data answers"."""
    from course_tools.activities.data_answers.model import PARTS, question_of  # noqa: PLC0415
    from course_tools.activities.data_answers.naming import NAME  # noqa: PLC0415
    from tests.test_data_answers import right  # noqa: PLC0415

    return {
        NAME: {"name": participant},
        **{question_of(part): right(part, participant) for part in PARTS},
    }

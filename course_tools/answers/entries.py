"""One answer as it is kept: its value, how often the sheet had changed by then, and when."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from course_tools.errors import AnswersFromNewerWorkbook, AnswerUnfit

# JSON: None, bool, int, float, str, list and dict with text keys.
Json = Any

FORMAT = 1
LARGEST_ANSWER = 1_000_000  # characters of JSON; a 500-word paper has about 3,000
DEEPEST_ANSWER = 20  # lists within lists; a deeper one is an attack or a mistake


@dataclass(frozen=True)
class Entry:
    """`revision` counts the sheet's changes: it orders entries even when a clock is set back."""

    value: Json
    revision: int
    saved: str  # ISO 8601, UTC; for people to read, never to decide which entry is newer


def is_blank(value: Json) -> bool:
    """Whether nothing was answered: no value, only white space, or only blank parts.

    0 and False are answers.
    """
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, (list, tuple)):
        return all(is_blank(part) for part in value)
    if isinstance(value, Mapping):
        return all(is_blank(part) for part in value.values())
    return value is None


def plain(question: str, value: Json) -> Json:
    """A copy of `value` as plain data, with text that can be written as UTF-8.

    Raises AnswerUnfit for anything JSON cannot hold, for NaN and infinity, and above
    LARGEST_ANSWER or DEEPEST_ANSWER.
    """
    copy = _plain(question, value, DEEPEST_ANSWER)
    if len(json.dumps(copy)) > LARGEST_ANSWER:
        raise AnswerUnfit(
            f"The answer to '{question}' is longer than a whole book and was not saved. Shorten it."
        )
    return copy


def _plain(question: str, value: Json, depth: int) -> Json:
    if depth == 0:
        raise AnswerUnfit(f"The answer to '{question}' has lists within lists within lists.")
    # Half an emoji, as some browsers send it while typing, cannot be written as UTF-8.
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if value is None or type(value) in (bool, int):
        return value
    if type(value) is float and math.isfinite(value):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(question, part, depth - 1) for part in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {
            _plain(question, key, depth): _plain(question, part, depth - 1)
            for key, part in value.items()
        }
    raise AnswerUnfit(
        f"The answer to '{question}' holds {value!r:.60}, which is not plain data. "
        "Use text, whole numbers, finite decimals, true/false, lists and named values."
    )


def as_text(lesson: str, entries: Mapping[str, Entry]) -> str:
    """The whole file: readable JSON with a digest, so that a half-written one is noticed."""
    answers = {
        question: {"value": entry.value, "revision": entry.revision, "saved": entry.saved}
        for question, entry in entries.items()
    }
    body = {"format": FORMAT, "lesson": lesson, "answers": answers}
    return json.dumps({**body, "digest": _digest(body)}, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class ReadBack:
    """What a file held. `is_whole` is False when its digest does not fit what it says."""

    entries: dict[str, Entry]
    is_whole: bool


def from_text(text: str, where: str) -> ReadBack:
    """Read a file back.

    Raises ValueError when the text is not an answers file at all, and
    AnswersFromNewerWorkbook when a later version wrote it.
    """
    try:
        data = json.loads(text)
    except RecursionError as error:  # "[[[[…" by the thousand
        raise ValueError("nested too deeply") from error
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        raise ValueError("no answers in it")
    if isinstance(data.get("format"), int) and data["format"] > FORMAT:
        raise AnswersFromNewerWorkbook(
            f"{where} was written by a newer workbook. Update this one, then open the page again; "
            "the file was left as it is."
        )
    entries = entries_from(data["answers"])
    body = {key: data.get(key) for key in ("format", "lesson", "answers")}
    is_whole = data.get("digest") == _digest(body) and len(entries) == len(data["answers"])
    return ReadBack(entries, is_whole)


def entries_from(answers: object) -> dict[str, Entry]:
    """The well-formed entries in a mapping of unknown origin; the others are passed over."""
    found = {}
    for question, kept in answers.items() if isinstance(answers, dict) else ():
        if not (isinstance(question, str) and isinstance(kept, dict) and "value" in kept):
            continue
        revision, saved = kept.get("revision"), kept.get("saved")
        if type(revision) is not int or not 0 <= revision < 2**53 or not isinstance(saved, str):
            continue
        try:
            found[question] = Entry(plain(question, kept["value"]), revision, saved)
        except AnswerUnfit:
            continue
    return found


def newest(*sources: Mapping[str, Entry]) -> dict[str, Entry]:
    """For each question the entry with the highest revision; an earlier source wins a tie.

    A blank from a later source never replaces words.
    """
    merged: dict[str, Entry] = {}
    for source in sources:
        for question, entry in source.items():
            known = merged.get(question)
            if known is None or (
                entry.revision > known.revision and not (is_blank(entry.value))
            ):
                merged[question] = entry
    return merged


def _digest(body: Mapping[str, Json]) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()

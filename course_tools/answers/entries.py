"""One answer as it is kept: its value, how often the sheet had changed by then, and when."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from course_tools.errors import AnswersFromNewerWorkbook, AnswerUnfit

# JSON: None, bool, int, float, str, list and dict with text keys.
Json = Any

FORMAT = 1
LARGEST_ANSWER = 1_000_000  # characters of JSON; a 500-word paper has about 3,000
DEEPEST_ANSWER = 20  # lists within lists; a deeper one is an attack or a mistake
LARGEST_NUMBER = 2**53  # whole numbers above it change when another program reads the file
LARGEST_REVISION = 2**53 - 1
# What a saved page or a damaged file may claim: more than any sheet reaches at ten saves a second
# for a thousand years, and far enough below LARGEST_REVISION that saving can always go on.
LARGEST_CLAIM = 2**40

_READABLE = json.JSONEncoder(ensure_ascii=False)  # made once: it is used for every answer


@dataclass(frozen=True)
class Entry:
    """`revision` counts the sheet's changes: it orders entries even when a clock is set back.

    `erased` is the revision at which something of this answer was last erased for good; 0: never.
    A window that shows an older one must not save it again.
    """

    value: Json
    revision: int
    saved: str  # ISO 8601, UTC; for people to read, never to decide which entry is newer
    erased: int = 0


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

    Raises AnswerUnfit for anything JSON cannot hold, for NaN and infinity, above LARGEST_ANSWER,
    DEEPEST_ANSWER or LARGEST_NUMBER, and for a question without a proper name.
    """
    if not is_name(question):
        raise AnswerUnfit(f"{question!r:.60} cannot be the id of a question. Use kebab-case words.")
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
    if value is None or type(value) is bool:
        return value
    if type(value) is int and abs(value) <= LARGEST_NUMBER:
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
        f"The answer to '{question}' holds {_shown(value)}, which is not plain data. "
        "Use text, whole numbers, finite decimals, true/false, lists and named values."
    )


def is_name(question: object) -> bool:
    """Whether this can be the id of a question: text, not empty, that UTF-8 can hold."""
    return isinstance(question, str) and 0 < len(question) <= 200 and _is_writable(question)


def copied(value: Json) -> Json:
    """A copy of plain data that shares no list and no dict with it; faster than `deepcopy`."""
    if isinstance(value, dict):
        return {key: copied(part) for key, part in value.items()}
    return [copied(part) for part in value] if isinstance(value, list) else value


def same(one: Json, other: Json) -> bool:
    """Whether two answers are the same to the letter: False is not 0, and 1 is not 1.0."""
    return one == other and json.dumps(one) == json.dumps(other)


def as_data(entries: Mapping[str, Entry]) -> dict[str, Json]:
    """Entries as they stand in the file and in the mirror."""
    return {
        question: {
            "value": entry.value,
            "revision": entry.revision,
            "saved": entry.saved,
            **({"erased": entry.erased} if entry.erased else {}),
        }
        for question, entry in entries.items()
    }


def as_text(lesson: str, entries: Mapping[str, Entry]) -> str:
    """The whole file: JSON, a question to a line, with a digest so that damage is noticed."""
    lesson = lesson.encode("utf-8", "replace").decode()  # a folder's name may be any bytes
    answers = as_data(entries)
    lines = ",\n".join(f"  {_json(name)}: {_json(kept)}" for name, kept in answers.items())
    digest = _digest({"format": FORMAT, "lesson": lesson, "answers": answers})
    return (
        f'{{\n "format": {FORMAT},\n "lesson": {_json(lesson)},\n "answers": {{\n{lines}\n }},\n'
        f' "digest": "{digest}"\n}}\n'
    )


@dataclass(frozen=True)
class ReadBack:
    """What a file held. `is_whole` is False when its digest does not fit what it says."""

    entries: dict[str, Entry]
    is_whole: bool


def from_bytes(content: bytes, where: str) -> ReadBack:
    """Read a file back; what is no answers file at all gives no entries.

    Raises AnswersFromNewerWorkbook when a later version wrote it.
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))  # some editors add a byte order mark
        body = {key: data.get(key) for key in ("format", "lesson", "answers")}
        digest_fits = data.get("digest") == _digest(body)
    except (ValueError, AttributeError, RecursionError):  # not UTF-8, not JSON, "[[[[…", a list
        return ReadBack({}, is_whole=False)
    if isinstance(body["format"], (int, float)) and body["format"] > FORMAT:
        raise AnswersFromNewerWorkbook(
            f"{where} was written by a newer workbook. Update this one, then open the page again; "
            "the file was left as it is."
        )
    answers = body["answers"]
    entries = entries_from(answers, LARGEST_REVISION if digest_fits else LARGEST_CLAIM)
    is_whole = digest_fits and isinstance(answers, dict) and len(entries) == len(answers)
    return ReadBack(entries, is_whole)


def entries_from(answers: object, highest: int = LARGEST_CLAIM) -> dict[str, Entry]:
    """The well-formed entries in a mapping of unknown origin; the others are passed over.

    An answer whose revision is absurd (above `highest`) is kept as the oldest there is.
    """
    found = {}
    for question, kept in answers.items() if isinstance(answers, dict) else ():
        if not (is_name(question) and isinstance(kept, dict) and "value" in kept):
            continue
        revision, saved = kept.get("revision"), kept.get("saved")
        if type(revision) is not int or not 0 <= revision <= highest:
            revision = 0
        if not isinstance(saved, str) or len(saved) > 40 or not saved.isascii():
            saved = ""
        erased = kept.get("erased")
        if type(erased) is not int or not 0 <= erased <= revision:
            erased = 0
        try:
            found[question] = Entry(plain(question, kept["value"]), revision, saved, erased)
        except AnswerUnfit:
            continue
    return found


def newest(*sources: Mapping[str, Entry]) -> dict[str, Entry]:
    """For each question the entry with the highest revision; an earlier source wins a tie."""
    merged: dict[str, Entry] = {}
    for source in sources:
        for question, entry in source.items():
            known = merged.get(question)
            if known is None or entry.revision > known.revision:
                merged[question] = entry
    return merged


def with_words(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries that say something."""
    return {question: entry for question, entry in entries.items() if not is_blank(entry.value)}


def latest_revision(entries: Mapping[str, Entry]) -> int:
    """How often a sheet with these entries has changed; 0 when it is new."""
    return max((entry.revision for entry in entries.values()), default=0)


def local_time(iso: str) -> datetime:
    """When an entry was saved, as the clock here shows it; now, when it does not say."""
    try:
        return datetime.fromisoformat(iso).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.now(UTC).astimezone()


def _digest(body: Mapping[str, Json]) -> str:
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def _json(value: Json) -> str:
    return _READABLE.encode(value)


def _is_writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half an emoji
        return False
    return True


def _shown(value: object) -> str:
    """A few letters of a value for a message; some, such as huge numbers, cannot say themselves."""
    try:
        return f"{value!r:.60}"
    except Exception:
        return f"a {type(value).__name__}"

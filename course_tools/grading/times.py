"""When something was handed in, read as nbgrader reads it."""

from datetime import datetime
from pathlib import Path

_LONGEST = 100  # letters
TIMESTAMP = "timestamp.txt"


def in_utc(text: str) -> datetime:
    """A time such as "2024-09-02 10:00:00 UTC" in UTC, without a time zone, as nbgrader keeps it.

    Raises ValueError, TypeError and OverflowError for what is no time.
    """
    from dateutil import parser, tz  # noqa: PLC0415

    parts = text.split(" ")
    if len(parts) == 3:
        try:
            zone: object = int(parts[2])
        except ValueError:
            zone = tz.gettz(parts[2])
        time: datetime = parser.parse(f"{parts[0]} {parts[1]} TZ", tzinfos={"TZ": zone})
    else:
        time = parser.parse(text)
    offset = time.utcoffset()
    return time if offset is None else (time - offset).replace(tzinfo=None)


def short_text(path: Path) -> str:
    """What a file with a time says; what is longer than any time is cut, so that it is none."""
    with path.open(encoding="utf-8") as file:
        return file.read(_LONGEST).strip()


def handed_in(folder: Path) -> datetime | None:
    """The time in a hand-in's folder, or None when it has none that can be read."""
    try:
        return in_utc(short_text(folder / TIMESTAMP))
    except (OSError, ValueError, TypeError, OverflowError):
        return None

"""Finds the numbers of a sentence, what kind each is, and how exactly it is meant."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from course_tools.casework.claims import number_patterns as ways
from course_tools.casework.claims.number_words import FRACTIONS, value_of
from course_tools.casework.claims.said import SPOKEN_HALF, Bound, Kind, Said


def numbers_in(text: str, hidden: Iterable[tuple[int, int]] = ()) -> list[Said]:
    """The numbers in their order. What lies in `hidden` (years, definitions) is passed over."""
    left = list(text)
    for start, end in hidden:
        left[start:end] = "\x00" * (end - start)
    found: list[Said] = []
    for pattern, read in _READERS:
        for match in pattern.finditer("".join(left)):
            said = read(match)
            if said is not None:
                said = _meant(said, text)
                found.append(said)
                left[said.start : said.end] = "\x00" * (said.end - said.start)
    return sorted(found, key=lambda one: one.start)


def with_bound(said: Said, text: str) -> int:
    """Where the number begins together with its "about" or "more than"."""
    for _, pattern in ways.BOUNDS:
        if match := pattern.search(text[: said.start]):
            return match.start()
    return said.start


def _meant(said: Said, text: str) -> Said:
    if said.kind is Kind.RANGE:
        return said
    before = text[: said.start]
    bound = next((kind for kind, pattern in ways.BOUNDS if pattern.search(before)), Bound.EXACT)
    if bound is Bound.EXACT and ways.AFTER.match(text, said.end):
        bound = Bound.ABOUT
    if bound is Bound.EXACT and ways.OR_MORE.match(text, said.end):
        bound = Bound.AT_LEAST
    return replace(said, bound=bound)


def _sign(match: re.Match[str]) -> int:
    groups = match.groupdict()
    return 1 if groups.get("up") else -1 if groups.get("down") else 0


def _range(match: re.Match[str]) -> Said | None:
    unit = (match["u2"] or match["u1"] or "").lower()
    (low, decimals), (high, _) = value_of(match["low"]), value_of(match["high"])
    if not low < high or (not unit and not ways.NO_UNIT.search(match["cue"])):
        return None
    if ("p" in unit and "point" in unit) or unit == "puntos":
        unit, scale = "points", 100.0
    elif unit in {"times", "veces"} or not unit:
        unit, scale = "times" if unit else "", 1.0
    else:
        unit, scale = "%", 100.0
    half = 0.5 * 10**-decimals / scale
    start = match.start("low")
    return Said(Kind.RANGE, low / scale, half, start, match.end(), high / scale, unit=unit)


def _per_hundred(match: re.Match[str]) -> Said | None:
    value, decimals = value_of(match["n"])
    up, down = (re.search(rf"\b{p}", match["mid"], re.I) for p in (ways.UP, ways.DOWN))
    kind = Kind.POINTS if up or down else Kind.SHARE
    sign = 1 if up else -1 if down else 0
    return Said(kind, value / 100, 0.005 * 10**-decimals, *match.span(), sign=sign)


def _for_every(match: re.Match[str]) -> Said | None:
    (whole, _), (part, _) = value_of(match["n"]), value_of(match["k"])
    if not 0 < part < whole:
        return None
    return Said(Kind.SHARE, part / whole, SPOKEN_HALF, *match.span())


def _every_nth(match: re.Match[str]) -> Said | None:
    nth = match["nth"].lower()
    whole = 2 if nth == "second" else FRACTIONS[nth]
    return Said(Kind.SHARE, 1 / whole, SPOKEN_HALF, *match.span())


def _in(match: re.Match[str]) -> Said | None:
    (part, _), (whole, _) = value_of(match["k"]), value_of(match["n"])
    if whole not in ways.SCALE or part > whole:
        return _of(match)
    # "40 in 100" is as exact as a percentage.
    half = 0.005 if whole >= 20 else SPOKEN_HALF
    return Said(Kind.SHARE, part / whole, half, *match.span())


def _of(match: re.Match[str]) -> Said | None:
    (part, k_decimals), (whole, n_decimals) = value_of(match["k"]), value_of(match["n"])
    if k_decimals or n_decimals or whole == 0:
        return None
    return Said(Kind.COUNTS, part, 0.0, *match.span(), second=whole)


def _points(match: re.Match[str]) -> Said | None:
    value, decimals = value_of(match["n"])
    return Said(
        Kind.POINTS, value / 100, 0.005 * 10**-decimals, *match.span("n")[:1], match.end(),
        sign=_sign(match),
    )  # fmt: skip


def _percentage(match: re.Match[str]) -> Said | None:
    value, decimals = value_of(match["n"])
    kind = Kind.CHANGE if _sign(match) else Kind.SHARE
    if match["gap"] or match["before"]:
        kind = Kind.GAP_PERCENT
    if ways.BY.search(match.string[: match.start()]):
        kind = Kind.CHANGE
    half = 0.005 * 10**-decimals
    return Said(kind, value / 100, half, match.start("n"), match.end(), sign=_sign(match))


def _times(match: re.Match[str]) -> Said | None:
    if match["n"]:
        value, decimals = value_of(match["n"])
        half = 0.5 * 10**-decimals if decimals else 0.1 * value / 2
        return Said(Kind.TIMES, value, half, *match.span(), sign=_sign(match))
    if match["again"]:
        value = 1.5
    elif match["part"] or match["medio"]:
        value = 1 / FRACTIONS[(match["part"] or "half").lower()]
    else:
        value = 2.0 if match["twice"] else 3.0
    return Said(Kind.TIMES, value, 0.05 * value, *match.span())


def _fraction(match: re.Match[str]) -> Said | None:
    part, top = match["part"].lower(), match["n"]
    if not top and part not in {"half", "mitad"}:
        return None
    whole = FRACTIONS[part]
    above = 1.0 if not top or top.lower() in {"a", "la", "un", "una"} else value_of(top)[0]
    if not 0 < above < whole:
        return None
    kind = Kind.CHANGE if _sign(match) else Kind.SHARE
    return Said(kind, above / whole, SPOKEN_HALF, *match.span(), sign=_sign(match))


def _count(match: re.Match[str]) -> Said | None:
    value, decimals = value_of(match["n"])
    if decimals or match["n"].lower() in {"one", "un", "uno", "una"}:
        return None
    return Said(Kind.COUNT, value, 0.0, match.start(), match.end("n"), sign=_sign(match))


def _other(match: re.Match[str]) -> Said | None:
    try:
        value, _ = value_of(match[0])
    except ValueError:
        return None
    return Said(Kind.OTHER, value, 0.0, *match.span())


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Said | None]], ...] = (
    (ways.RANGE, _range),
    (ways.HYPHEN, _range),
    (ways.PER_HUNDRED, _per_hundred),
    (ways.FOR_EVERY, _for_every),
    (ways.EVERY_NTH, _every_nth),
    (ways.IN, _in),
    (ways.OF, _of),
    (ways.PEOPLE_OF, _of),
    (ways.POINTS, _points),
    (ways.PERCENTAGE, _percentage),
    (ways.TIMES, _times),
    (ways.FRACTION, _fraction),
    (ways.COUNT, _count),
    (ways.DIGITS, _other),
)

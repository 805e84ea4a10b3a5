"""The sorts of number in the performance tables: rates, scores, limits, and who is in the year."""

from course_tools.casework.tidy import Measure


def rate(id_: str, words: str, base: str, definition: str) -> Measure:
    """A share of pupils who reached something; its count is worked out from the percentage."""
    return Measure(
        id_,
        words,
        base=base,
        counts="worked out",
        more_is="better",
        decimals=2,
        definition=definition,
    )


def score(id_: str, words: str, base: str, definition: str, decimals: int = 1) -> Measure:
    """A mean of points: no share, and without an interval where none is published."""
    return Measure(
        id_, words, "score", base, more_is="better", decimals=decimals, definition=definition
    )


def mix(id_: str, words: str, base: str, definition: str = "") -> Measure:
    """Who is in the year group: not how a school does, but what it is like."""
    return Measure(
        id_,
        words,
        base=base,
        counts="published",
        decimals=2,
        definition=definition,
        describes=True,
    )


def with_limits(middle: Measure) -> tuple[Measure, Measure, Measure]:
    """A score, and its published lower and upper limit as measures of their own."""
    about = f"Published by the department: the {{}} end of the 95 % interval of “{middle.words}”."
    low, high = (
        Measure(
            f"{middle.id}-{end}",
            f"{middle.words}: {end} limit",
            "score",
            middle.base,
            decimals=middle.decimals,
            definition=about.format(end),
        )
        for end in ("low", "high")
    )
    return middle, low, high


def pupils_measure(base: str) -> Measure:
    """How many pupils a year group has."""
    return Measure("pupils-in-year-group", f"Number of {base}", "count", base, decimals=0)


def disadvantaged(base: str) -> Measure:
    """How many of the year group are disadvantaged."""
    about = (
        "Of the year group: eligible for free school meals in the last six years, looked after, or "
        "adopted."
    )
    return mix("disadvantaged", "Disadvantaged pupils", base, about)

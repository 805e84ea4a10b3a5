"""What is measured in California's test results: met the standard, mean score, took part (Brief 4.3)."""

from course_tools.casework.california.caaspp_rows import Rows
from course_tools.casework.counted import checked, decimals_of, rate_of, with_somebody
from course_tools.casework.marks import Marks, Numbers, is_count, is_percentage
from course_tools.casework.table import At, TidyTable
from course_tools.casework.tidy import Measure, Remark, Status

MARKS: Marks = {"*": Status.SUPPRESSED}
_HIDDEN_UP_TO = 10  # students with scores; the publisher shows nothing about so few
_BASE = "students tested with a score"


def add_subject(table: TidyTable, rows: Rows, at: At, subject: str, words: str) -> list[Remark]:
    """The three measures of one subject (its id, its name), and what did not fit in them."""
    scored = rows["scored"].numbers(MARKS, only=is_count)
    remarks: tuple[Remark, ...] = ()
    title = f"Met or exceeded the standard in {words}"
    printed = rows["met"]
    met = _told_why(printed.numbers(MARKS, only=is_percentage).as_shares(), scored)
    decimals = decimals_of(printed) + 2
    published = rows.get("met_count")
    numerator = None
    if published is not None:
        fit = checked(met, published.numbers(MARKS, only=is_count), scored, decimals, title)
        met, numerator, remarks = fit.rate, fit.numerator, fit.remarks
    measure = Measure(
        f"met-or-above-{subject}",
        title,
        base=_BASE,
        counts="worked out" if numerator is None else "published",
        more_is="better",
        decimals=decimals,
        definition="Level “standard met” or “standard exceeded” in the Smarter Balanced test.",
    )
    table.add(measure, with_somebody(met, scored), **at, numerator=numerator, denominator=scored)
    if (column := rows.get("mean")) is not None:
        mean = Measure(
            f"mean-scale-score-{subject}",
            f"Mean scale score in {words}",
            unit="score",
            base=_BASE,
            more_is="better",
            decimals=decimals_of(column),
            definition="Scales differ from grade to grade: compare only within one grade.",
        )
        table.add(mean, _told_why(column.numbers(MARKS), scored), **at, denominator=scored)
    enrolled, tested = rows.get("enrolled"), rows.get("tested")
    if enrolled is not None and tested is not None:
        took = tested.numbers(MARKS, only=is_count)
        base = enrolled.numbers(MARKS, only=is_count)
        table.add(
            _participation(subject, words),
            rate_of(took, base),
            **at,
            numerator=took,
            denominator=base,
        )
    return list(remarks)


def _participation(subject: str, words: str) -> Measure:
    return Measure(
        f"took-part-{subject}",
        f"Took the test in {words}",
        base="students enrolled in the grades tested",
        counts="published",
        more_is="better",
        decimals=6,
        definition="Students tested, out of students enrolled. Worked out here from both counts.",
    )


def _told_why(numbers: Numbers, scored: Numbers) -> Numbers:
    """A blank says "hidden" where 1 to 10 have scores, "not applicable" where nobody has."""
    blank = numbers.has(Status.NOT_PUBLISHED)
    few = blank & (scored.values >= 1) & (scored.values <= _HIDDEN_UP_TO)
    numbers = numbers.turned(few, Status.SUPPRESSED)
    return numbers.turned(blank & (scored.values == 0), Status.NOT_APPLICABLE)

"""The data lesson: its code runs as printed, and its numbers are those of the invented files."""

import ast
import re
from collections.abc import Iterator
from contextlib import chdir
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from course_tools import casework
from course_tools.casework.behind import evidence_of, figures_of, source_of
from course_tools.casework.claims import check_claim
from course_tools.casework.funnel import INNER, OUTER, Where
from course_tools.casework.hiding import publish
from course_tools.casework.linked_numbers import figure_list
from course_tools.casework.lookup import Lookup
from course_tools.casework.pictures.notes import percent
from course_tools.casework.quality import quality_card
from course_tools.casework.rates import Rate, wilson_interval
from course_tools.casework.school_funnel import funnel_of

LESSON = Path(__file__).parents[2] / "modules" / "08-data-case"
LARKFIELD, NORTHMERE = "990001", "999"
FSM = "pupils eligible for free school meals"
NOT_FSM = "pupils not eligible for free school meals"

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def code_blocks(markdown: str) -> list[str]:
    """The fenced Python of a lesson, in order; not its form cells."""
    return _BLOCK.findall(markdown)


def run_as_printed(block: str, names: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Run a block; for each value with a comment behind it: its source, the comment, the value."""
    lines = block.splitlines()
    for statement in ast.parse(block).body:
        assert statement.end_lineno is not None and statement.end_col_offset is not None
        source = ast.get_source_segment(block, statement) or ""
        code = lines[statement.end_lineno - 1].encode()[statement.end_col_offset :].decode()
        comment = code.strip().removeprefix("#").strip()
        if isinstance(statement, ast.Expr):
            value = eval(source, names)
            if comment:
                yield source, comment, value
        else:
            exec(source, names)


def says(comment: str, value: Any) -> bool:
    """Whether a comment prints the value: equal as a plain value, or the same text."""
    try:
        return bool(ast.literal_eval(comment) == value)
    except (ValueError, SyntaxError):
        return comment == repr(value)


@pytest.fixture(scope="module")
def lesson() -> str:
    return (LESSON / "08-data-case.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def absence() -> Lookup:
    return Lookup(casework.open_file(LESSON / "data" / "northmere_absence_3term_by_group.csv"))


@pytest.fixture(scope="module")
def gap(absence: Lookup) -> Any:
    return casework.compare(
        absence,
        LARKFIELD,
        "persistent-absence",
        group=FSM,
        with_group=NOT_FSM,
        periods=["2023/24"],
    )


def test_code_of_the_lesson(lesson: str) -> None:
    """Does every block run, one after the other, and give what the comment behind it says?"""
    blocks = code_blocks(lesson)
    assert len(blocks) >= 5
    names: dict[str, Any] = {}
    compared = 0
    with chdir(LESSON):
        for block in blocks:
            for source, comment, value in run_as_printed(block, names):
                assert says(comment, value), f"{source} gives {value!r}, the lesson says {comment}"
                compared += 1
    assert compared >= 15


def test_a_wrong_comment_is_seen() -> None:
    """Would the test above notice a comment that is not true, in a call over several lines too?"""
    found = list(run_as_printed("a = 2\na + 1  # 3\nround(\n    a / 3, 2\n)  # 0.7\n", {}))
    assert [says(comment, value) for _, comment, value in found] == [True, False]
    assert says("Rate(numerator=1, denominator=2)", Rate(1, 2))
    assert not says("Rate(numerator=1, denominator=3)", Rate(1, 2))


def test_comparison_in_the_lesson(lesson: str, gap: Any) -> None:
    """Is every row of the comparison printed with the counts, rate and gap of the file?"""
    assert gap.subject.rate == Rate(36, 90)
    for other in gap.others:
        rate, interval = other.figure.rate, other.gap.interval
        assert f"| {rate.numerator:,} | {rate.denominator:,} | {percent(rate.share)} |" in lesson, (
            other.figure.called
        )
        ends = f"({100 * interval.low:.0f} to {100 * interval.high:.0f})"
        assert f"{100 * other.gap.difference:+.0f} {ends}" in lesson, other.figure.called
        ratio = other.ratio
        ends = f"({ratio.interval.low:.1f} to {ratio.interval.high:.1f})"
        assert f"{ratio.value:.1f} {ends} | {other.extra:.0f} pupils |" in lesson


def test_years_in_the_lesson(lesson: str, absence: Lookup) -> None:
    """Are the years, and all years added up, those of the file?"""
    trend = casework.trend_of(absence, LARKFIELD, "persistent-absence", group=FSM).trend
    rates = {point.period: point.number for one in trend.segments for point in one.points}
    assert len(rates) == 3
    for period, rate in rates.items():
        interval = wilson_interval(rate)
        mark = " (break)" if period in trend.breaks else ""
        assert (
            f"| {period}{mark} | {rate.numerator} | {rate.denominator} | {percent(rate.share)} | "
            f"{percent(interval.low)} to {percent(interval.high)} |" in lesson
        )
    every = casework.pooled(rates.values())
    assert f"{every.numerator} of {every.denominator} ({percent(every.share)})" in lesson


def test_funnel_in_the_lesson(lesson: str, absence: Lookup) -> None:
    """Are the schools outside the funnel, and those printed inside, where the lesson has them?"""
    schools = funnel_of(absence, NORTHMERE, "persistent-absence", group=FSM, own=LARKFIELD).funnel
    printed = {
        row[0]: row[1:]
        for row in re.findall(
            r"^\| ([^|]+) \| (\d+) \| (\d+) \| \S+ \| [^|]+ \| [^|]+ \| ([^|]+) \|$", lesson, re.M
        )
    }
    by_name = {school.name: school for school in schools.schools}
    outside = {school.name for school in schools.outside()}
    assert {name for name, row in printed.items() if row[2] == "**outside**"} == outside
    assert len(printed) > len(outside)
    for name, (above, below, _) in printed.items():
        assert by_name[name].rate == Rate(int(above), int(below))
        inner, outer = (schools.limits(int(below), z) for z in (INNER, OUTER))
        ends = [f"{percent(one.low)} to {percent(one.high)}" for one in (inner, outer)]
        assert f"| {name} | {above} | {below} | {percent(by_name[name].rate.share)} | " in lesson
        assert f"| {ends[0]} | {ends[1]} | " in lesson
    asked_about = re.search(r'"(.+?) has (\d+) of (\d+), or \S+, the line is', lesson)
    assert asked_about
    chosen = by_name[f"{asked_about[1]} School"]
    assert chosen.where is Where.INSIDE
    assert chosen.rate == Rate(int(asked_about[2]), int(asked_about[3]))
    assert f"{len(schools.schools)} schools of Northmere" in lesson
    assert f"hidden: {len(schools.too_small)} schools" in lesson


def test_other_numbers_in_the_lesson(lesson: str) -> None:
    """Are the counts of marks, suspensions, free meals and charters those of the files?"""
    results = Lookup(casework.open_file(LESSON / "data" / "northmere_2023-2024_ks4final.csv"))
    for measure in quality_card(results).measures:
        if measure.measure.id in ("attainment-8", "progress-8"):
            share = percent(measure.reported)
            assert f"| {measure.cells} | {measure.counts[0]} ({share}) |" in lesson
    sent = casework.read(LESSON / "data" / "northmere_suspensions_by_school.csv")
    rows = sent[(sent["place"] == "990031") & (sent["period"] == "2023/24")]
    counts = rows.set_index("measure")
    events, children = (counts.loc[name] for name in ("suspensions", "suspended"))
    assert f"High School has {events['denominator']:.0f} pupils" in lesson
    assert f"were {events['numerator']:.0f} suspensions" in lesson
    assert f"is {100 * events['numerator'] / events['denominator']:.1f} **events**" in lesson
    assert f"only {children['numerator']:.0f} children" in lesson
    census = casework.read(LESSON / "data" / "northmere_2023-2024_census.csv")
    school = census[census["place"] == LARKFIELD].set_index("measure")
    assert f"At Larkfield {school.loc['fsm-pupils', 'value']:.0f} of 300 pupils" in lesson
    assert f"{school.loc['fsm-last-six-years', 'numerator']:.0f} of 300 were" in lesson
    away = casework.read(LESSON / "data" / "sierra_bonita_chronicabsenteeism24.txt")
    assert f"{(away['status'] == 'suppressed').sum()} of {len(away)} cells have it" in lesson


def test_numbers_from_california_in_the_lesson(lesson: str) -> None:
    """Are the district's gap and its charters those of the file?"""
    path = LESSON / "data" / "sierra_bonita_chronicabsenteeism24.txt"
    district = "99999990000000"
    shown = casework.compare(
        casework.open_file(path),
        district,
        "chronic-absence",
        group="socioeconomically disadvantaged students",
        with_group=casework.EVERYBODY_ELSE,
        with_places=[],
    )
    (other,) = shown.others
    for rate in (shown.subject.rate, other.figure.rate):
        assert f"{rate.numerator:,} of {rate.denominator:,}" in lesson
    ends = other.gap.interval
    assert (
        f"That is {100 * other.gap.difference:.0f} in 100 more "
        f"({100 * ends.low:.0f} to {100 * ends.high:.0f})" in lesson
    )
    rows = [line.split("\t") for line in path.read_text(encoding="latin-1").splitlines()]
    students = {row[8]: int(row[11]) for row in rows[1:] if row[1] == "D" and row[10] == "TA"}
    assert students["All"] == students["Yes"] + students["No"]
    assert (
        f"{students['All']:,} students, of them {students['Yes']} in charters and "
        f"{students['No']:,} elsewhere" in lesson
    )


def test_numbers_worked_out_in_the_lesson(lesson: str) -> None:
    """Do the gaps of the self-check and of the next January follow from their counts?"""
    overlapping = casework.newcombe_gap(Rate(45, 100), Rate(30, 100))
    ends = overlapping.interval
    one, two = (wilson_interval(Rate(count, 100)) for count in (45, 30))
    assert one.low < two.high
    assert ends.low > 0
    assert f"15 in 100 ({100 * ends.low:.0f} to {100 * ends.high:.0f})" in lesson
    january = casework.newcombe_gap(Rate(31, 90), Rate(36, 90))
    assert (
        f"That is {-100 * january.difference:.0f} fewer in 100, but anything from "
        f"{-100 * january.interval.low:.0f} fewer to {100 * january.interval.high:.0f} more"
        in lesson
    )


def test_small_numbers_in_the_lesson(lesson: str) -> None:
    """Does the rule hide of the small-number table what the lesson says?"""
    groups = {"grade 3": (18, 60), "grade 4": (17, 55), "grade 5": (None, 52)}
    published = publish(figure_list(groups, (42, 167)))
    for name, (count, base) in groups.items():
        assert f"| {name} | {'*' if count is None else count} | {base} | " in lesson
        hidden = published.number(f"{name}: count") is None
        may = "**no" if hidden else "yes"
        assert re.search(rf"^\| {name} \| \S+ \| {base} \| {re.escape(may)}", lesson, re.MULTILINE)
    larkfield = publish(figure_list({"FSM": (36, 90), "not FSM": (42, 210)}, (78, 300)))
    assert not larkfield.hidden


@pytest.mark.parametrize(
    ("beginning", "verdict"),
    [
        ("Children with free meals miss", "unclear"),
        ("In 2023/24, 30 of 90", "not supported"),
        ("In 2023/24, 36 of 90", "supported"),
    ],
)
def test_claims_in_the_lesson(lesson: str, gap: Any, beginning: str, verdict: str) -> None:
    """Does the checker say of the lesson's own sentences what the lesson says it does?"""
    said = re.search(rf"^(?:\||> \*\*The Larkfield claim:\*\*) ({beginning}[^|\n]+)", lesson, re.M)
    assert said, beginning
    kept = {"figures": figures_of(gap), "sources": [source_of(gap, date(2024, 9, 2))]}
    definition, more_is = gap.measure.definition, gap.measure.more_is
    rivals = ["the bus", "asthma", "the register"]
    evidence = evidence_of(kept, rivals=rivals, definition=definition, more_is=more_is)
    assert check_claim(said[1].strip(), evidence).verdict == verdict
    if verdict != "supported":
        assert f"| {said[1].strip()} | {verdict} |" in lesson

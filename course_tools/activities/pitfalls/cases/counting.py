"""Pitfalls of counting: who is left out, what is below the line, where the axis starts."""

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.charts import (
    Bars,
    Slopes,
    Stacks,
    Widths,
    counted,
    percent,
)
from course_tools.activities.pitfalls.invented import (
    ABSENT,
    ANY_TIME,
    CENSUS_DAY,
    ON_ROLL,
    PASSED,
    PLACES,
    TOOK,
)
from course_tools.casework.rates import Rate, newcombe_gap, pooled

_NOW_THEN = ("Last year", "This year")
_START = 0.91  # of the axis that starts too high


def survivorship() -> Case:
    """A pass rate that rises because fewer pupils take the exam."""
    of_took = [Rate(*both) for both in zip(PASSED, TOOK, strict=True)]
    of_roll = [Rate(*both) for both in zip(PASSED, ON_ROLL, strict=True)]
    gone = [roll - took for roll, took in zip(ON_ROLL, TOOK, strict=True)]
    stacks = tuple(
        (name, (passed, took - passed, roll - took))
        for name, passed, took, roll in zip(_NOW_THEN, PASSED, TOOK, ON_ROLL, strict=True)
    )
    return Case(
        "survivorship",
        "Count only those who are left (survivorship)",
        Slopes(
            headline=f"Best results ever: {percent(of_took[1].share)} of our pupils passed!",
            lines=(("Our school", of_took[0], of_took[1]),),
            years=_NOW_THEN,
            axis="Pupils who passed the exam",
            low=0.6,
            high=0.8,
            note="Of those who took the exam.",
            alt=f"One rising line, from {percent(of_took[0].share)} to {percent(of_took[1].share)}. In "
            "small print: of those who took the exam.",
        ),
        Stacks(
            headline=f"{gone[1]} of {ON_ROLL[1]} pupils did not take the exam. Fewer passed than last year",
            parts=("Passed", "Took it, did not pass", "Did not take it"),
            stacks=stacks,
            axis="Pupils on the roll two years before the exam",
            note="Counted from everybody who was on the roll two years before.",
            alt=f"Two bars of {ON_ROLL[0]} pupils. Last year {PASSED[0]} passed and {gone[0]} did not take "
            f"the exam. This year {PASSED[1]} passed and {gone[1]} did not take it.",
        ),
        wrong="Who left, or was not entered, is not in the number. So the rate can rise while fewer "
        f"pupils pass: {PASSED[0]} last year, {PASSED[1]} this year.",
        repair="It starts from everybody who was on the roll two years before, and keeps those in sight "
        f"who did not take the exam: {percent(of_roll[0].share)}, then {percent(of_roll[1].share)}, "
        "of all passed.",
        instead=f"“Of {ON_ROLL[1]} pupils on the roll, {PASSED[1]} passed. {gone[1]} did not take the exam, "
        f"{gone[1] - gone[0]} more than last year. Where are they, and who keeps count?”",
        limits="The numbers do not say why they were not there: moving away, illness and another school "
        "are all possible. “Off-rolling” is a charge: use the word only with proof.",
    )


def moving_denominators() -> Case:
    """Chronic absence of those enrolled on a day, then of all enrolled at any time."""
    mixed = (Rate(ABSENT[0], CENSUS_DAY[0]), Rate(ABSENT[1], ANY_TIME[1]))
    same = [Rate(*both) for both in zip(ABSENT, ANY_TIME, strict=True)]
    return Case(
        "moving-denominators",
        "Change what we count from (denominators)",
        Bars(
            headline=f"Chronic absence falls from {percent(mixed[0].share)} to {percent(mixed[1].share)}!",
            bars=tuple(zip(_NOW_THEN, mixed, strict=True)),
            axis="Pupils who are chronically absent",
            high=0.25,
            note="Last year: of pupils on the roll on census day. "
            "This year: of all who were enrolled at any time.",
            alt=f"Two bars. Last year {percent(mixed[0].share)}, this year {percent(mixed[1].share)}. In "
            "small print: the first counts from pupils on census day, the second from all who were "
            "enrolled at any time.",
        ),
        Bars(
            headline=f"Counted in the same way, it was {percent(same[0].share)} in both years",
            bars=tuple(zip(_NOW_THEN, same, strict=True)),
            axis="Pupils who are chronically absent",
            high=0.25,
            counts=True,
            note="Both years: of all pupils who were enrolled at any time in the year.",
            alt=f"Two bars of the same length. Last year {counted(same[0])}. This year {counted(same[1])}.",
        ),
        wrong="The number below the line changed. On one day fewer pupils are on the roll than over a "
        "whole year, so the same absence looks larger when it is divided by that day.",
        repair="Both years are divided by everybody who was enrolled at any time. The fall is gone: "
        f"{ABSENT[0]} of {ANY_TIME[0]}, then {ABSENT[1]} of {ANY_TIME[1]}.",
        instead=f"“Chronic absence was {percent(same[1].share)} in both years: {ABSENT[0]} pupils, then "
        f"{ABSENT[1]}.”",
        limits="Neither way to count is wrong. What is wrong is to mix them: absence files mostly use "
        "the whole year, census files one day. Read the note of each file.",
    )


def truncated_axis() -> Case:
    """Two points that look like three times as much."""
    this, other = Rate(376, 400), Rate(368, 400)
    gap = newcombe_gap(this, other)
    more = this.numerator - other.numerator
    longer = round((this.share - _START) / (other.share - _START))
    axis = "Pupils with a library card"
    return Case(
        "truncated-axis",
        "Start the axis high (truncated axes)",
        Bars(
            headline="East is far ahead of West!",
            bars=(("East", this), ("West", other)),
            axis=axis,
            low=_START,
            high=0.95,
            note="Source: the town library.",
            alt=f"Two bars on an axis that starts at {percent(_START)}. The bar of East looks {longer} times as long "
            f"as that of West; the numbers are {percent(this.share)} and {percent(other.share)}.",
        ),
        Bars(
            headline=f"East and West are {more} pupils of {this.denominator} apart",
            bars=(("East", this), ("West", other)),
            axis=axis,
            counts=True,
            note="The thin lines show what luck alone could do (95% intervals).",
            alt=f"Two bars on an axis from 0% to 100%, nearly as long as each other. East {counted(this)}, "
            f"West {counted(other)}. Their intervals overlap.",
        ),
        wrong="A bar speaks by its length. This axis starts at "
        f"{percent(_START)}, so a gap of {100 * gap.difference:.0f} points looks like {longer} times as much.",
        repair="The bars start at zero, and the counts stand beside them. The gap of "
        f"{100 * gap.difference:.0f} points could be luck: anything from {-100 * gap.interval.low:.0f} "
        f"points the other way round to {100 * gap.interval.high:.0f} points fits.",
        instead=f"“More than 9 in 10 pupils have a library card, in both parts of town. "
        f"{other.denominator - other.numerator} in West and {this.denominator - this.numerator} in East "
        "do not have one yet.”",
        limits="Dots and lines may start elsewhere, if the axis says so. And a small gap can matter "
        "much, if it means a child’s safety. Then say why it matters; do not stretch it.",
    )


def average_of_averages() -> Case:
    """The mean of three percentages, beside the percentage of all."""
    every = pooled(rate for _, rate in PLACES)
    mean = sum(rate.share for _, rate in PLACES) / len(PLACES)
    lowest = min(PLACES, key=lambda one: one[1].share)
    left = every.denominator - every.numerator
    axis = "Families who asked and got a place"
    return Case(
        "average-of-averages",
        "Take the average of averages",
        Bars(
            headline=f"On average, {percent(mean)} of families got a breakfast place",
            bars=PLACES,
            axis=axis,
            line=("Average", mean),
            note="Families who asked: "
            + ", ".join(f"{n} {r.denominator}" for n, r in PLACES)
            + ".",
            alt="Three bars, "
            + ", ".join(f"{name} {percent(rate.share)}" for name, rate in PLACES)
            + f", and a line at {percent(mean)}. In small print: "
            + ", ".join(f"{rate.denominator} families asked at {name}" for name, rate in PLACES)
            + ".",
        ),
        Widths(
            headline=f"Of {every.denominator:,} families who asked, {every.numerator} got a place: "
            f"{percent(every.share)}",
            bars=PLACES,
            axis=axis,
            right=("All families", every),
            wrong=("Average of the three", mean),
            note="The wider the bar, the more families asked there.",
            alt=f"The same three bars, each as wide as the number of families. {lowest[0]} takes up most "
            f"of the width. All families together: {percent(every.share)}; the average of the three "
            f"percentages was {percent(mean)}.",
        ),
        wrong=f"The average gives {PLACES[0][1].denominator} families at {PLACES[0][0]} the same weight as "
        f"{lowest[1].denominator} at {lowest[0]}. Most families asked where the odds were lowest.",
        repair="It adds up the families, not the percentages, and draws each school as wide as the "
        "number of its families.",
        instead=f"“{left} of {every.denominator:,} families who asked did not get a place, most of them at "
        f"{lowest[0]}. How are the places shared out, and who decides?”",
        limits="If only percentages are published, look for the counts before you join any. A total "
        "hides its parts, so show the schools as well.",
    )

"""How long a picture takes after a change, beside what notebooks usually do.

    python benchmarks/redraw.py [runs]

For every tool, at its start and at its largest: the whole way from the answer to the page (model,
picture, table, words, SVG), and the same content drawn as `interact` with pyplot does it: a new
pyplot figure with constrained layout, saved as PNG with a tight box, closed. The two take turns,
so that a busy machine slows both. Medians; the ratio is the number to watch. Target: 100 ms. The
tools of the data case draw from files that were read before: an invented one, and 6,000 schools.
"""

import base64
import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import matplotlib as mpl

mpl.use("agg")

from matplotlib import pyplot as plt

from course_tools.activities.agenda_filter import view as agenda_filter
from course_tools.activities.growth_planner import view as growth_planner
from course_tools.activities.institutions import view as institutions
from course_tools.activities.meeting_planner import view as meeting_planner
from course_tools.activities.odds_chain import view as odds_chain
from course_tools.activities.power_cube import model as cube
from course_tools.activities.power_cube import view as power_cube
from course_tools.activities.power_map import view as power_map
from course_tools.activities.question_workshop import view as question_workshop
from course_tools.activities.relational_map import view as relational_map
from course_tools.activities.self_interest import view as self_interest
from course_tools.activities.two_ways import view as two_ways
from course_tools.casework.comparison import compare
from course_tools.casework.lookup import Lookup
from course_tools.casework.over_time import trend_of
from course_tools.casework.pictures import funnel as funnel_picture
from course_tools.casework.pictures import gap as gap_picture
from course_tools.casework.pictures import trend as trend_picture
from course_tools.casework.reading import open_file
from course_tools.casework.school_funnel import funnel_of
from course_tools.plotting import Picture, Room, new_picture_axes
from course_tools.widgets.fields import together

TARGET = 100  # ms
Answer = dict[str, Any]
Draws = Callable[[Answer], Picture]
Says = Callable[[Answer], str]


def main(runs: int = 15) -> None:
    """Print one line for each tool and size."""
    print(f"{'tool':28}{'ours, ms':>10}{'pyplot, ms':>12}{'ratio':>8}  within {TARGET} ms")
    for name, module, draws, says, answer in cases():
        ours: list[float] = []
        theirs: list[float] = []
        for run in range(runs + 2):
            times = (
                seconds(page, draws, says, answer),
                seconds(pyplot_page, module, draws, says, answer),
            )
            if run >= 2:  # the first runs load fonts and fill caches
                ours.append(times[0] * 1000)
                theirs.append(times[1] * 1000)
        one, other = statistics.median(ours), statistics.median(theirs)
        fits = "yes" if one <= TARGET else "NO"
        print(f"{name:28}{one:10.0f}{other:12.0f}{other / one:7.1f}x  {fits}")


def cases() -> list[tuple[str, ModuleType, Draws, Says, Answer]]:
    """Every tool with its start answer, or its example, and with the largest one."""
    late_bus = power_map.LATE_BUS
    town = start(agenda_filter)
    roads = {field.name: field.start for field in institutions._ROADS}
    concerns = [{**town["concerns"][n % 3], "name": f"Concern number {n}"} for n in range(5)]
    found = []
    for name, module, small, large in (
        ("two ways", two_ways, start(two_ways), {**start(two_ways), "switch": 5}),
        ("agenda filter", agenda_filter, town, {**town, "people": 8, "concerns": concerns}),
        ("power cube", power_cube, power_cube._LATE_BUS, largest_cube()),
        ("power map", power_map, late_bus, largest_map()),
        ("meeting planner", meeting_planner, meeting_planner.LATE_BUS, largest_plan()),
        ("relational map", relational_map, relational_map.LATE_BUS, largest_network()),
        ("growth planner", growth_planner, start(growth_planner), start(growth_planner)),
        ("odds of the chain", odds_chain, start(odds_chain), start(odds_chain)),
        ("question workshop", question_workshop, start(question_workshop), many_questions()),
    ):
        for size, answer in (("start", small), ("largest", large)):
            found.append((f"{name}, {size}", module, module._picture, module._words, answer))
    for size, answer in (("start", small_list()), ("largest", largest_list())):
        found.append(
            (
                f"institutions, {size}",
                institutions,
                institutions._breadth_picture,
                institutions._breadth_words,
                answer,
            )
        )
    week, draws, says = (
        self_interest._NIGHT_SHIFTS,
        self_interest._week_picture,
        self_interest._week_words,
    )
    found.append(("values and time, example", self_interest, draws, says, week))
    stopped = {**roads, "funding_stops": True}
    draws, says = institutions._roads_picture, institutions._roads_words
    found.append(("organize or mobilize, start", institutions, draws, says, roads))
    found.append(("organize or mobilize, stop", institutions, draws, says, stopped))
    return [*found, *data_cases()]


def data_cases() -> list[tuple[str, ModuleType, Draws, Says, Answer]]:
    """Comparison, years and funnel, from the invented file and from one of 6,000 schools."""
    from reading import _SIZES, make  # noqa: PLC0415 - the benchmark beside this one

    data = Path(__file__).parents[1] / "modules" / "08-data-case" / "data"
    small = Lookup(open_file(data / "northmere_absence_3term_by_group.csv"))
    with tempfile.TemporaryDirectory() as folder:
        [size] = [one for one in _SIZES if one.name == "ks4"]
        large = Lookup(open_file(make(size, size.rows, Path(folder))))
    fsm, absent = "pupils eligible for free school meals", "persistent-absence"
    basics = "english-and-maths-4"
    own = next(
        place for place in large.schools_in("801") if compare(large, place, basics).subject.rate
    )

    def says(_: Answer) -> str:
        return ""

    def of_small(_: Answer) -> Picture:
        beside = "pupils not eligible for free school meals"
        return gap_picture.draw_gap(compare(small, "990001", absent, group=fsm, with_group=beside))

    cases: list[tuple[str, ModuleType, Draws]] = [
        ("comparison, invented", gap_picture, of_small),
        (
            "comparison, 6,000 schools",
            gap_picture,
            lambda _: gap_picture.draw_gap(compare(large, own, basics)),
        ),
        (
            "over the years, invented",
            trend_picture,
            lambda _: trend_picture.draw_trend(trend_of(small, "990001", absent, group=fsm)),
        ),
        (
            "funnel, invented",
            funnel_picture,
            lambda _: funnel_picture.draw_funnel(funnel_of(small, "999", absent, group=fsm)),
        ),
        (
            "funnel, an area of 6,000",
            funnel_picture,
            lambda _: funnel_picture.draw_funnel(funnel_of(large, "801", basics)),
        ),
        (
            "funnel, all 6,000",
            funnel_picture,
            lambda _: funnel_picture.draw_funnel(funnel_of(large, "", basics)),
        ),
    ]
    return [(name, module, draws, says, {}) for name, module, draws in cases]


def start(module: ModuleType) -> Answer:
    """What a form holds before anybody touched it."""
    shown = together(module._FIELDS, lambda: None)
    shown.fill(None)
    return shown.answer()


def largest_map() -> Answer:
    """As many rows as the form lets in: 30 players, 40 ties, and one meeting."""
    names = [f"Player number {n} of a team" for n in range(30)]
    players = [
        {
            "name": name,
            "influence": n * 7 % 11,
            "stance": n * 3 % 11 - 5,
            "relationship": 0.5,
            "evidence": "Three people said so",
        }
        for n, name in enumerate(names)
    ]
    ties = [
        {"a": names[n % 30], "b": names[(n * 7 + 3) % 30], "strength": 0.1 + n % 9 / 10}
        for n in range(40)
    ]
    change = {"meet": names[5], "meet_closer": 0.3, "meet_moved": 2}
    return {
        "decision": "d",
        "target": names[3],
        "us": names[0],
        "players": players,
        "ties": ties,
        **change,
    }


def largest_cube() -> Answer:
    """30 entries all over the cube."""
    items = [
        {
            "what": f"Decision or action {n}",
            "kind": cube.KINDS[n % 3 == 1],
            "form": cube.FORMS[n // 2 % 3],
            "space": cube.SPACES[n // 5 % 3],
            "level": cube.LEVELS[n // 7 % 3],
            "weight": 1 + n % 5,
        }
        for n in range(30)
    ]
    return {"items": items}


def largest_plan() -> Answer:
    """Fifteen questions, the most that all combinations are tried for, and nine domains."""
    plan = meeting_planner.LATE_BUS
    rows = [{**plan["questions"][n % 10], "question": f"Question {n}?"} for n in range(15)]
    return {**plan, "questions": rows}


def largest_network() -> Answer:
    """60 people and 150 pairs."""
    people = [{"alias": f"person {n}", "group": f"group {n % 4}"} for n in range(60)]
    pairs = [
        {"a": f"person {n % 60}", "b": f"person {(n * 7 + n // 60 + 1) % 60}"} for n in range(150)
    ]
    return {"people": people, "pairs": pairs, "aim": "closer"}


def many_questions() -> Answer:
    """Twelve questions, each rewritten."""
    row = {
        "question": "Did you like it, and who was there?",
        "says": "",
        "rewritten": "What was it like for you?",
        "says_after": "",
    }
    return {"language": "en", "questions": [row] * 12}


def small_list() -> Answer:
    """The four invented institutions."""
    shown = together(institutions._LIST, lambda: None)
    shown.fill(None)
    return shown.answer()


def largest_list() -> Answer:
    """Twelve institutions, each of its own kind."""
    rows = [
        {"name": f"Institution {n}", "kind": f"kind number {n}", "members": 100 + n, "of_100": 5}
        for n in range(12)
    ]
    return {"institutions": rows}


def page(draws: Draws, says: Says, answer: Answer) -> str:
    """What a change costs here."""
    return draws(answer).as_html() + says(answer)


def pyplot_page(module: ModuleType, draws: Draws, says: Says, answer: Answer) -> str:
    """The same content by way of pyplot and PNG."""

    def new_pyplot_axes(
        width: float = 7.2, height: float = 3.6, panels: int = 1, room: Room | None = None
    ) -> tuple[Any, list[Any]]:
        figure, axes = plt.subplots(
            1, panels, figsize=(width, height), layout="constrained", squeeze=False
        )
        return figure, list(axes[0])

    module.new_picture_axes = new_pyplot_axes  # type: ignore[attr-defined]
    try:
        picture = draws(answer)
    finally:
        module.new_picture_axes = new_picture_axes  # type: ignore[attr-defined]
    buffer = io.BytesIO()
    picture.figure.savefig(buffer, format="png", bbox_inches="tight")
    plt.close(picture.figure)
    data = base64.b64encode(buffer.getvalue()).decode()
    return f'<img src="data:image/png;base64,{data}">{picture.table.as_html()}{says(answer)}'


def seconds(work: Callable[..., object], *parts: object) -> float:
    """How long one call takes."""
    begun = time.perf_counter()
    work(*parts)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))

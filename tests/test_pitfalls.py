"""Pitfalls: eighteen bad charts with their repairs, the sums behind them, the guess before."""

import math
import re
import statistics

import ipywidgets as w
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_tools.activities.pitfalls import invented, view
from course_tools.activities.pitfalls.cases import cases
from course_tools.activities.pitfalls.charts import Bars
from course_tools.activities.pitfalls.model import read_looking, share_looked_at
from course_tools.activities.pitfalls.plot import BAD, REPAIRED, picture_of
from course_tools.answers import AnswerSheet
from course_tools.plotting import in_house_style
from tests.on_page import all_in, heard_in, html_of, shown_by

# Brief 4.9, in its order.
PITFALLS = (
    "deficit-framing",
    "small-n",
    "multiple-comparisons",
    "ecological-fallacy",
    "simpsons-paradox",
    "regression-to-the-mean",
    "survivorship",
    "moving-denominators",
    "erasing-categories",
    "cherry-picked-years",
    "truncated-axis",
    "average-of-averages",
    "rank-table",
    "scraped-names",
    "shaming-a-school",
    "data-instead-of-people",
    "whose-story",
    "collecting-status",
)
GUESS = "only eight pupils were counted"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda part: (
        st.lists(part, max_size=3)
        | st.dictionaries(st.sampled_from(("pitfall", "guesses", "show", *PITFALLS[:3])), part)
    ),
    max_leaves=20,
)


def wilson(k, n, z=1.959964):
    """Wilson's interval, worked out anew."""
    middle = (k + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(k * (n - k) / n + z * z / 4)
    return middle - half, middle + half


def newcombe(one, two, z=1.959964):
    """Newcombe's interval of the gap of two (count, base), worked out anew."""
    (p, (l1, u1)), (q, (l2, u2)) = ((k / n, wilson(k, n, z)) for k, n in (one, two))
    gap = p - q
    return gap - math.hypot(p - l1, u2 - q), gap + math.hypot(u1 - p, q - l2)


def words_of(case):
    """Everything the page says in words about a pitfall."""
    charts = (case.bad, case.repaired)
    said = [text for chart in charts for text in (chart.headline, chart.note, chart.alt)]
    return [*said, case.wrong, case.repair, case.instead, case.limits, *case.points]


def on_page(folder):
    """The page, its list of pitfalls, the field for the guess, and the tick."""
    box = shown_by(lambda: view.pitfalls(AnswerSheet(folder)))
    return box, all_in(box, w.Dropdown)[0], all_in(box, w.Textarea)[0], all_in(box, w.Checkbox)[0]


# The list


def test_all_pitfalls_of_the_brief_are_there():
    """Are there eighteen, in the brief's order, each with a name of its own?"""
    assert tuple(cases()) == PITFALLS
    assert len({case.name for case in cases().values()}) == 18


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_both_pictures_have_words_and_numbers(pitfall):
    """Have the bad chart and its repair each a picture, marked as invented, alt text and a table?"""
    case = cases()[pitfall]
    for picture, tag in ((view.bad_picture(case), BAD), (view.repaired_picture(case), REPAIRED)):
        assert tag in picture.svg().decode() and "invented" in tag
        assert picture.alt.startswith(tag) and len(picture.alt) > 80
        assert picture.table.rows and tag in picture.table.caption
        assert all(len(row) == len(picture.table.columns) for row in picture.table.rows)
    assert case.bad.headline != case.repaired.headline


@pytest.mark.parametrize("pitfall", PITFALLS)
@pytest.mark.parametrize("repaired", [False, True])
def test_nothing_runs_off_the_paper_or_over_other_words(pitfall, repaired):
    """Is every word inside the frame, and clear of all other words?"""
    case = cases()[pitfall]
    figure = picture_of(case.repaired if repaired else case.bad, repaired)
    with in_house_style():
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
        (ax,) = figure.axes
        ticks = [*ax.get_xticklabels(), *ax.get_yticklabels()] if ax.axison else []
        labels = [ax.xaxis.label, ax.yaxis.label] if ax.axison else []
        key = ax.get_legend()
        texts = [*ax.texts, *ticks, *labels, *(key.get_texts() if key else [])]
        boxes = [
            (text.get_text(), text.get_window_extent(renderer))
            for text in texts
            if text.get_text().strip()
        ]
    paper = figure.bbox.padded(-3)
    for number, (said, box) in enumerate(boxes):
        assert paper.x0 <= box.x0 and box.x1 <= paper.x1, said
        assert paper.y0 <= box.y0 and box.y1 <= paper.y1, said
        for other, also in boxes[number + 1 :]:
            across = min(box.x1, also.x1) - max(box.x0, also.x0)
            down = min(box.y1, also.y1) - max(box.y0, also.y0)
            assert across < 1 or down < 1, (said, other)


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_words_are_plain(pitfall):
    """Is no sentence longer than thirty words, and is each part two or three sentences at most?"""
    case = cases()[pitfall]
    for part in (case.wrong, case.repair, case.instead, case.limits):
        sentences = [one for one in re.split(r"(?<=[.?!])[”]?\s+", part) if one]
        assert 1 <= len(sentences) <= 4
        assert max(len(one.split()) for one in sentences) <= 30, part


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_every_percentage_fits_its_counts(pitfall):
    """Where a percentage stands beside its counts, is it theirs?"""
    case = cases()[pitfall]
    tables = [cell for chart in (case.bad, case.repaired) for row in chart.rows for cell in row]
    for text in (*words_of(case), *tables):
        for said, count, base in re.findall(r"(\d+)%(?:: | \()([\d,]+) of ([\d,]+)", text):
            share = int(count.replace(",", "")) / int(base.replace(",", ""))
            assert abs(100 * share - int(said)) <= 0.5 + 1e-9, text


def test_repaired_bars_start_at_zero():
    """Do all repaired bars start at nothing, and only one bad chart of bars not?"""
    bars = [case for case in cases().values() if isinstance(case.bad, Bars)]
    assert all(case.repaired.low == 0 for case in bars if isinstance(case.repaired, Bars))
    assert [case.id for case in bars if case.bad.low > 0] == ["truncated-axis"]


def test_repaired_charts_keep_the_small_number_rule():
    """Does no repaired chart print a base of ten or fewer, or a count or rest of 1 to 4?"""
    for case in cases().values():
        for row in case.repaired.rows:
            for k, n in re.findall(r"([\d,]+) of ([\d,]+)", " ".join(map(str, row))):
                count, base = int(k.replace(",", "")), int(n.replace(",", ""))
                assert base > 10 and 1 <= count < base, row
                assert count not in range(1, 5) and base - count not in range(1, 5), row


# What each pitfall claims, worked out again


def test_deficit_framing_shows_the_same_counts():
    """Are 36 of 90 and 42 of 210 turned into 54 and 168, a gap of 20 points (9 to 31), 18 children?"""
    case = cases()["deficit-framing"]
    assert [row[1] for row in case.bad.rows] == ["40%", "20%"]
    assert [row[1] for row in case.repaired.rows] == ["60%: 54 of 90", "80%: 168 of 210"]
    low, high = newcombe((168, 210), (54, 90))
    assert f"20 points (95% interval {100 * low:.0f} to {100 * high:.0f})" in case.repaired.note
    assert f"about {90 * (168 / 210 - 54 / 90):.0f} children" in case.repaired.note


def test_small_n_cannot_tell():
    """Does the interval of 16 of 25 hold the county's share, and are eight pupils not reprinted?"""
    low, high = wilson(16, 25)
    assert low < 1220 / 2000 < high
    assert f"{100 * low:.0f}% to {100 * high:.0f}%" in cases()["small-n"].repaired.alt
    assert " of 8" not in str(cases()["small-n"].repaired.rows)
    low, high = newcombe((4, 8), (6, 8))
    assert low < 0 < high  # the fall on the bad leaflet could be luck


def test_one_of_twenty_stands_out_by_luck():
    """Is exactly one of twenty equal routes “significant”, and none with a limit fair for twenty?"""
    late = [(rate.numerator, rate.denominator) for rate in invented.routes().late]
    assert len(late) == 20 and len({base for _, base in late}) == 1
    whole = sum(k for k, _ in late), sum(n for _, n in late)

    def standing_out(z):
        found = []
        for number, (k, n) in enumerate(late, start=1):
            low, high = newcombe((k, n), (whole[0] - k, whole[1] - n), z)
            if low > 0 or high < 0:
                found.append(number)
        return found

    strict = statistics.NormalDist().inv_cdf(1 - 0.05 / 20 / 2)
    assert standing_out(1.959964) == [6] and standing_out(strict) == []
    assert f"{1 - 0.95**20:.0%}" == "64%"
    case = cases()["multiple-comparisons"]
    assert "64%" in case.wrong and "Route 6" in case.bad.headline
    shared = whole[0] / whole[1]
    off_line = [
        n for n, (k, b) in enumerate(late, 1) if not wilson(k, b)[0] < shared < wilson(k, b)[1]
    ]
    assert off_line == [6] == [case.repaired.stress + 1]


def test_routes_are_drawn_with_the_same_odds():
    """Do the twenty routes stray about as far as luck lets them, around odds of 0.4?"""
    shares = [rate.share for rate in invented.routes().late]
    assert abs(statistics.mean(shares) - 0.4) < 3 * math.sqrt(0.24 / 1200)
    by_luck = math.sqrt(0.24 / 60)
    assert 0.6 * by_luck < statistics.stdev(shares) < 1.5 * by_luck


def test_areas_rise_and_children_do_not():
    """Do absence and low income rise together by area, while in each it is the others who miss more?"""
    x = [
        low.denominator / (low.denominator + other.denominator) for _, low, other in invented.AREAS
    ]
    y = [
        (low.numerator + other.numerator) / (low.denominator + other.denominator)
        for _, low, other in invented.AREAS
    ]
    assert statistics.correlation(x, y) > 0.99
    assert all(low.share < other.share for _, low, other in invented.AREAS)
    assert all(low.denominator + other.denominator == 500 for _, low, other in invented.AREAS)
    case = cases()["ecological-fallacy"]
    low, others = (
        sum(area[place].numerator for area in invented.AREAS)
        / sum(area[place].denominator for area in invented.AREAS)
        for place in (1, 2)
    )
    assert low < others and f"{low:.1%}" in case.repair and f"{others:.1%}" in case.repair
    assert y[-1] > 0.25 and "more than a quarter" in case.instead and "Wharf" in case.instead


def test_simpson_turns_round():
    """Do letters win in total, and calls both near and far, by more than luck?"""
    came = {key: (rate.numerator, rate.denominator) for key, rate in invented.CAME.items()}

    def total(how):
        return tuple(sum(part) for part in zip(came[how, "near"], came[how, "far"], strict=True))

    (lk, ln), (ck, cn) = total("letter"), total("call")
    assert lk / ln > ck / cn
    for where in ("near", "far"):
        low, _ = newcombe(came["call", where], came["letter", where])
        assert low > 0
    rows = {row[0]: row[1:] for row in cases()["simpsons-paradox"].repaired.rows}
    assert rows["All together"] == (f"{lk / ln:.0%}: {lk} of {ln}", f"{ck / cn:.0%}: {ck} of {cn}")


def test_extremes_come_back_by_luck_alone():
    """Do the lowest eight rise and the highest fall, while all forty stay and nothing differs?"""
    years = invented.two_years()
    order = sorted(range(40), key=lambda one: years.first[one].numerator)

    def both(schools):
        return [
            sum(year[one].numerator for one in schools) / (60 * len(schools))
            for year in (years.first, years.second)
        ]

    low, everybody, high = both(order[:8]), both(order), both(order[-8:])
    assert low[1] - low[0] > 0.05 and high[0] - high[1] > 0.05
    assert abs(everybody[1] - everybody[0]) < 0.02
    assert [rate.share for rate in years.lowest()] == pytest.approx(low)
    assert [rate.share for rate in years.highest()] == pytest.approx(high)
    case = cases()["regression-to-the-mean"]
    assert f"up {100 * (low[1] - low[0]):.0f} points" in case.bad.headline
    assert f"fell by {100 * (high[0] - high[1]):.0f} points" in case.repair


def test_pass_rate_rises_while_fewer_pass():
    """Is 78 of 114 then 72 of 96 a rise, and 78 then 72 of 120 a fall, with whole bars of 120?"""
    assert 78 / 114 < 72 / 96 and 78 / 120 > 72 / 120
    case = cases()["survivorship"]
    assert [row[1:] for row in case.bad.rows] == [("68%", "75%")]
    assert [row[1:] for row in case.repaired.rows] == [
        ("78", "36", "6", "120"),
        ("72", "24", "24", "120"),
    ]
    assert "65%, then 60%" in case.repair and "18 more than last year" in case.instead


def test_absence_falls_only_on_paper():
    """Is the fall from 18% to 15% gone when both years count from everybody enrolled?"""
    case = cases()["moving-denominators"]
    assert (90 / 500, 96 / 640, 90 / 600) == (0.18, 0.15, 0.15)
    assert [row[1] for row in case.bad.rows] == ["18%", "15%"]
    assert [row[1] for row in case.repaired.rows] == ["15%: 90 of 600", "15%: 96 of 640"]
    assert all(day < year for day, year in zip(invented.CENSUS_DAY, invented.ANY_TIME, strict=True))


def test_a_good_average_hides_three_groups():
    """Do the three groups add up to the one box, and differ by more than luck?"""
    case = cases()["erasing-categories"]
    found = [
        tuple(map(int, re.findall(r"(\d+) of (\d+)", row[1])[0])) for row in case.repaired.rows
    ]
    *groups, others = found
    k, n = (sum(part) for part in zip(*groups, strict=True))
    assert [row[1] for row in case.bad.rows] == [f"{k / n:.0%}", f"{others[0] / others[1]:.0%}"]
    assert newcombe(groups[0], groups[2])[0] > 0.2 and n == 250


def test_years_were_picked():
    """Does the bad chart use the lowest and the highest of ten years, exactly twice as many?"""
    counts = [rate.numerator for rate in invented.SUSPENDED]
    case = cases()["cherry-picked-years"]
    assert counts.index(min(counts)) == 4 and counts.index(max(counts)) == 9
    assert max(counts) == 2 * min(counts) and "doubled since year 5" in case.bad.headline
    middle = sorted(counts)[1:-1]
    assert f"between {middle[0]} and {middle[-1]} pupils" in case.repair and len(middle) == 8
    assert f"it was {statistics.mean(counts[:9]):.0f} a year" in case.instead
    assert round(100 * sum(counts) / 6000) == 5 and "around 5 in 100" in case.repaired.headline


def test_axis_stretches_a_small_gap():
    """Does the axis from 91% make 94% look three times 92%, and could the gap be luck?"""
    case = cases()["truncated-axis"]
    assert (0.94 - case.bad.low) / (0.92 - case.bad.low) == pytest.approx(3)
    assert "3 times" in case.wrong and case.repaired.low == 0 and case.repaired.high == 1
    low, high = newcombe((376, 400), (368, 400))
    assert low < 0 < high
    assert f"{-100 * low:.0f} points the other way" in case.repair
    assert f"to {100 * high:.0f} points" in case.repair


def test_average_of_averages_is_not_the_average():
    """Is the mean of the three 70%, and of all families 470 of 1,000, 47%?"""
    case = cases()["average-of-averages"]
    assert statistics.mean((54 / 60, 80 / 100, 336 / 840)) == pytest.approx(0.7)
    assert (54 + 80 + 336, 60 + 100 + 840) == (470, 1000)
    assert "70%" in case.bad.headline and "470" in case.repaired.headline
    assert ("All families", "47%: 470 of 1,000") in case.repaired.rows
    assert "530 of 1,000" in case.instead and (840 - 336) / 530 > 0.5  # most of them at Ash


def test_only_one_school_can_be_told_apart():
    """Do seven of eight intervals hold the common line, and is the repair in no rank order?"""
    counts = {name: (rate.numerator, rate.denominator) for name, rate in invented.ANSWERED}
    line = sum(k for k, _ in counts.values()) / sum(n for _, n in counts.values())
    off = [
        name for name, (k, n) in counts.items() if not wilson(k, n)[0] <= line <= wilson(k, n)[1]
    ]
    case = cases()["rank-table"]
    assert off == ["Larch"] and "Seven of the eight" in case.repaired.headline
    names = [name for name, _ in case.repaired.dots]
    assert names == sorted(names)
    shares = [rate.share for _, rate in case.bad.bars]
    assert shares == sorted(shares, reverse=True)
    k, n = (sum(c[place] for name, c in counts.items() if name != "Larch") for place in (0, 1))
    assert round(k / n, 1) == 0.6


def test_district_is_the_sum_of_its_schools():
    """Is the named school one of the six with a freeze, and the district's share that of all?"""
    frozen, free = ([r.numerator for r in part] for part in (invented.FROZEN, invented.NOT_FROZEN))
    case = cases()["shaming-a-school"]
    assert [row[1] for row in case.bad.rows] == [
        f"{max(frozen) / 500:.0%}",
        f"{sum(frozen + free) / 6000:.0%}",
    ]
    assert [row[1] for row in case.repaired.rows] == [
        f"22%: {sum(frozen)} of 3,000",
        f"8%: {sum(free)} of 3,000",
    ]
    assert "Marsh Lane" not in " ".join((case.repaired.headline, str(case.repaired.rows)))


def test_silent_families_are_most():
    """Are 51, 11 and 338 families all 400, and is the 82% that of 62?"""
    case = cases()["data-instead-of-people"]
    assert case.repaired.rows == [("All families", "51", "11", "338", "400")]
    assert case.bad.rows == [("Content with the school", f"{51 / 62:.0%}")]
    assert len(case.points) == 5
    assert "Racism is at the center" in case.points[0]


def test_status_is_not_collected():
    """Are status and birthplace gone from the repaired sheet, and are no names on any list?"""
    case = cases()["collecting-status"]
    assert "Immigration status" in case.bad.columns
    repaired = " ".join(case.repaired.columns).casefold()
    assert not re.search(r"status|born|birth|papers|visa|citizen|arriv", repaired)
    assert {row[0] for row in cases()["scraped-names"].bad.rows} == {"(blacked out)"}
    assert "Name" not in cases()["scraped-names"].repaired.columns
    assert not cases()["whose-story"].repaired.face


# The page


def test_repair_waits_for_a_guess(tmp_path):
    """Is the repair hidden at first, and open once a few words are written?"""
    box, _, guess, _ = on_page(tmp_path)
    assert BAD in html_of(box) and REPAIRED not in html_of(box)
    assert "The repair opens here" in html_of(box) and "What was wrong" not in html_of(box)
    guess.value = "three words only"
    assert REPAIRED not in html_of(box) and "looked at 0 of 18" in html_of(box)
    guess.value = "it blames the children"
    assert REPAIRED in html_of(box) and "What was wrong" in html_of(box)
    assert "looked at 1 of 18" in heard_in(box)[0].value


def test_repair_can_be_asked_for(tmp_path):
    """Does the tick open the repair of this pitfall alone, and close it again?"""
    box, choice, _, tick = on_page(tmp_path)
    tick.value = True
    assert REPAIRED in html_of(box)
    choice.value = "small-n"
    assert not tick.value and REPAIRED not in html_of(box)
    choice.value = "deficit-framing"
    assert tick.value and REPAIRED in html_of(box)
    tick.value = False
    assert REPAIRED not in html_of(box) and "looked at 0 of 18" in html_of(box)


def test_guesses_stay_with_their_pitfalls(tmp_path):
    """Does each pitfall keep its own guess, on this page and after opening it again?"""
    box, choice, guess, _ = on_page(tmp_path)
    guess.value = "it blames the children"
    choice.value = "small-n"
    assert guess.value == "" and REPAIRED not in html_of(box)
    guess.value = GUESS
    choice.value = "deficit-framing"
    assert guess.value == "it blames the children" and REPAIRED in html_of(box)
    choice.value = "small-n"
    assert AnswerSheet(tmp_path).answer("pitfalls") == {
        "pitfall": "small-n",
        "guesses": {"deficit-framing": "it blames the children", "small-n": GUESS},
        "show": {},
    }
    again, choice, guess, _ = on_page(tmp_path)
    assert (choice.value, guess.value) == ("small-n", GUESS)
    assert "looked at 2 of 18" in html_of(again) and "With 8 pupils" in html_of(again)


def test_opening_records_nothing(tmp_path):
    """Is an untouched page no answer, and does starting again empty every guess?"""
    box, choice, guess, _ = on_page(tmp_path)
    assert AnswerSheet(tmp_path).answer("pitfalls") is None
    choice.value = "rank-table"
    guess.value = "luck could turn this round"
    for label in ("Start again", "Yes, empty this form"):
        next(b for b in all_in(box, w.Button) if b.description == label).click()
    assert (choice.value, guess.value) == ("deficit-framing", "")
    assert REPAIRED not in html_of(box) and "looked at 0 of 18" in html_of(box)


def test_writing_on_does_not_draw_again(tmp_path, monkeypatch):
    """Is a picture drawn once, and not with every letter?"""
    drawn = []
    monkeypatch.setattr(view, "picture_of", lambda *a, **k: drawn.append(a) or picture_of(*a, **k))
    _, choice, guess, _ = on_page(tmp_path)
    for end in range(1, len(GUESS) + 1):
        guess.value = GUESS[:end]
    assert len(drawn) == 2
    choice.value = "whose-story"
    assert len(drawn) == 3


def test_every_field_has_a_label(tmp_path):
    """Can a screen reader name the three fields, and is each pitfall in the list by number and name?"""
    _, choice, guess, tick = on_page(tmp_path)
    assert all(field.description.strip() for field in (choice, guess, tick))
    assert choice.options[4] == ("5. The total that turns round (Simpson’s paradox)", PITFALLS[4])


def test_words_are_escaped(tmp_path):
    """Can a guess not become part of the page?"""
    bad = "<img src=x onerror=alert(1)> and three more words"
    box, _, guess, _ = on_page(tmp_path)
    guess.value = bad
    assert "<img src=x" not in html_of(box) and REPAIRED in html_of(box)
    assert "<script" not in view._words(cases()["small-n"])


def test_share_looked_at_counts_looking_only():
    """Is the share that of the repairs seen, whatever was guessed?"""
    assert share_looked_at(None) == 0.0
    answer = {"guesses": {"small-n": "a b c d", "rank-table": "too short"}, "show": {"x": True}}
    assert share_looked_at(answer) == pytest.approx(1 / 18)
    assert share_looked_at({"show": dict.fromkeys(PITFALLS, True)}) == 1.0


@pytest.mark.parametrize(
    "stored",
    [3, "words", [], {"pitfall": 7, "guesses": "x", "show": []}, {"guesses": {"small-n": 4}}],
)
def test_any_stored_answer_opens(tmp_path, stored):
    """Does a page open on an answer of the wrong kind?"""
    AnswerSheet(tmp_path).record("pitfalls", stored)
    box, choice, guess, _ = on_page(tmp_path)
    assert choice.value == "deficit-framing" and guess.value == "" and BAD in html_of(box)


@settings(max_examples=80, deadline=None)
@given(ANYTHING)
def test_anything_can_be_read(answer):
    """Is any answer read, and does what is kept of it come back the same?"""
    looking = read_looking(answer)
    assert looking.pitfall in PITFALLS
    assert read_looking(looking.as_answer()) == looking
    assert 0 <= share_looked_at(answer) <= 1

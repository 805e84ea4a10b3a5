"""Pitfalls of luck: too few, too many looks, the worst year, the chosen years, the rank table."""

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.charts import Bars, Dots, Slopes, counted, ends, percent
from course_tools.activities.pitfalls.invented import ANSWERED, SUSPENDED, routes, two_years
from course_tools.casework.rates import Rate, pooled, wilson_interval

_FOUR = (Rate(6, 8), Rate(4, 8))  # two years of eight pupils, as the bad leaflet counts them
_THREE_YEARS, _COUNTY = Rate(16, 25), Rate(1220, 2000)


def small_n() -> Case:
    """Eight pupils a year."""
    before, now = _FOUR
    between = ends(wilson_interval(_THREE_YEARS))
    return Case(
        "small-n",
        "Too few pupils to tell (small n)",
        Bars(
            headline=f"Reading crashes: from {percent(before.share)} to {percent(now.share)} in one year",
            bars=(("Last year", before), ("This year", now)),
            axis="Pupils new to the school who read well",
            stress=1,
            note="8 pupils in each year.",
            alt=f"Two bars. Last year {percent(before.share)}, this year {percent(now.share)}. In small "
            "print: 8 pupils in each year.",
        ),
        Bars(
            headline=f"Over three years {_THREE_YEARS.numerator} of {_THREE_YEARS.denominator} read "
            "well. That is too few to say more or less than the county",
            bars=(("New pupils, three years", _THREE_YEARS), ("All in the county", _COUNTY)),
            axis="Pupils who read well",
            counts=True,
            note="The thin lines show what luck alone could do (95% intervals).",
            alt=f"Three years together: {counted(_THREE_YEARS)}, with a wide interval, {between}. The "
            f"county’s {percent(_COUNTY.share)} lies inside it.",
        ),
        wrong=f"With 8 pupils, two children make {percent(2 / 8)}. Nobody can tell luck from change, "
        "and somebody in the school can tell which children are meant.",
        repair="It adds three years up, counts and all, and shows how far luck alone could move it. Groups of ten or "
        "fewer are not printed at all.",
        instead=f"“Over three years, {_THREE_YEARS.numerator} of {_THREE_YEARS.denominator} new pupils "
        "read well. We would like to hear from them what helped.”",
        limits="Three years together hide a change inside the three years. “We cannot tell” does not "
        "mean “nothing is wrong”: listen first.",
    )


def multiple_comparisons() -> Case:
    """Twenty bus routes, one of which stands out by luck."""
    bus = routes()
    (hit,) = bus.standing_out()
    route, others = bus.late[hit], bus.others(hit)
    gap = bus.gap(hit)
    name = f"Route {hit + 1}"
    return Case(
        "multiple-comparisons",
        "Look in twenty places (multiple comparisons)",
        Bars(
            headline=f"{name} makes our children late. The gap is “statistically significant”!",
            bars=((name, route), ("All other routes", others)),
            axis="Pupils who were late last month",
            stress=0,
            note="We checked all 20 routes and print the one that stands out.",
            alt=f"Two bars. {name}: {percent(route.share)}. All other routes: {percent(others.share)}. "
            "In small print: all 20 routes were checked.",
        ),
        Dots(
            headline="We looked at 20 routes. One stands out, and luck alone gives about one",
            dots=tuple((str(number), one) for number, one in enumerate(bus.late, start=1)),
            axis="Pupils who were late last month",
            across="Bus route",
            line=("All routes together", bus.together.share),
            stress=hit,
            high=0.8,
            note="60 pupils a route. Thin lines: 95% intervals.",
            alt=f"Twenty dots with intervals around a line at {percent(bus.together.share)}. Only "
            f"that of route {hit + 1}, {counted(route)}, does not reach the line.",
        ),
        wrong="Each look has a 1 in 20 chance to “find” something by luck. With 20 looks, the chance "
        f"of at least one false find is about {percent(bus.odds_of_a_hit)}. These numbers were drawn "
        "by lot, with the same odds on every route.",
        repair=f"It shows all 20. The gap of route {hit + 1} is {100 * gap.difference:.0f} points, but "
        "with a limit that is fair for 20 looks, no route stands out.",
        instead=f"“We looked at 20 routes. Route {hit + 1} is worth a question: who rides it, and what "
        "do they say?”",
        limits="A real problem can hide among 20 looks too. New numbers from next month, for that one "
        "route, would tell more than these.",
    )


def regression_to_the_mean() -> Case:
    """The lowest schools rise, the highest fall, and nothing was done."""
    years = two_years()
    low, everybody, high = years.lowest(), years.all(), years.highest()
    rise = 100 * (low[1].share - low[0].share)
    fall = 100 * (high[0].share - high[1].share)
    names = ("Year 1", "Year 2")
    axis = "Pupils who passed"
    return Case(
        "regression-to-the-mean",
        "After the worst year (regression to the mean)",
        Slopes(
            headline=f"Our program works: up {rise:.0f} points in a single year!",
            lines=(("Our eight schools", *low),),
            years=names,
            axis=axis,
            low=0.5,
            high=0.62,
            note="We chose the 8 schools of 40 with the lowest results in year 1.",
            alt=f"One steep line, from {percent(low[0].share)} in year 1 to {percent(low[1].share)} in "
            "year 2. In small print: the eight lowest of 40 schools were chosen.",
        ),
        Slopes(
            headline="The lowest eight rose, the highest eight fell. There was no program at all",
            lines=(
                ("Highest 8 in year 1", *high),
                ("All 40 schools", *everybody),
                ("Lowest 8 in year 1", *low),
            ),
            years=names,
            axis=axis,
            low=0.4,
            high=0.8,
            counts=True,
            note="60 pupils a school. Every pupil had the same odds, in both years.",
            alt=f"Three lines that come together. Highest eight: {percent(high[0].share)} to "
            f"{percent(high[1].share)}. All: {percent(everybody[0].share)} to "
            f"{percent(everybody[1].share)}. Lowest eight: {percent(low[0].share)} to "
            f"{percent(low[1].share)}.",
        ),
        wrong="Who is chosen for a very bad year had, in part, bad luck. Bad luck seldom comes twice, "
        "so the next year looks better whatever anybody does.",
        repair=f"It shows the other schools too. The highest eight fell by {fall:.0f} points, and "
        "nobody would say that our program did that.",
        instead="“Eight schools rose after a bad year, as schools mostly do after a bad year. We do not "
        "know yet what a program adds.”",
        limits="This does not show that a program fails. To see what it adds, compare with schools "
        "that were just as low and did not have it, over more than two years.",
    )


def cherry_picked_years() -> Case:
    """The lowest and the highest of ten years."""
    shares = [rate.share for rate in SUSPENDED]
    first, last = shares.index(min(shares)), shares.index(max(shares))
    start, end = SUSPENDED[first], SUSPENDED[last]
    together = pooled(SUSPENDED)
    axis = "Pupils suspended at least once"
    names = [f"Year {number}" for number in range(1, len(SUSPENDED) + 1)]
    before = round(sum(rate.numerator for rate in SUSPENDED[:last]) / last)
    few, many = (sorted(rate.numerator for rate in SUSPENDED)[place] for place in (1, -2))
    return Case(
        "cherry-picked-years",
        "Choose the years (cherry-picking)",
        Slopes(
            headline=f"Suspensions have doubled since year {first + 1}!",
            lines=(("Our school", start, end),),
            years=(names[first], names[last]),
            axis=axis,
            low=0.03,
            high=0.075,
            note="Source: ten years of the school’s own numbers.",
            alt=f"One steep line from {percent(start.share, 1)} in {names[first].lower()} to "
            f"{percent(end.share, 1)} in {names[last].lower()}. The years between are left out.",
        ),
        Dots(
            headline="Ten years: up and down around 5 in 100, and one high year to ask about",
            dots=tuple((str(number), rate) for number, rate in enumerate(SUSPENDED, start=1)),
            axis=axis,
            across="Year",
            line=("All ten years", together.share),
            stress=last,
            high=0.12,
            note="600 pupils each year; the same definition in all years. Thin lines: 95% intervals.",
            alt=f"Ten dots with intervals around a line at {percent(together.share)}. They go up and "
            f"down. Year {first + 1} is the lowest, with {start.numerator} of {start.denominator}, year "
            f"{last + 1} the highest, with {end.numerator} of {end.denominator}.",
        ),
        wrong=f"The leaflet starts in the lowest year and ends in the highest: {start.numerator} and "
        f"{end.numerator} of {end.denominator} pupils. Nearly any line can be drawn if I may choose "
        "where it starts.",
        repair=f"It shows all ten years. In eight of them, between {few} and {many} pupils were "
        "suspended. A line is only drawn through years that count in the same way.",
        instead=f"“Last year {end.numerator} of {end.denominator} pupils were suspended, the most in ten "
        f"years. In the nine years before, it was {before} a year on average. What happened?”",
        limits="One high year may be luck, or the start of something. Say which year you start from, "
        "and why, before anybody asks.",
    )


def rank_table() -> Case:
    """Eight schools in order of a rate that luck could turn round."""
    ranked = sorted(ANSWERED, key=lambda one: -one[1].share)
    together = pooled(rate for _, rate in ANSWERED)
    apart = [
        name
        for name, rate in ANSWERED
        if not wilson_interval(rate).low <= together.share <= wilson_interval(rate).high
    ]
    axis = "Parents who get an answer within a week"
    return Case(
        "rank-table",
        "Put schools in order (rank tables)",
        Bars(
            headline=f"The league table: {ranked[0][0]} is number 1. {ranked[-1][0]} is last!",
            bars=tuple((f"{place}. {name}", rate) for place, (name, rate) in enumerate(ranked, 1)),
            axis=axis,
            stress=len(ranked) - 1,
            note="Source: a survey of parents.",
            alt=f"Eight schools in order, from {ranked[0][0]} with {percent(ranked[0][1].share)} to "
            f"{ranked[-1][0]} with {percent(ranked[-1][1].share)}. How many parents answered is not said.",
        ),
        Dots(
            headline=f"Seven of the eight schools cannot be told apart. One, {apart[0]}, is lower",
            dots=ANSWERED,
            axis=axis,
            across="School, in the order of the alphabet",
            line=("All eight together", together.share),
            stress=[name for name, _ in ANSWERED].index(apart[0]),
            note=f"{min(r.denominator for _, r in ANSWERED)} to "
            f"{max(r.denominator for _, r in ANSWERED)} parents a school answered; how many were asked "
            "is not known. Thin lines: 95% intervals.",
            alt=f"Eight dots with intervals, by name, around a line at {percent(together.share)}. All "
            f"intervals reach the line but that of {apart[0]}.",
        ),
        wrong="A table of ranks turns small differences into winners and losers. Ask the same number of "
        "other parents, and many of the places change.",
        repair="Schools stand by name, with the line that all share and with what luck could do. Only "
        "what lies clearly off the line is worth a question.",
        instead=f"“In seven schools about 6 in 10 parents hear back within a week. At {apart[0]} it is "
        "fewer. We would like to know what gets in the way there.”",
        limits="Lower is a question, not a verdict: check the numbers first, and talk with the school "
        "before you print its name.",
    )

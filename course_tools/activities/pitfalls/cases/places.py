"""Pitfalls of grouping: from area to child, the total that turns round, the group that hides groups."""

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.charts import Bars, Pairs, Scatter, counted, percent
from course_tools.activities.pitfalls.invented import AREAS, CAME
from course_tools.casework.rates import Rate, pooled


def ecological_fallacy() -> Case:
    """Areas with more low-income homes have more absence; in each, it is not those children."""
    low_income = pooled(low for _, low, _ in AREAS)
    others = pooled(other for _, _, other in AREAS)
    dots = tuple(
        (
            name,
            Rate(low.denominator, low.denominator + other.denominator),
            pooled((low, other)),
        )
        for name, low, other in AREAS
    )
    first, last = dots[0], dots[-1]
    return Case(
        "ecological-fallacy",
        "From the area to the child (ecological fallacy)",
        Scatter(
            headline="Children from low-income homes stay away from school more",
            dots=dots,
            across="Children in low-income homes",
            up="Children often absent",
            note="Each dot is an area.",
            alt=f"Five dots, each an area, rising from {first[0]} ({percent(first[1].share)} in "
            f"low-income homes, {percent(first[2].share)} often absent) to {last[0]} "
            f"({percent(last[1].share)} and {percent(last[2].share)}).",
        ),
        Pairs(
            headline="In every area, children in low-income homes were absent a little less",
            of=("Children in low-income homes", "All other children"),
            pairs=AREAS,
            axis="Children often absent",
            high=0.4,
            note="500 children in each area. From Brook to Wharf, the way to school gets longer.",
            alt="Five rows, one for each area. In each, the dot of children in low-income homes is to "
            "the left of the square of all others: fewer of them were often absent. From Brook to "
            "Wharf both move to the right.",
        ),
        wrong="Areas are not children. Areas with more low-income homes had more absence, but it was "
        "not those children who were absent more.",
        repair="It counts the children themselves, inside each area: "
        f"{percent(low_income.share, 1)} of children in low-income homes and "
        f"{percent(others.share, 1)} of all others were often absent.",
        instead="“In Wharf, more than a quarter of all children are often absent, whatever their home. "
        "What makes school hard to reach from Wharf?”",
        limits="In real life it can be either way round: numbers about areas cannot tell. Either find "
        "numbers about children, or speak of the area only.",
    )


def simpsons_paradox() -> Case:
    """Letters beat calls in total; calls beat letters near and far."""
    letter, call = (pooled((CAME[how, "near"], CAME[how, "far"])) for how in ("letter", "call"))
    near, far = ((CAME["letter", where], CAME["call", where]) for where in ("near", "far"))
    letters_near = Rate(near[0].denominator, letter.denominator)
    calls_near = Rate(near[1].denominator, call.denominator)
    axis = "Invited parents who came"
    return Case(
        "simpsons-paradox",
        "The total that turns round (Simpson’s paradox)",
        Bars(
            headline="Letters work better than calls. Let us stop calling!",
            bars=(("Letter", letter), ("Telephone call", call)),
            axis=axis,
            note="Letters went mostly to families near the school. Calls went mostly to families far "
            "away.",
            alt=f"Two bars. Letter: {percent(letter.share)} of invited parents came. Telephone call: "
            f"{percent(call.share)}. In small print: letters went mostly to families near the school.",
        ),
        Pairs(
            headline="Near or far, more parents came after a call than after a letter",
            of=("Letter", "Telephone call"),
            pairs=(("Live near", *near), ("Live far away", *far), ("All together", letter, call)),
            axis=axis,
            note=f"{letter.denominator} parents got a letter, {call.denominator} a call. "
            f"Live near: {percent(letters_near.share)} of the first, {percent(calls_near.share)} of the "
            "second.",
            alt=f"Three rows. Near: letter {percent(near[0].share)}, call {percent(near[1].share)}. Far: "
            f"letter {percent(far[0].share)}, call {percent(far[1].share)}. All together it is the "
            f"other way round: letter {percent(letter.share)}, call {percent(call.share)}.",
        ),
        wrong="Two unlike groups were mixed. Parents who live near came more often however they were "
        "asked, and most letters went to them.",
        repair=f"It splits by distance. Near: {_came(near[1])} came after a call, {_came(near[0])} after a "
        f"letter. Far: {_came(far[1])} after a call, {_came(far[0])} after a letter.",
        instead="“Among families who live far away, "
        f"{100 * far[1].share:.0f} of 100 came after a call, and {100 * far[0].share:.0f} of 100 after a "
        "letter.”",
        limits="Another split, such as by work shift, might turn it round again. Ask those who know the "
        "families which split matters. Who got a call was not drawn by lot.",
    )


def _came(rate: Rate) -> str:
    return f"{percent(rate.share)} ({rate.numerator} of {rate.denominator})"


def erasing_categories() -> Case:
    """A group with a good average that hides three different ones."""
    groups = (
        ("Fluent in English", Rate(96, 120)),
        ("Growing in English", Rate(36, 60)),
        ("New to English", Rate(23, 70)),
    )
    eal, others = pooled(rate for _, rate in groups), Rate(366, 600)
    new = groups[-1][1]
    axis = "Pupils at the reading standard"
    return Case(
        "erasing-categories",
        "Groups that erase people (categories)",
        Bars(
            headline="Pupils with another first language do as well as all others: no help is needed",
            bars=(("English is not the first language", eal), ("All other pupils", others)),
            axis=axis,
            note="One group, 31 languages.",
            alt=f"Two bars. Pupils whose first language is not English: {percent(eal.share)}. All other "
            f"pupils: {percent(others.share)}. In small print: one group, 31 languages.",
        ),
        Bars(
            headline=f"The school has brought {new.numerator} of {new.denominator} pupils new to English to the "
            "reading standard so far",
            bars=(*groups, ("All other pupils", others)),
            axis=axis,
            counts=True,
            stress=2,
            note="Stages as the school records them. Thin lines: 95% intervals.",
            alt=", ".join(f"{name} {counted(rate)}" for name, rate in groups)
            + f". All other pupils {counted(others)}.",
        ),
        wrong="One box holds a child who grew up with two languages and a child who heard English for "
        "the first time this month. The average of the box is true of neither.",
        repair="It splits the box by what matters here: how far the pupils are with English, as the "
        "school records it. No group is so small that a child could be picked out.",
        instead=f"“The school has brought {new.numerator} of {new.denominator} pupils new to English to "
        "the standard so far. What support do they get, and what do they ask for?”",
        limits="“Asian”, “EAL” and “English learner” (EL) all do this, and a pupil who becomes fluent often "
        "leaves the EL group. Ask people what they call themselves, and never ask when or how "
        "they came.",
    )

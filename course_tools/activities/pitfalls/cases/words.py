"""Pitfalls of wording: who is blamed, who is shamed, who was not heard."""

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.charts import Bars, Stacks, counted, percent
from course_tools.activities.pitfalls.invented import FROZEN, NOT_FROZEN
from course_tools.casework.rates import Rate, extra_pupils, newcombe_gap, pooled

# Brief 4.9: QuantCrit's five points (Gillborn, Warmington & Demack 2018), as questions to ask.
_QUANTCRIT = (
    "Racism is at the center, and numbers catch only a part of it. Which part of the unfairness that "
    "families tell us about is not in this chart?",
    "Numbers are not neutral. Who chose to count this, and whom does it help?",
    "Categories are not given by nature. Who drew these groups, and would people in them say “yes, "
    "that is us”?",
    "Data cannot speak for itself. Have those whom it describes read it, and said what it means?",
    "Numbers have no worth of their own. What will they be used for, and is it more justice?",
)


def deficit_framing() -> Case:
    """The same counts, with children as the subject and with school and bus as the subject."""
    meals, others = Rate(36, 90), Rate(42, 210)
    reached = [Rate(one.denominator - one.numerator, one.denominator) for one in (meals, others)]
    gap = newcombe_gap(reached[1], reached[0])
    more = extra_pupils(meals, others)
    names = ("Children with free meals", "All other children")
    return Case(
        "deficit-framing",
        "Blame the children (deficit framing)",
        Bars(
            headline="Children with free meals are twice as likely to miss school",
            bars=tuple(zip(names, (meals, others), strict=True)),
            axis="Children often absent",
            stress=0,
            note="Source: the school’s own numbers.",
            alt=f"Two bars of children who are often absent. Children with free meals: "
            f"{percent(meals.share)}. All other children: {percent(others.share)}. The headline makes the "
            "children its subject.",
        ),
        Bars(
            headline=f"School and bus get {100 * reached[0].share:.0f} in 100 children with free "
            f"meals here nearly every day, and {100 * reached[1].share:.0f} in 100 of all others",
            bars=tuple(zip(names, reached, strict=True)),
            axis="Children who are there nearly every day",
            counts=True,
            note=f"Service gap: {100 * gap.difference:.0f} points (95% interval "
            f"{100 * gap.interval.low:.0f} to {100 * gap.interval.high:.0f}), equivalent to about "
            f"{more:.0f} children. One year.",
            alt=f"Two bars of children who are there nearly every day. Children with free meals: "
            f"{counted(reached[0])}. All other children: {counted(reached[1])}. The headline makes "
            "school and bus its subject.",
        ),
        wrong="The numbers are right. The sentence makes children the problem, and says nothing of "
        "the bus, the fares or the timetable that they live with.",
        repair="The same counts, with school and bus as the subject, and the gap named for what it is: a "
        "service gap. It shows who is there, not only who is missing.",
        instead=f"“To serve all alike, school and bus would have to reach about {more:.0f} more children. "
        "Families told us where it gets stuck.” Put sources of strength beside it.",
        limits="A kinder sentence does not prove a cause. Why the gap is there, this chart cannot say. "
        "Would a parent in the group be proud to read it aloud?",
    )


def shaming_a_school() -> Case:
    """One school is named; what it lacks was decided elsewhere."""
    frozen, others = pooled(FROZEN), pooled(NOT_FROZEN)
    district = pooled((frozen, others))
    named = max(FROZEN, key=lambda rate: rate.share)
    axis = "Lessons without a permanent teacher"
    return Case(
        "shaming-a-school",
        "Shame a school for what others decide",
        Bars(
            headline="Marsh Lane School fails our children!",
            bars=(("Marsh Lane", named), ("District average", district)),
            axis=axis,
            high=0.4,
            stress=0,
            note="The district decides how many teachers each school may hire.",
            alt=f"Two bars. Marsh Lane, an invented school: {percent(named.share)} of lessons without a "
            f"permanent teacher. District average: {percent(district.share)}.",
        ),
        Bars(
            headline="The district froze hiring at six schools. There, "
            f"{100 * frozen.share:.0f} of 100 lessons have no permanent teacher",
            bars=(("Six schools, hiring frozen", frozen), ("Six schools, free to hire", others)),
            axis=axis,
            high=0.4,
            counts=True,
            note="500 lessons looked at in each school. Lessons in a school are alike: the true "
            "interval is wider.",
            alt=f"Two bars. Six schools where the district froze hiring: {counted(frozen)} lessons. Six "
            f"schools that were free to hire: {counted(others)} lessons.",
        ),
        wrong="The leaflet names a school for what its district decides. It hurts the pupils, "
        "parents and staff there, who could have been with us. The one who can say yes is left alone.",
        repair="No school is named. The schools are grouped by the decision, and the one who decided is "
        "the subject of the sentence.",
        instead=f"“Where the district froze hiring, {100 * frozen.share:.0f} in 100 lessons have no permanent "
        f"teacher; elsewhere {100 * others.share:.0f}. We ask the district to lift the freeze by June.”",
        limits="The freeze and the gap go together; that is not yet proof. The six schools may differ in "
        "other ways. Ask their heads before you print anything.",
    )


def data_instead_of_people() -> Case:
    """A survey that few answered, in place of listening."""
    content, answered, families = 51, 62, 400
    of_answers = Rate(content, answered)
    silent = families - answered
    return Case(
        "data-instead-of-people",
        "Let data speak for people",
        Bars(
            headline="The data has spoken: families are content. No need for meetings!",
            bars=(("Content with the school", of_answers),),
            axis="Families, in our survey",
            note=f"{answered} families answered a form online, in English. There are {families} families.",
            alt=f"One long bar: {percent(of_answers.share)} of families are content. In small print: "
            f"{answered} of {families} families answered a form online, in English.",
        ),
        Stacks(
            headline=f"{silent} of {families} families have not been heard. Let us go and listen",
            parts=("Content", "Not content", "Not heard yet"),
            stacks=(("All families", (content, answered - content, silent)),),
            axis="Families",
            note="Next: house meetings in four languages. Families read the results first, and say what "
            "they mean.",
            alt=f"One bar of {families} families: {content} content, {answered - content} not content, and "
            f"{silent}, most of the bar, not heard yet.",
        ),
        wrong=f"The chart was put in the place of people. {percent(of_answers.share)} is of the {answered} "
        f"who answered, and {silent} families did not.",
        repair="It shows all families, and leaves room for those who were not heard. It is a "
        "reason to listen, not a reason to stop.",
        instead=f"“{answered} families wrote to us. We are now going to the other {silent}, and they will "
        "read this chart before anybody else does.”",
        limits="People do not agree with one another either, and those who come to a meeting are not all. "
        "On a data walk, name the feelings, give time, and hang up sources of strength as well.",
        points=_QUANTCRIT,
    )

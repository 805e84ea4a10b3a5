"""The form: links with three guesses, other ways, the tornado, and what it says."""

from html import escape

from course_tools.activities.odds_chain.model import (
    DRAWS,
    MOST_LINKS,
    WAYS,
    Link,
    interval,
    odds_by_way,
    odds_of_plan,
    read_links,
    swings,
    worth_finding_out,
)
from course_tools.activities.odds_chain.plot import draw_tornado
from course_tools.answers import AnswerSheet, Json
from course_tools.plotting import Picture, Room, Table, fitted, new_picture_axes
from course_tools.widgets.fields import Choice, Number, Tick, Words
from course_tools.widgets.rows import Rows
from course_tools.widgets.tool import Answer, show_tool


def _row(name: str, worst: int, likely: int, best: int, way: str = "A") -> dict[str, Json]:
    return {"name": name, "worst": worst, "likely": likely, "best": best, "way": way}


_FIELDS = (
    Rows(
        "links",
        "Everything that must go well (these links are invented: write yours over them)",
        (
            Words("name", "Link: what must go well"),
            Number("worst", "Worst guess, %", 0, 100, 5, 50),
            Number("likely", "Most likely, %", 0, 100, 5, 70),
            Number("best", "Best guess, %", 0, 100, 5, 90),
            Choice("way", "Way", {way: f"way {way}" for way in WAYS}, "A"),
        ),
        start=(
            _row("Thirty parents come", 70, 80, 90),
            _row("The manager meets us", 50, 60, 70),
            _row("The manager asks for a trial", 40, 70, 100),
            _row("The board votes for it", 85, 90, 95),
            _row("A board member moves it", 10, 25, 40, "B"),
        ),
        most=MOST_LINKS,
        widths=(3, 1, 1, 1, 1.2),
        add="Add a link",
    ),
    Tick("any_way", "We also have other ways: count B and C, where any one way is enough"),
)


def odds_of_the_chain(sheet: AnswerSheet, question: str = "odds-of-the-chain") -> None:
    """T17: how likely is a plan in which every link must hold, and which link matters most?"""
    show_tool(
        sheet,
        question,
        "The odds of the chain",
        _FIELDS,
        picture=_picture,
        words=_words,
        intro="Write each thing that your plan counts on. Of 100 times, how often would it go well: "
        "on your worst guess, most likely, and on your best guess? Guess the whole first.",
    )


def _links(answer: Json) -> list[Link]:
    links = read_links(answer)
    if not links:
        raise ValueError(
            "Write at least one thing that must go well on way A, or count other ways."
        )
    return links


def _picture(answer: Answer) -> Picture:
    links = _links(answer)
    odds, between, bars = odds_of_plan(links), interval(tuple(links)), swings(links)
    room = Room(left=2.15, bottom=0.6, top=0.35)
    figure, (ax,) = new_picture_axes(height=1.0 + 0.46 * (len(links) + 1), room=room)
    draw_tornado(bars, odds, between, ax)
    alt = (
        f"Bars around {odds:.0%}, the odds that the plan works. "
        f"{fitted(bars[0].link.name, 60)} moves it most, from {bars[0].low:.0%} to "
        f"{bars[0].high:.0%}. Nine of ten draws lie between {between[0]:.0%} and {between[1]:.0%}."
    )
    rows = [
        (
            bar.link.name,
            bar.link.way,
            *_percents(bar.link.worst, bar.link.likely, bar.link.best),
            f"{bar.link.odds:.1%}",
            f"{bar.low:.1%}",
            f"{bar.high:.1%}",
        )
        for bar in bars
    ]
    columns = (
        "Link",
        "Way",
        "Worst",
        "Likely",
        "Best",
        "Mean",
        "Plan, if it is 10 lower",
        "Plan, if it is 10 higher",
    )
    whole = [(f"Way {way}", f"{along:.1%}") for way, along in odds_by_way(links).items()]
    whole += [("The whole plan", f"{odds:.1%}")]
    whole += [("Nine of ten draws", f"{between[0]:.1%} to {between[1]:.1%}")]
    caption = "Links, the one that moves the plan most first"
    return Picture(
        figure, alt, Table(caption, columns, rows), (Table("Odds", ("Of", "Odds"), whole),)
    )


def _percents(*shares: float) -> tuple[str, ...]:
    return tuple(f"{share:.0%}" for share in shares)


def _words(answer: Answer) -> str:
    links = _links(answer)
    odds, (low, high) = odds_of_plan(links), interval(tuple(links))
    ways = odds_by_way(links)
    how = (
        f"Each link is multiplied by the next: {' × '.join(f'{link.odds:.2f}' for link in links)}."
        if len(ways) == 1
        else "Any one way is enough: "
        + ", ".join(f"way {way} {along:.0%}" for way, along in ways.items())
        + "."
    )
    return (
        f"<p><b>{odds:.4f}</b>: in about {100 * odds:.0f} of 100 tries this plan would work, if the "
        f"links are independent. {how} In {DRAWS:,} draws from your guesses, nine of ten lie between "
        f"<b>{low:.0%}</b> and <b>{high:.0%}</b>.</p><p>{_where_to_look(links)}</p>"
        "<p>One assumption to doubt: that links are independent. Often they fail together, for one "
        "reason. And the numbers are your guesses. "
        "<i>This shows how a mechanism works. It does not predict your campaign.</i></p>"
    )


def _where_to_look(links: list[Link]) -> str:
    first, unsure = swings(links)[0], worth_finding_out(links)
    said = (
        f"<b>{escape(first.link.name)}</b> moves the plan most: 10 in 100 lower or higher there, and "
        f"the plan is at {first.low:.0%} or {first.high:.0%}."
    )
    if unsure is not None:
        which = "it" if unsure.link is first.link else f"<b>{escape(unsure.link.name)}</b>"
        said += (
            f" From your own worst to your best guess, {which} takes the "
            f"plan from {unsure.low:.0%} to {unsure.high:.0%}. To find out more is worth most there: "
            "whom could you ask in a research meeting?"
        )
    if len(links) > 3 and all(link.odds >= 0.5 for link in links) and odds_of_plan(links) < 0.5:
        said += " Every link is likely, and the whole is not."
    return said

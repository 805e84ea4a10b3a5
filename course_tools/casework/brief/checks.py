"""What a brief still lacks, and what stands in the way of sending it out (T35; Brief 4.6 to 4.8)."""

from collections.abc import Iterable

from course_tools.casework.brief.figures import contradictions
from course_tools.casework.brief.model import CaseBrief
from course_tools.casework.brief.pieces import STORY_SECONDS, Story
from course_tools.casework.small_numbers import RULE
from course_tools.privacy.redaction import look_through
from course_tools.stored import number

FEWEST_RIVALS = 3
_FEW_HEARD = 10  # counts may be named only above this (Brief 7.3)
# What T34 says of a claim, and what that means for the brief. "supported" passes.
_VERDICTS = {
    "": "The claim has not been through the claim checker yet. Check it there.",
    "unclear": "The claim checker calls the claim unclear. Amend it until the table supports it.",
    "not supported": "The table behind the claim does not support it. Change the claim, or drop it.",
}


def missing_in_brief(brief: CaseBrief) -> list[str]:
    """What the brief still lacks, one sentence each; empty when nothing is missing."""
    return [words for has, words in _things(brief) if not has]


def in_the_way(brief: CaseBrief, claim: str = "", small_numbers: Iterable[str] = ()) -> list[str]:
    """Reasons why the brief may not be exported, one sentence each; empty when it may.

    `claim` is the claim checker's verdict on `brief.claim` as it stands now: "supported",
    "unclear", "not supported", or "" while it was not checked. `small_numbers` are the small-number
    guard's findings on the same table. Unknown verdicts block as well.
    """
    verdict = "" if claim == "supported" else _VERDICTS.get(claim, _VERDICTS["unclear"])
    return [
        *_about_the_claim(brief, verdict),
        *(f"“{brief.figures[place].called}”: {_HIDE}" for place in sorted(brief.hidden)),
        *small_numbers,
        *(fault for figure in brief.figures for fault in contradictions(figure)),
        *_about_listening(brief),
        *_about_the_story(brief.story),
        *_about_the_ask(brief),
    ]


_HIDE = f"{RULE.why} Take the figure out, add up several years, or use a larger group."


def _about_the_claim(brief: CaseBrief, verdict: str) -> Iterable[str]:
    if not brief.claim:
        yield "There is no claim yet. Write what the figures show, in one sentence."
    elif verdict:
        yield verdict
    if not any(figure.role == "ours" for figure in brief.figures):
        yield "There is no figure of ours yet. Put in the group that the case is about."
    if not any(_compares(brief, place) for place in range(len(brief.figures))):
        yield "There is no comparator. A number alone says nothing: put in one to compare with."
    rivals = [rival for rival in brief.rivals if rival.explanation]
    if len(rivals) < 2:
        yield (
            "There are no rival explanations yet. Write at least two, better three, with the "
            "evidence for and against each."
        )


def _compares(brief: CaseBrief, place: int) -> bool:
    figure = brief.figures[place]
    has_number = figure.share is not None or bool(figure.rate)
    return figure.role == "comparator" and has_number and place not in brief.hidden


def _about_listening(brief: CaseBrief) -> Iterable[str]:
    count = number(brief.heard.count)
    if count is not None and count <= _FEW_HEARD:
        yield (
            f"“Heard from {brief.heard.count}”: so few people could be recognized. "
            "Write “a few” instead of the number."
        )


def _about_the_story(story: Story) -> Iterable[str]:
    if not story.is_there:
        return
    if story.agreed is None:
        yield "No consent is noted for the story. Ask the person, and note the day they agreed."
    if not story.audience:
        yield "Say for whom the person agreed to tell the story; ask again for each new audience."
    if not story.can_withdraw:
        yield "Tell the person that they may change or withdraw the story, and tick that you did."
    if not story.no_child:
        yield "Tick that no child is named in the story; if one is, take the name out."
    for found in look_through([("who tells it", story.teller), ("the story", story.gist)]):
        # Capitalized words are mostly schools and places; the export preview asks about them.
        if found.kind != "capitals":
            yield (
                f"In {found.where}: “{found.text}” may be {found.words}. "
                "Use a role label; nobody in a story is named on this page."
            )


def _about_the_ask(brief: CaseBrief) -> Iterable[str]:
    ask = brief.ask
    if not ask.role:
        yield "The ask names nobody who can say yes. Name the role."
    if not ask.act:
        yield "There is no ask yet. Write what the person should do."
    if not ask.because or not ask.interest:
        yield "The ask needs two reasons: because of what, and what is in it for the one who decides."
    if ask.by is None and ask.by_written:
        yield f"The ask says “by {ask.by_written}”. That is no date: choose a day in the calendar."
    elif ask.by is None:
        yield "The ask has no date. Choose the day by which you want it done."


def _things(brief: CaseBrief) -> Iterable[tuple[bool, str]]:
    heard, story, ask = brief.heard, brief.story, brief.ask
    comparators = sum(_compares(brief, place) for place in range(len(brief.figures)))
    rivals = [rival for rival in brief.rivals if rival.explanation]
    when = brief.know_when
    yield bool(brief.headline), "Write the headline: the case in one line."
    yield bool(brief.who), "Say who you are."
    yield bool(heard.theme), "Say what you heard: the theme of your listening."
    yield bool(heard.from_whom), "Say from whom you heard it: roles and places, no names."
    yield bool(heard.count), "Say from how many you heard it; ten or fewer are “a few”."
    yield bool(brief.claim), "Write in one sentence what the figures show."
    yield bool(brief.meaning), "Say what the figures mean, in words you would say aloud."
    yield bool(brief.shown), "Put in the figures."
    yield (
        all(one.group and one.place and one.period and one.measure for one in brief.figures),
        "Say of every figure what it counts: group, place, period and measure.",
    )
    yield (
        all(one.counts or one.rate for one in brief.figures),
        "Put in the counts of every figure: how many, out of how many.",
    )
    yield comparators >= 2, "Compare with at least two others, such as another group and the area."
    yield bool(brief.sources), "Say where the figures are from."
    yield (
        all(one.licence and one.day for one in brief.sources),
        "Say of every source its licence and its date.",
    )
    yield bool(brief.definitions), "Explain the words of the figures: who counts, and as what."
    yield bool(brief.pupils), "Say how many pupils were counted."
    yield bool(brief.missing), "Say what is missing or hidden in the data, or that nothing is."
    yield bool(brief.cannot_show), "Say what the data cannot show."
    yield (
        len(rivals) >= FEWEST_RIVALS,
        "Write three rival explanations: three ways in which it could have come about.",
    )
    yield (
        all(rival.evidence_for and rival.evidence_against for rival in rivals),
        "Write for every explanation what speaks for it and what against it.",
    )
    yield (
        all(rival.disproof for rival in rivals),
        "Write for every explanation what would show that it is wrong.",
    )
    yield (
        bool(story.teller and story.gist),
        "Say who will tell their story, by role, and what it is about.",
    )
    yield (
        story.seconds is not None and 0 < story.seconds <= STORY_SECONDS,
        f"Time the story: it should take {STORY_SECONDS} seconds at most.",
    )
    yield len(brief.options) >= 2, "Write at least two things that could be done."
    yield all(one.cost for one in brief.options), "Write for every option what it costs."
    yield bool(ask.role), "Say who decides, by role."
    yield bool(ask.interest), "Say what is in it for the person who decides."
    yield bool(brief.target_how), "Say how you know that this person decides."
    yield bool(ask.act and ask.because), "Write the ask: what should be done, and because of what."
    yield ask.by is not None, "Choose the day by which you want it done."
    yield bool(brief.know_number), "Say by which number you will know that it worked."
    yield bool(brief.know_reader), "Say who reads that number."
    yield when is not None, "Choose the day on which it is read."
    yield (
        when is None or ask.by is None or when >= ask.by,
        "The number is to be read before the ask is due. Choose a later day for it.",
    )
    yield bool(brief.holder), "Say who holds the figures while others speak."
    yield (
        bool(brief.checked_by and brief.checked_on),
        "Say who checked the brief, by role, and on which day.",
    )

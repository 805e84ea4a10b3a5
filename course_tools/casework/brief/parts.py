"""What stands on the page, part by part, whatever it is written as: HTML or DOCX."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from course_tools.casework.brief.chart import evidence_table
from course_tools.casework.brief.model import CaseBrief
from course_tools.casework.brief.pieces import Source, Story, capital, said_day
from course_tools.plotting import Picture, Table

NOT_WRITTEN = "Nothing is written here yet."


@dataclass(frozen=True)
class Words:
    """A paragraph. "strong" is what must be seen first, "quiet" what may be read last."""

    text: str
    look: Literal["plain", "strong", "quiet"] = "plain"


@dataclass(frozen=True)
class Lines:
    """Ideas to say aloud, one a line."""

    ideas: tuple[str, ...]


Block = Words | Lines | Table | Picture


@dataclass(frozen=True)
class Part:
    """A part of the page under its heading. `id` is a kebab word."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def words(self) -> int:
        """How many words it has, tables included, pictures not."""
        return len(" ".join(_texts(self.blocks)).split())


def parts_of(brief: CaseBrief, picture: Picture | None) -> list[Part]:
    """The brief with its figures, in the order of the page."""
    ask = brief.ask
    return [
        Part("who", "Who we are", _said(brief.who)),
        Part("heard", "What we heard", _said(brief.heard.theme, quiet=_heard_from(brief))),
        Part("evidence", "What the data show", tuple(_evidence(brief, picture))),
        Part("cannot-show", "What the data cannot show", _said(brief.cannot_show)),
        Part("story", "The story", tuple(_story(brief))),
        Part("why", "Why it happens: rival explanations", (_rivals(brief),)),
        Part("options", "What could be done", (_options(brief),)),
        Part("target", "Who decides", _said(ask.role, _interest(brief), quiet=brief.target_how)),
        Part("ask", "What we ask", (Words(ask.sentence, "strong"),)),
        Part("know", "How we will know", _said(_know(brief))),
        Part("sources", "Sources and checks", tuple(_sources(brief))),
    ]


def consent_words(story: Story) -> str:
    """What was agreed about the story: for whom, on which day, and that it may be taken back."""
    if story.agreed is None:
        return "Consent is not noted yet: do not tell or print this story."
    audience = f", for {story.audience.rstrip('.')}" if story.audience else ""
    withdraw = " They may change or withdraw it at any time." if story.can_withdraw else ""
    return f"Agreed on {said_day(story.agreed)}{audience}.{withdraw} Ask again before any other audience."


def sentence(words: str) -> str:
    """Words as a sentence: a capital at the start, a stop at the end."""
    words = capital(words.strip())
    return words if words[-1:] in (*".!?…", "") else f"{words}."


def _said(*texts: str, quiet: str = "") -> tuple[Words, ...]:
    said = [Words(sentence(text)) for text in texts if text]
    if not said:
        return (Words(NOT_WRITTEN, "quiet"),)
    return (*said, Words(sentence(quiet), "quiet")) if quiet else tuple(said)


def _heard_from(brief: CaseBrief) -> str:
    heard = brief.heard
    whom = " ".join(word for word in (heard.count, heard.from_whom) if word)
    return f"From {whom}" if whom else ""


def _evidence(brief: CaseBrief, picture: Picture | None) -> Sequence[Block]:
    blocks: list[Block] = [Words(brief.claim or NOT_WRITTEN, "strong")]
    if brief.meaning:
        blocks.append(Words(brief.meaning))
    own = evidence_table(brief)
    if picture is not None:
        blocks.append(picture)
        if picture.table != own:
            blocks.append(picture.table)
        blocks.extend(picture.more)
    if brief.figures:
        blocks.append(own)
    lines = "Lines in the picture: 95% interval." if picture is not None else ""
    counted = f"Counted: {sentence(brief.pupils)}" if brief.pupils else ""
    missing = f"Missing or hidden: {sentence(brief.missing)}" if brief.missing else ""
    definitions = sentence(brief.definitions)
    if said := " ".join(part for part in (lines, definitions, counted, missing) if part):
        blocks.append(Words(said, "quiet"))
    return blocks


def _story(brief: CaseBrief) -> Sequence[Block]:
    story = brief.story
    if not story.is_there:
        return [Words(NOT_WRITTEN, "quiet")]
    length = f" ({story.seconds:g} seconds)" if story.seconds else ""
    told = sentence(f"told by {story.teller or '[role]'}, in person{length}")
    gist = f"{sentence(story.gist)} " if story.gist else ""
    return [Words(gist + told), Words(consent_words(story), "quiet")]


def _rivals(brief: CaseBrief) -> Block:
    if not brief.rivals:
        return Words(NOT_WRITTEN, "quiet")
    columns = ("Explanation", "For it", "Against it", "We would be wrong if")
    rows = [
        (one.explanation, one.evidence_for, one.evidence_against, one.disproof)
        for one in brief.rivals
    ]
    return Table("Each with the evidence we have", columns, rows)


def _options(brief: CaseBrief) -> Block:
    if not brief.options:
        return Words(NOT_WRITTEN, "quiet")
    rows = [(one.option, one.where, one.cost) for one in brief.options]
    return Table("Options and costs", ("Option", "Where it is done", "Cost"), rows)


def _interest(brief: CaseBrief) -> str:
    interest = brief.ask.interest
    return f"Their interest: {interest}" if interest else ""


def _know(brief: CaseBrief) -> str:
    reader = f", read by {brief.know_reader}" if brief.know_reader else ""
    when = f", on {said_day(brief.know_when)}" if brief.know_when else ""
    return f"{brief.know_number.rstrip('.')}{reader}{when}" if brief.know_number else ""


def _sources(brief: CaseBrief) -> Sequence[Block]:
    sources: Sequence[Source] = brief.sources
    day = f", {said_day(brief.checked_on)}" if brief.checked_on else ""
    checked = f"Checked by {brief.checked_by}{day}." if brief.checked_by else "Not checked yet."
    return [
        *(Words(sentence(source.words), "quiet") for source in sources),
        Words(checked, "quiet"),
    ]


def _texts(blocks: Sequence[Block]) -> Sequence[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Words):
            found.append(block.text)
        elif isinstance(block, Lines):
            found.extend(block.ideas)
        elif isinstance(block, Table):
            found.extend(str(cell) for row in (block.columns, *block.rows) for cell in row)
    return found

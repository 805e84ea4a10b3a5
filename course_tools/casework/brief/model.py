"""A case brief as it was written (Brief 4.8, record R5), read from an answer that may be anything.

{"headline": …, "notice": …, "who": …, "heard": …, "heard-from": …, "heard-count": …,
 "claim": …, "meaning": …, "definitions": …, "missing": …, "pupils": …, "cannot-show": …,
     "holder": …,
 "figures": [{"role", "group", "place", "period", "measure", "counted", "out-of", "rate",
              "interval", "comparison"}],
 "sources": [{"title", "publisher", "licence", "day"}],
 "rivals": [{"explanation", "for", "against", "disprove"}],
 "story-teller": …, "story": …, "story-agreed": …, "story-audience": …,
 "story-withdraw": true, "story-no-child": true, "story-seconds": 90,
 "options": [{"option", "where", "cost"}], "target": …, "target-interest": …, "target-how": …,
 "ask-act": …, "ask-by": "2026-05-29", "ask-because": …,
 "know-number": …, "know-reader": …, "know-when": …, "checked-by": …, "checked-on": …}
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from course_tools.casework.brief.figures import GroupFigure, to_hide
from course_tools.casework.brief.pieces import Ask, Heard, Option, Rival, Source, Story
from course_tools.stored import day_in, line, number, rows_in

_MOST_ROWS = 50  # looked at in a table that did not come from the form


@dataclass(frozen=True)
class CaseBrief:
    """Everything on the page. Texts are one line each, "" while nothing was written.

    `ask.role` and `ask.interest` are the target's; `target_how` says how we know they decide.
    `holder` is the role of the person who holds the figures while others speak.
    """

    headline: str
    notice: str
    who: str
    heard: Heard
    claim: str
    meaning: str
    figures: tuple[GroupFigure, ...]
    sources: tuple[Source, ...]
    definitions: str
    missing: str
    pupils: str
    cannot_show: str
    rivals: tuple[Rival, ...]
    story: Story
    options: tuple[Option, ...]
    target_how: str
    ask: Ask
    know_number: str
    know_reader: str
    know_when: date | None
    checked_by: str
    checked_on: date | None
    holder: str

    @property
    def hidden(self) -> frozenset[int]:
        """The places of figures that the small-number rule keeps off every page."""
        return to_hide(self.figures)

    @property
    def shown(self) -> tuple[GroupFigure, ...]:
        """The figures that may be shown."""
        hidden = self.hidden
        return tuple(one for place, one in enumerate(self.figures) if place not in hidden)


def read_case_brief(answer: Any) -> CaseBrief:
    """The brief in an answer, which may be anything. Never raises."""
    given = answer if isinstance(answer, dict) else {}

    def text(key: str) -> str:
        return _text(given.get(key))

    def rows(key: str, kind: Any, *names: str) -> tuple[Any, ...]:
        read = [[_text(row.get(name)) for name in names] for row in rows_in(given, key, _MOST_ROWS)]
        return tuple(kind(*parts) for parts in read if any(parts))

    figures = [_figure(row) for row in rows_in(given, "figures", _MOST_ROWS)]
    return CaseBrief(
        headline=text("headline"),
        notice=text("notice"),
        who=text("who"),
        heard=Heard(text("heard"), text("heard-from"), _as_written(given.get("heard-count"))),
        claim=text("claim"),
        meaning=text("meaning"),
        figures=tuple(figure for figure in figures if figure is not None),
        sources=rows("sources", Source, "title", "publisher", "licence", "day"),
        definitions=text("definitions"),
        missing=text("missing"),
        pupils=_as_written(given.get("pupils")),
        cannot_show=text("cannot-show"),
        rivals=rows("rivals", Rival, "explanation", "for", "against", "disprove"),
        story=_story(given),
        options=rows("options", Option, "option", "where", "cost"),
        target_how=text("target-how"),
        ask=Ask(
            text("target"),
            text("ask-act"),
            day_in(given.get("ask-by")),
            text("ask-by"),
            text("ask-because"),
            text("target-interest"),
        ),
        know_number=text("know-number"),
        know_reader=text("know-reader"),
        know_when=day_in(given.get("know-when")),
        checked_by=text("checked-by"),
        checked_on=day_in(given.get("checked-on")),
        holder=text("holder"),
    )


def _figure(row: dict[str, Any]) -> GroupFigure | None:
    names = ("group", "place", "period", "measure")
    group, place, period, measure = (_as_written(row.get(name)) for name in names)
    written = [_as_written(row.get(key)) for key in ("counted", "out-of")]
    counts = [_count(value) for value in written]
    unreadable = [
        text for text, count in zip(written, counts, strict=True) if text and count is None
    ]
    words = [_as_written(row.get(key)) for key in ("rate", "interval", "comparison")]
    if not any([group, place, *written, *words]):
        return None
    return GroupFigure(
        role="ours" if row.get("role") == "ours" else "comparator",
        group=group,
        place=place,
        period=period,
        measure=measure,
        counted=counts[0],
        out_of=counts[1],
        rate=words[0],
        interval=words[1],
        comparison=words[2],
        unreadable=tuple(unreadable),
    )


def _story(given: dict[Any, Any]) -> Story:
    return Story(
        _text(given.get("story-teller")),
        _text(given.get("story")),
        day_in(given.get("story-agreed")),
        _text(given.get("story-audience")),
        given.get("story-withdraw") is True,
        given.get("story-no-child") is True,
        number(given.get("story-seconds")),
    )


def _text(value: Any) -> str:
    """Text on one line, without characters that a document cannot hold; "" for what is no text."""
    written = line(value)
    return written if written.isprintable() else line("".join(map(_printable, written)))


def _printable(character: str) -> str:
    """Two joiners print nothing, and yet words of some languages need them."""
    return character if character.isprintable() or character in "\u200c\u200d" else ""


def _as_written(value: Any) -> str:
    """Text or a plain number as text; "" for anything else."""
    if isinstance(value, str):
        return _text(value)
    found = number(value)
    return "" if found is None else f"{found:.15g}"


def _count(written: str) -> int | None:
    """A whole number of pupils, also "1,134"; None for anything else."""
    found = number(
        written.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", written) else written
    )
    return int(found) if found is not None and found >= 0 and found.is_integer() else None

"""The form: a claim in words; below it, whether the table bears it out, and what to look at again."""

from datetime import date, datetime
from html import escape

from course_tools.answers import AnswerSheet, Json
from course_tools.casework import chosen as choice
from course_tools.casework import questions
from course_tools.casework.behind import definitions_of, evidence_of, figures_of, source_of
from course_tools.casework.chosen import read_chosen
from course_tools.casework.claims import Checked, Evidence, Finding, check_claim
from course_tools.casework.claims.check import QUESTIONS
from course_tools.casework.comparison import Comparison
from course_tools.casework.questions import answered, read_asked
from course_tools.casework.shelf import path_of
from course_tools.errors import CourseError
from course_tools.stored import line
from course_tools.widgets.fields import Field, Number, Tick, Words
from course_tools.widgets.tool import Answer, show_tool

QUESTION = "claim"
_VERDICTS = {
    "supported": "Supported: the table behind it says the same.",
    "unclear": "Unclear: the table neither bears it out nor contradicts it.",
    "not supported": "Not supported: the table says something else.",
}
_MARKS = {"pass": "✓", "amend": "✎", "cannot tell": "?"}
_FIELDS: tuple[Field, ...] = (
    Words(
        "claim",
        "Your claim, in one or two sentences",
        lines=3,
        hint="In (year), (how many) of (how many) … (what), against … of …",
    ),
    Words("rival-1", "One other explanation for the gap"),
    Words("rival-2", "A second one"),
    Words("rival-3", "A third one: what if the numbers themselves are wrong?"),
    Number("looked-at", "How many groups did you look at before you chose this one?", 1, 30, 1, 1),
    *(Tick(key, words) for key, words in QUESTIONS.items()),
)


def claim_checker(sheet: AnswerSheet) -> None:
    """T34: is the sentence complete, fair, and borne out by the comparison on this page?"""

    def evidence(answer: Answer) -> Evidence:
        chosen = read_chosen(sheet.answer(choice.QUESTION))
        try:
            found = answered(chosen, read_asked(sheet.answer(questions.QUESTION)))
            fetched = datetime.fromtimestamp(path_of(chosen.file).stat().st_mtime).date()
        except CourseError as problem:
            raise ValueError(str(problem)) from None
        return evidence_behind(found, fetched, answer)

    def words(answer: Answer) -> str:
        behind = evidence(answer)
        claim = line(answer.get("claim"))
        ticked = [key for key in QUESTIONS if answer.get(key) is True]
        if not claim:
            return (
                f"{_table(behind)}<p>Write your claim above, and it is laid beside this table.</p>"
            )
        return f"{_as_html(check_claim(claim, behind, ticked))}{_table(behind)}"

    show_tool(
        sheet,
        QUESTION,
        "Write the claim, and lay it beside the table",
        _FIELDS,
        picture=None,
        words=words,
        intro="Say what the numbers show, no more. The checker reads by rules, and it can be wrong. "
        "Where it cannot tell, it says so. The last two questions only you can answer.",
        follows=[choice.QUESTION, questions.QUESTION],
    )


def evidence_behind(comparison: Comparison, fetched: date, answer: Json) -> Evidence:
    """The evidence of a comparison, with the rivals and the number of groups that were written."""
    given = answer if isinstance(answer, dict) else {}
    looked_at = given.get("looked-at")
    return evidence_of(
        {"figures": figures_of(comparison), "sources": [source_of(comparison, fetched)]},
        rivals=[line(given.get(f"rival-{number}")) for number in (1, 2, 3)],
        groups_compared=looked_at if isinstance(looked_at, int) else 1,
        definition=definitions_of(comparison),
        more_is=comparison.measure.more_is,
    )


def _as_html(checked: Checked) -> str:
    reasons = "".join(f"<li>{escape(reason.words)}</li>" for reason in checked.reasons)
    order = {"amend": 0, "cannot tell": 1, "pass": 2}
    findings = sorted(checked.findings, key=lambda one: order[one.verdict])
    listed = "".join(f"<li>{_finding(one)}</li>" for one in findings)
    open_ones = "".join(f"<li>{escape(QUESTIONS[key])}</li>" for key in checked.open_questions)
    return (
        f"<p><b>{_VERDICTS[checked.verdict]}</b></p><ul>{reasons}</ul>"
        f"<p><b>The checklist</b> (✓ fine, ✎ change it, ? look yourself)</p><ul>{listed}</ul>"
        + (f"<p><b>Only you can say:</b></p><ul>{open_ones}</ul>" if open_ones else "")
        + (f"<p>{escape(checked.note)}</p>" if checked.note else "")
    )


def _finding(one: Finding) -> str:
    remedy = f" <i>{escape(one.remedy)}</i>" if one.remedy and one.verdict != "pass" else ""
    return f"{_MARKS[one.verdict]} {escape(one.words)}{remedy}"


def _table(evidence: Evidence) -> str:
    rates = [(f"{evidence.about.group}, {evidence.about.place}", evidence.rate)]
    rates += [(one.name, one.rate) for one in evidence.printable]
    if not evidence.may_print:
        rates = rates[1:]
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{rate.numerator:,}</td>'
        f"<td>{rate.denominator:,}</td><td>{100 * rate.share:.1f}%</td></tr>"
        for name, rate in rates
    )
    about = f"{evidence.about.measure}, {evidence.about.period}"
    return (
        f'<table class="course-numbers"><caption>The table behind the claim: {escape(about)}</caption>'
        '<thead><tr><th scope="col">Who</th><th scope="col">Number</th><th scope="col">Of</th>'
        f'<th scope="col">Rate</th></tr></thead><tbody>{rows}</tbody></table>'
    )

"""What participants and staff read: words, rubric and comments, and nothing that can act."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter

from course_tools.grading.autograde import grade
from course_tools.grading.comments import read_comment
from course_tools.grading.configuration import settings_of
from course_tools.grading.feedback import feedback_file, give_feedback
from course_tools.grading.gradebook import open_gradebook, record_points, register_assignment
from course_tools.grading.page import page_of
from course_tools.grading.sanitizing import clean_html, words_as_html
from course_tools.grading.shown import answer_as_html
from course_tools.rubric import Criterion

from .conftest import MODEL, NAME, complete_hand_in, new_hand_in

ATTACKS = [
    "<script>steal()</script>",
    "<img src=x onerror=steal()>",
    '<img src="https://evil.example/track.png">',
    "![x](https://evil.example/track.png)",
    '<a href="javascript:steal()">x</a>',
    "[x](javascript:steal())",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '<iframe src="https://evil.example"></iframe>',
    "<style>body{display:none}</style>",
    '<p style="position:fixed;inset:0" class="reached" id="power-paper">x</p>',
    '<svg onload="steal()"><script>steal()</script></svg>',
    '<form action="https://evil.example"><input name="score" class="score tabbable"></form>',
    '<object data="x"></object><embed src="x"><base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    '<math><mtext></p><style><a title="</style><img src=x onerror=steal()>">',
    "</div></section></main><script>steal()</script>",
    "</textarea></script><script>steal()</script>",
    "{{ resources }} {% raw %} {{ 7 * 7 }}",
    "![x](attachment:gone.png) ![y](attachment:drawn.svg)",
]
COMMENT = """Two lenses: 4
Your own power: 3 – you name the microphone
Evidence: 2

Strength: You counted.
Question: Who wrote the card?
Next: Ask one family by Friday.

Thank you. <script>steal()</script>"""


@pytest.fixture(scope="module")
def pages(course: Path) -> Path:
    """One sound, one hostile and one blank hand-in, graded and with feedback."""
    complete_hand_in(course, "ana")
    new_hand_in(course, "blank")
    hostile = complete_hand_in(course, "hostile")
    hostile.write("\n\n".join(ATTACKS))
    hostile.cell(NAME)["attachments"] = {
        "drawn.svg": {"image/svg+xml": "PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+"},
        "fake.png": {"image/png": '"><script>steal()</script>'},
    }
    own = {"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(ATTACKS), "id": "own"}
    hostile.notebook["cells"].insert(0, own)
    hostile.answer(
        power_map={"decision": ATTACKS[0], "players": [{"name": ATTACKS[1], "<b>": ATTACKS[5]}]},
        reading_gaventa=ATTACKS[:3],
    )
    hostile.save()
    assert grade(course, NAME).failed == {}
    record_points(course, NAME, "ana", NAME, points=15, comment=COMMENT)
    report = give_feedback(course, NAME)
    assert report.failed == {}
    assert report.waiting == ["hostile"]
    return course


def feedback_of(course: Path, student: str) -> BeautifulSoup:
    text = feedback_file(course, NAME, student).read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser")


def grading_page(course: Path, student: str) -> BeautifulSoup:
    """The page as nbgrader's server extension makes it: its exporter, its resources."""
    with open_gradebook(course) as gradebook:
        found = gradebook.find_submission_notebook(NAME, NAME, student)
        submission_id = found.id
    config = settings_of(course)
    config.HTMLExporter.template_name = "formgrade"
    resources: dict[str, Any] = {
        "assignment_id": NAME,
        "notebook_id": NAME,
        "submission_id": submission_id,
        "index": 0,
        "total": 3,
        "base_url": "",
        "student": student,
        "last_name": None,
        "first_name": None,
        "notebook_path": "x",
    }
    path = course / "autograded" / student / NAME / f"{NAME}.ipynb"
    html, _ = HTMLExporter(config=config).from_filename(str(path), resources=resources)
    return BeautifulSoup(html, "html.parser")


def harmful(page: BeautifulSoup) -> list[str]:
    """Everything in a page that could act, load or disguise itself, our own scripts left out."""
    found = []
    for tag in page.find_all(True):
        if tag.name in {"iframe", "object", "embed", "base", "form", "svg", "math", "template"}:
            found.append(tag.name)
        if tag.name == "script" and not tag.get("nonce"):
            found.append("script")
        if tag.name == "meta" and tag.get("http-equiv", "").lower() == "refresh":
            found.append("refresh")
        for name, value in tag.attrs.items():
            text = " ".join(value) if isinstance(value, list) else str(value)
            if name.startswith("on") or name in {"style", "srcset", "srcdoc", "formaction"}:
                found.append(f"{tag.name} {name}")
            if name in {"href", "src", "data", "action"} and re.match(
                r"\s*(javascript|data:text|vbscript)", text, re.IGNORECASE
            ):
                found.append(f"{tag.name} {name}={text[:30]}")
            if name == "src" and tag.name != "script" and not text.startswith("data:image/"):
                found.append(f"{tag.name} src={text[:30]}")
            if name == "href" and tag.name == "link" and text.startswith(("http", "//")):
                found.append(f"link {text[:30]}")
    return found


@pytest.mark.parametrize("student", ["ana", "blank", "hostile"])
def test_nothing_on_the_feedback_page_can_act(pages: Path, student: str) -> None:
    """Do scripts, handlers, frames, styles and remote pictures do nothing on a feedback page?"""
    page = feedback_of(pages, student)
    assert harmful(page) == []
    assert page.find_all("script") == []
    assert len(page.find_all("style")) == 1
    [policy] = page.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert "default-src 'none'" in policy["content"]


def test_nothing_of_a_participant_can_act_on_the_grading_page(pages: Path) -> None:
    """Do only nbgrader's and our own scripts run there, each with the page's secret word?"""
    page = grading_page(pages, "hostile")
    assert harmful(page) == []
    nonces = {script["nonce"] for script in page.find_all("script")}
    [policy] = page.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert len(nonces) == 1
    assert f"script-src 'nonce-{nonces.pop()}';" in policy["content"]
    assert "evil.example/track" not in str(page.find_all("img"))
    assert all("steal" not in (script.string or "") for script in page.find_all("script"))
    assert len(page.find_all(id=NAME)) == 1
    other = grading_page(pages, "hostile").find("script")
    assert other is not None
    assert other["nonce"] not in str(policy)


def test_grading_page_has_what_nbgraders_scripts_need(pages: Path) -> None:
    """Can points and comments be entered for every graded part, with the rubric beside them?"""
    page = grading_page(pages, "ana")
    for name in ("reading-gaventa", "reading-hunjan-pettit", NAME, "power-map-complete"):
        box = page.find(id=name)
        assert box is not None
        assert "score" in box["class"]
        assert box["aria-label"].startswith("Points for")
        assert box.find_parent(class_="nbgrader_cell")
    comment = page.find(id=f"{NAME}-comment")
    assert comment is not None
    assert comment.find_parent(class_="nbgrader_cell") is not None
    assert page.find("label", attrs={"for": f"{NAME}-comment"})
    assert len(page.find_all("button", class_="level")) == 20
    assert "mathjax" not in " ".join(s.get("src", "") for s in page.find_all("script")).lower()
    assert "58 people" in page.get_text()


def test_feedback_shows_words_levels_and_points(pages: Path) -> None:
    """Does a participant see their words, the level reached in each row, and the sum?"""
    page = feedback_of(pages, "ana")
    text = " ".join(page.get_text().split())
    assert "22 of 27 points" in text
    assert "58 people" in text
    reached = [cell.get_text(" ", strip=True) for cell in page.select("td.reached")]
    assert [words[2] for words in reached] == ["4", "3", "2"]
    for words in ("One strength You counted.", "Who wrote the card?", "Ask one family by Friday."):
        assert words in text
    assert "you name the microphone" in text
    assert "Library services manager" in text
    assert page.select(".words table th")[0].get_text() == "Name"


def test_feedback_hides_code_and_markers(pages: Path) -> None:
    """Is there no code, no check, no marker and no model answer's file on any page?"""
    for student in ("ana", "blank", "hostile"):
        text = feedback_of(pages, student).get_text()
        for hidden in (
            "award(",
            "import ",
            "### BEGIN",
            "show_answer",
            "answer_sheet",
            "Write here",
        ):
            assert hidden not in text


def test_ungraded_is_said(pages: Path) -> None:
    """Does a paper that nobody read yet say so, and is it left out of the sum?"""
    page = feedback_of(pages, "hostile")
    section = page.find(id=NAME)
    assert section is not None
    assert "Not graded yet" in section.get_text()
    assert "so far" in page.get_text()
    assert "1 part is not graded yet" in " ".join(page.get_text().split())


def test_missing_parts_are_said(pages: Path) -> None:
    """Does a participant read what the course did not find?"""
    section = feedback_of(pages, "blank").find(id="power-map-complete")
    assert section is not None
    assert "at least 5 players" in section.get_text()
    assert "0 of 4 points" in " ".join(section.get_text().split())


def test_lateness_is_said(pages: Path) -> None:
    """Once the course has a due date, does the page say how late a hand-in was?"""
    assert page_of(pages, NAME, "ana").late == ""
    register_assignment(pages, NAME, due=datetime(2024, 8, 31, 23, 0, tzinfo=UTC))
    assert page_of(pages, NAME, "ana").late == "1 day late"
    register_assignment(pages, NAME, due=datetime(2030, 1, 1, tzinfo=UTC))
    assert page_of(pages, NAME, "ana").late == ""


def test_page_stands_alone(pages: Path) -> None:
    """Does a feedback page load nothing, so that it opens from a file and without a network?"""
    page = feedback_of(pages, "ana")
    assert page.find_all(["link", "img", "script", "video", "audio", "source"]) == []
    text = str(page.find("style"))
    assert "url(" not in text
    assert "@import" not in text


def test_honest_markdown_survives() -> None:
    """Do headings, lists, quotes, tables and links of an honest text stay?"""
    html = words_as_html(
        "# Big\n\n- a\n- b\n\n> said\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n[l](https://a.org)"
    )
    for part in (
        "<h4>Big</h4>",
        "<li>a</li>",
        "<blockquote>",
        "<td>1</td>",
        'href="https://a.org"',
    ):
        assert part in html


def test_attached_pictures_survive_when_they_are_pictures() -> None:
    """Is a pasted photo of a flipchart still shown?"""
    html = words_as_html("![chart](attachment:a.png)", {"a.png": {"image/png": "iVBORw0KGgo="}})
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in html


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_attack_alone(attack: str) -> None:
    """Is each attack harmless when cleaned as HTML, as Markdown and as an answer?"""
    for html in (clean_html(attack), words_as_html(attack), answer_as_html({"x": attack})):
        page = BeautifulSoup(html, "html.parser")
        assert harmful(page) == []
        assert page.find(["script", "style", "input", "meta"]) is None


def test_answers_of_any_kind_can_be_shown() -> None:
    """Is every JSON value shown, blank or odd, long or deep?"""
    values = [
        None,
        "",
        [],
        {},
        [[["x"]]],
        {"a": {"b": [1, True, None]}},
        [{"a": 1}, {"b": 2}],
        1e300,
    ]
    for value in [*values, "x" * 100_000, [{"r": i} for i in range(1_000)]]:
        assert len(answer_as_html(value)) < 60_000
    json.dumps(answer_as_html("\ud800 half")).encode()


def test_comments_in_one_line_are_understood() -> None:
    """Are the three parts found when a marker writes them in one paragraph?"""
    criteria = [
        Criterion("two-lenses", "Two lenses", 4, {}),
        Criterion("evidence", "Evidence", 4, {}),
    ]
    read = read_comment(
        "two lenses: 3\n- **Evidence**: 2 (general)\nOne strength: you counted. One question: why "
        "then? One next action: ask Ana.\nTime: 4 o'clock",
        criteria,
    )
    assert read.levels == {"two-lenses": 3, "evidence": 2}
    assert (read.strength, read.question) == ("you counted.", "why then?")
    assert read.next_action.startswith("ask Ana.")
    assert read_comment("", criteria).levels == {}
    assert MODEL[NAME]

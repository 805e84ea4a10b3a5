"""The case brief on paper: one sheet in the browser, and the same in Word."""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.document import Document
from docx.oxml.ns import qn
from playwright.sync_api import Browser, sync_playwright

from course_tools.casework.brief.chart import evidence_picture, evidence_picture_without_numbers
from course_tools.casework.brief.docx import brief_as_docx, brief_without_numbers_as_docx
from course_tools.casework.brief.example import larkfield, larkfield_answer
from course_tools.casework.brief.model import CaseBrief, read_case_brief
from course_tools.casework.brief.numbers_hidden import has_number
from course_tools.casework.brief.page import brief_as_html, brief_without_numbers_as_html
from course_tools.plotting import Picture
from tests.browser.conftest import CHROMIUM, FLAGS

Page = Callable[[CaseBrief], str]


def with_figures(brief: CaseBrief) -> str:
    return brief_as_html(brief, evidence_picture(brief))


def without_figures(brief: CaseBrief) -> str:
    return brief_without_numbers_as_html(brief, evidence_picture_without_numbers(brief))


def opened(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


def both_documents(brief: CaseBrief) -> list[bytes]:
    return [
        brief_as_docx(brief, evidence_picture(brief)),
        brief_without_numbers_as_docx(brief, evidence_picture_without_numbers(brief)),
    ]


@cache
def larkfield_documents() -> list[bytes]:
    return both_documents(larkfield())


def longer(times: int) -> CaseBrief:
    """Larkfield with some of its texts written several times over."""
    answer: dict[str, Any] = larkfield_answer()
    for key in ("heard", "cannot-show", "meaning"):
        answer[key] = " ".join([answer[key]] * times)
    answer["rivals"] = [
        {k: " ".join([v] * times) for k, v in row.items()} for row in answer["rivals"]
    ]
    return read_case_brief(answer)


def test_the_document_has_real_headings_and_tables() -> None:
    """Does Word find the headings, the header rows, the language and the words of the picture?"""
    brief = larkfield()
    picture = evidence_picture(brief)
    document = opened(larkfield_documents()[0])
    headings = [p for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert [p.text for p in headings] == [brief.headline]
    parts = [p.text.strip() for p in document.paragraphs if p.style and p.style.name == "Heading 2"]
    assert parts[0] == "Who we are" and parts[-1] == "Sources and checks"
    assert len(parts) == 11
    assert len(document.tables) == 3
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert document.tables[0].cell(1, 1).text == "36 of 90"
    (described,) = document.element.body.iter(qn("wp:docPr"))
    assert picture and described.get("descr") == picture.alt
    language = document.styles.element.find(f".//{qn('w:lang')}")
    assert language is not None and language.get(qn("w:val")) == "en-US"
    assert brief.ask.sentence in [p.text for p in document.paragraphs]


def test_both_documents_say_what_the_pages_say() -> None:
    """Does every line of the document stand on the page, too?"""
    brief = larkfield()
    for written, page in zip(larkfield_documents(), (with_figures, without_figures), strict=True):
        html = page(brief).replace("&#x27;", "'")
        for paragraph in opened(written).paragraphs:
            if paragraph.text.strip() and not paragraph.text.isupper():
                assert paragraph.text.strip() in html


def test_the_document_without_figures_has_none() -> None:
    """Are the only digits those of the three dates, also in the words of the picture?"""
    document = opened(larkfield_documents()[1])
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for day in ("20 April 2025", "30 May 2025", "23 January 2026"):
        assert day in text
        text = text.replace(day, "")
    assert not has_number(text)
    (described,) = document.element.body.iter(qn("wp:docPr"))
    assert described.get("descr") and not has_number(described.get("descr"))


def test_the_same_brief_gives_the_same_bytes() -> None:
    """Is there nothing in the file of the machine, its user or the time of day?"""
    for first, second in zip(larkfield_documents(), both_documents(larkfield()), strict=True):
        assert first == second
        with zipfile.ZipFile(io.BytesIO(first)) as file:
            assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert not [name for name in file.namelist() if "thumbnail" in name]
        known = opened(first).core_properties
        assert (known.author, known.last_modified_by, known.comments) == ("", "", "")
        assert known.created and known.created.year == 2025
        assert "A fare, a bus and a bell" in known.title


def test_markup_stays_text_in_word() -> None:
    """Are signs of markup kept as typed, and what no document can hold left out?"""
    answer = {
        **larkfield_answer(),
        "headline": "</w:t><w:p> & \x00\x1b ]]> 👩‍👧 €",
        "who": "\ud800 us",
    }
    document = opened(both_documents(read_case_brief(answer))[0])
    assert "</w:t><w:p> & ]]> 👩‍👧 €" in [paragraph.text for paragraph in document.paragraphs]
    empty = read_case_brief({})
    for written in (brief_as_docx(empty, None), brief_without_numbers_as_docx(empty, None)):
        assert opened(written).paragraphs


def test_the_picture_in_the_document_is_sharp() -> None:
    """Is it a PNG of 200 dots an inch?"""
    picture = evidence_picture(larkfield())
    assert isinstance(picture, Picture)
    wide = round(200 * picture.figure.get_size_inches()[0])
    (shape,) = opened(larkfield_documents()[0]).inline_shapes
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip.embed
    image = opened(larkfield_documents()[0]).part.related_parts[blip].image
    assert (image.content_type, image.px_width) == ("image/png", wide)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, closed again before other tests run."""
    if not CHROMIUM or not shutil.which(CHROMIUM):
        reason = "No Chromium found. Install Debian's 'chromium', or set WORKBOOK_CHROMIUM."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def pages_in(browser: Browser, html: str, paper: str) -> int:
    """How many sheets a page takes when it is printed."""
    page = browser.new_page()
    page.set_content(html)
    pdf = page.pdf(format=paper, print_background=True)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.browser
@pytest.mark.parametrize("page", [with_figures, without_figures])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_example_fits_on_one_sheet(browser: Browser, page: Page, paper: str) -> None:
    """Is the worked example one sheet, on both papers, and is no length complained of?"""
    html = page(larkfield())
    assert pages_in(browser, html, paper) == 1
    assert "Shorten" not in html


@pytest.mark.browser
@pytest.mark.parametrize("page", [with_figures, without_figures])
def test_what_is_too_long_is_said_and_not_cut(browser: Browser, page: Page) -> None:
    """Does a page that needs a second sheet say which part to shorten, with all words still there?"""
    lengths = [(pages_in(browser, html, "Letter"), html) for html in map(page, map(longer, (2, 4)))]
    assert lengths[-1][0] > 1
    for sheets, html in lengths:
        if sheets > 1:
            assert "too long for one printed sheet" in html
            assert re.search(r"“[^”]+” has \d+ words; about \d+ fit", html)
    assert html.count("any one child") == 4


@pytest.mark.browser
@pytest.mark.parametrize("page", [with_figures, without_figures])
def test_the_page_is_accessible_and_asks_for_nothing(browser: Browser, page: Page) -> None:
    """Does axe find no fault, does nothing load from elsewhere, and does it fit a phone?"""
    window = browser.new_page()
    asked: list[str] = []
    window.on("request", lambda request: asked.append(request.url))
    window.set_content(page(larkfield()))
    found = Axe().run(window).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == []
    assert window.locator("html").get_attribute("lang") == "en"
    window.set_viewport_size({"width": 390, "height": 844})
    assert window.evaluate("document.documentElement.scrollWidth") <= 390
    window.close()

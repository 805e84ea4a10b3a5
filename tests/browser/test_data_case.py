"""A case is built in the browser, from the invented data and from a file that a participant brings."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from course_tools import casework
from course_tools.casework.pictures.notes import percent
from tests.browser.conftest import REPOSITORY, Workbook, picture
from tests.browser.test_pages import OURS, serious

LESSON = "modules/08-data-case/08-data-case.ipynb"
REAL = REPOSITORY.parent / "shared" / "reference" / "real-data" / "815_2019_ks4.csv"
CLAIM = (
    "In 2023/24, 36 of 90 pupils eligible for free school meals at Larkfield Primary School were "
    "persistently absent (40%, likely range 30% to 50%), against 42 of 210 other pupils (20%)."
)


@pytest.fixture
def form(page: Page, workbook: Workbook) -> Iterator[Locator]:
    """The first form of the lesson, ready."""
    page.goto(workbook.link(LESSON))
    first = page.locator(".course-q-data-choice")
    expect(first.locator(".course-status").first).to_be_visible()
    yield first


def choose(form: Locator, label: str, part: str) -> None:
    """Choose the option that contains some words, once it is there."""
    field = form.get_by_label(label, exact=False)
    expect(field.locator("option", has_text=part).first).to_be_attached()
    value = field.locator("option", has_text=part).first.get_attribute("value")
    field.select_option(value=value)


def bring_in(page: Page, form: Locator, file: Path) -> None:
    """Through the button and the browser's own file dialog."""
    with page.expect_file_chooser() as chooser:
        form.get_by_role("button", name="Bring in a file of my own", exact=False).click()
    chooser.value.set_files(file)


def write(form: Locator, answers: dict[str, str]) -> None:
    for label, words in answers.items():
        form.get_by_label(label, exact=False).first.fill(words)


def test_case_from_the_invented_data(page: Page, form: Locator, workbook: Workbook) -> None:
    """From choosing a file to four pages in my-work: is it all there, and are they what was written?"""
    choose(form, "Which file?", "absence_3term_by_group")
    expect(form.get_by_text("are invented, for practice", exact=False).first).to_be_visible()
    choose(form, "Which area?", "Northmere")
    choose(form, "Which school or place?", "Larkfield Primary School")
    write(form, {"Your question": "Families say that the bus fare decides their mornings."})
    gap = page.locator(".course-q-gap")
    choose(gap, "For which group?", "pupils eligible for free school meals")
    choose(gap, "Beside which other group", "everybody else")
    expect(gap.get_by_text("42 of 210", exact=False).first).to_be_visible()
    picture(page, "data-gap")
    funnel = page.locator(".course-q-funnel")
    choose(funnel, "For which group?", "pupils eligible for free school meals")
    expect(funnel.locator("b", has_text="Cobblemoor Primary School")).to_be_visible()
    claim = page.locator(".course-q-claim")
    write(
        claim,
        {
            "Your claim": CLAIM,
            "One other explanation": "The bus route ends before breakfast club.",
            "A second one": "Asthma is worse in damp homes.",
            "A third one": "Late arrival is recorded as absence.",
        },
    )
    expect(claim.get_by_text("Supported:", exact=False)).to_be_visible()
    brief = page.locator(".course-q-case-brief")
    brief.get_by_role("button", name="Bring in my comparison and my claim").click()
    expect(brief.get_by_label("The claim, as", exact=False)).to_have_value(CLAIM)
    pages = page.locator(".course-q-case-brief-pages")
    pages.get_by_role("button", name="Make the pages").click()
    expect(pages.get_by_text("Not made yet", exact=False)).to_be_visible()
    write(
        brief,
        {
            "The case in one line": "A fare, a bus and a bell",
            "Who can say yes?": "the head and the council transport officer",
            "We want them to": "agree a pilot bus pass for the autumn term",
            "by this day": "2027-05-28",
            "… because …": "families say that the fare decides their mornings",
            "in their interest because": "pupils who arrive are pupils they are measured on",
        },
    )
    expect(brief.get_by_text("Nothing stands in the way", exact=False)).to_be_visible()
    page.wait_for_timeout(1500)  # names for screen readers come once the page is quiet
    assert serious(page, OURS) == []
    pages.get_by_role("button", name="Make the pages").click()
    expect(pages.get_by_text("Made.", exact=False)).to_be_visible()
    folder = workbook.folder / "my-work" / "case-brief"
    html = (folder / "case-brief.html").read_text(encoding="utf-8")
    assert "36 of 90" in html and "invented" in html and "28 May 2027" in html
    spoken = (folder / "case-brief-to-speak-from.html").read_text(encoding="utf-8")
    assert "36 of 90" not in spoken and "40%" not in spoken
    assert {path.name for path in folder.glob("*.docx")} == {
        "case-brief.docx",
        "case-brief-to-speak-from.docx",
    }
    page.goto((folder / "case-brief.html").as_uri())
    page.screenshot(path=REPOSITORY / "tests" / "pictures" / "case-brief.png", full_page=True)


def test_file_of_ones_own_is_brought_in(page: Page, form: Locator, workbook: Workbook) -> None:
    """Is a real published file read after an upload, and a list of people refused and not kept?"""
    if not REAL.exists():
        pytest.skip("no real published files beside the repository")
    people = workbook.folder.parent / "my class.csv"
    people.write_text("name,phone\nRosa Invented,555 0100\n")
    bring_in(page, form, people)
    expect(
        form.get_by_text("none of the files that the workbook knows", exact=False)
    ).to_be_visible()
    assert not list((workbook.folder / "my-work").rglob("my class*"))
    bring_in(page, form, REAL)
    expect(form.get_by_text("is here now, in my-work/data", exact=False)).to_be_visible()
    kept = workbook.folder / "my-work" / "data" / REAL.name
    assert kept.read_bytes() == REAL.read_bytes()
    expect(form.get_by_text("2018/19", exact=False).first).to_be_visible()
    choose(form, "Which area?", "815")
    choose(form, "Which school or place?", "Bedale High School")
    gap = page.locator(".course-q-gap")
    choose(gap, "What do you want to compare?", "Grade 4 or higher")
    subject, claim_words = _claim_about("Bedale High School", "english-and-maths-4")
    counts = f"{subject.numerator} of {subject.denominator}"
    expect(gap.get_by_text(counts, exact=False).first).to_be_visible()
    picture(page, "data-own-file")
    claim = page.locator(".course-q-claim")
    write(
        claim,
        {"Your claim": claim_words, "One other explanation": "Luck.", "A second one": "Entry."},
    )
    expect(claim.get_by_text("Supported:", exact=False)).to_be_visible()
    brief = page.locator(".course-q-case-brief")
    brief.get_by_role("button", name="Bring in my comparison and my claim").click()
    expect(brief.get_by_label("The claim, as", exact=False)).to_have_value(claim_words)
    write(
        brief,
        {
            "The case in one line": "About as many as elsewhere: a case that the table does not carry",
            "Who can say yes?": "the governors",
            "We want them to": "say how help with English and mathematics is shared out",
            "… because …": "families asked, and nobody could tell them",
            "in their interest because": "they answer for how the money is spent",
            "by this day": "2027-03-26",
        },
    )
    expect(brief.get_by_text("Nothing stands in the way", exact=False)).to_be_visible()
    pages = page.locator(".course-q-case-brief-pages")
    pages.get_by_role("button", name="Make the pages").click()
    expect(pages.get_by_text("Made.", exact=False)).to_be_visible()
    made = workbook.folder / "my-work" / "case-brief" / "case-brief.html"
    html = made.read_text(encoding="utf-8")
    assert counts in html and "Open Government Licence" in html and "invented" not in html
    page.goto(made.as_uri())
    page.screenshot(path=REPOSITORY / "tests" / "pictures" / "case-brief-own.png", full_page=True)


def _claim_about(school: str, measure: str) -> tuple[casework.Rate, str]:
    """The counts of a school in the real file, and a true sentence about it and its area."""
    file = casework.open_file(REAL)
    [place] = file.places.index[file.places["name"] == school]
    found = casework.compare(file, place, measure)
    rate, ends = found.subject.rate, found.subject.interval
    rest = found.others[0].figure
    assert rate is not None and ends is not None and rest.rate is not None
    words = (
        f"In {found.subject.period}, {rate.numerator} of {rate.denominator} pupils at the end of key "
        f"stage 4 at {school} reached grade 4 or higher in English and mathematics "
        f"({percent(rate.share)}, likely range {percent(ends.low)} to {percent(ends.high)}). In "
        f"{rest.name[0].lower()}{rest.name[1:]} it was {percent(rest.rate.share)}."
    )
    return rate, words


def test_data_answers_show_ones_own_questions(page: Page, workbook: Workbook) -> None:
    """Do numbers and boxes appear with the course name, and is a typed number there after a reload?"""
    page.goto(workbook.link("release/data-answers/data-answers.ipynb"))
    name = page.locator(".course-q-data-name")
    expect(name.locator(".course-status").first).to_be_visible()
    write(name, {"Your course name": "p07"})
    funnel = page.locator(".course-q-data-funnel")
    funnel.scroll_into_view_if_needed()
    expect(funnel.get_by_text("Briarstone Academy").first).to_be_visible()
    funnel.get_by_label("none of them").check()
    write(funnel, {"Lower outer limit": "10.9"})
    expect(funnel.locator(".course-status").first).to_contain_text("Saved")
    page.wait_for_timeout(1500)
    assert serious(page, OURS) == []
    page.reload()
    expect(funnel.get_by_label("Lower outer limit", exact=False)).to_have_value("10.9")
    expect(funnel.get_by_label("none of them")).to_be_checked()
    picture(page, "data-answers")


def test_large_file_comes_through(page: Page, form: Locator, workbook: Workbook) -> None:
    """Does an upload of 30 MB, three times what the server would take by itself, arrive whole?"""
    large = workbook.folder.parent / "england_census_2022-2023.csv"
    source = REPOSITORY / "modules" / "08-data-case" / "data" / "northmere_2022-2023_census.csv"
    _grow(source, large, 30_000_000)
    bring_in(page, form, large)
    expect(form.get_by_text("is here now, in my-work/data", exact=False)).to_be_visible()
    kept = workbook.folder / "my-work" / "data" / large.name
    assert kept.stat().st_size == large.stat().st_size
    shutil.rmtree(kept.parent)


def _grow(source: Path, target: Path, size: int) -> None:
    """The same table with its first school again and again, under other numbers."""
    header, first, *_ = source.read_text(encoding="utf-8-sig").splitlines()
    _, _, cells = first.partition(",")
    count = size // len(first.encode())
    rows = (f"{100000 + number},{cells}\n" for number in range(count))
    target.write_text(header + "\n" + "".join(rows), encoding="utf-8")

"""What faculty and participants read afterwards: harmless, usable by all, and worth looking at."""

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import READY, REPOSITORY, Workbook, picture

# The start page has a test of its own, and test_records opens the portfolio.
LESSONS = sorted(path.parent.name for path in (REPOSITORY / "modules").glob("0[1-9]*/*.ipynb"))
ASSIGNMENTS = ("entry-self-portrait", "research-meeting-file")

# What JupyterLab itself does not get right is not ours to count.
OURS = ".course-question, .course-answer-cell"


def serious(page: Page, within: str | None = None) -> list[str]:
    """axe-core's serious and critical findings, one line each."""
    context = {"include": [[part] for part in within.split(", ")]} if within else None
    results = Axe().run(page, context=context)
    return [
        f"{v['id']}: {v['help']}: {node['html'][:160]}"
        for v in results.response["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"]
    ]


def test_feedback_is_calm_and_harmless(demo: Path, chromium: Browser) -> None:
    """Does a hostile answer do nothing at all on the feedback page, and is the page accessible?"""
    context = chromium.new_context(viewport={"width": 1000, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    hostile = demo / "course" / "feedback" / "p05-alder" / "power-paper" / "power-paper.html"
    page.goto(hostile.as_uri())
    page.wait_for_timeout(300)
    assert dialogs == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.locator("script").count() == 0
    kind = demo / "course" / "feedback" / "p01-wren" / "power-paper" / "power-paper.html"
    page.goto(kind.as_uri())
    expect(page.get_by_text("One strength")).to_be_visible()
    for word in ("award(", "### BEGIN", "course_tools", "HIDDEN TESTS"):
        assert word not in page.content()
    assert serious(page) == []
    page.set_viewport_size({"width": 1000, "height": 3600})
    picture(page, "feedback")
    page.set_viewport_size({"width": 390, "height": 844})  # a phone
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390, f"the page is {width} wide on a phone of 390"
    picture(page, "feedback-phone")
    context.close()


def test_the_demo_page_leads_everywhere(demo: Path, chromium: Browser) -> None:
    """Are all twelve there, do the links lead to pages, and is it accessible?"""
    page = chromium.new_page()
    page.goto((demo / "index.html").as_uri())
    assert page.locator("tbody tr").count() == 12
    links = page.locator("tbody a")
    assert links.count() >= 10
    for link in links.all():
        address = link.get_attribute("href")
        assert address
        assert (demo / _path(address)).exists(), address
    assert serious(page) == []
    picture(page, "demo")
    page.close()


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_opens_ready_and_accessible(page: Page, workbook: Workbook, lesson: str) -> None:
    """Is every form there, with no code in sight, and does axe find no serious fault of ours?"""
    page.goto(workbook.link(f"modules/{lesson}/{lesson}.ipynb"))
    _is_ready(page, ".course-q-commitment .course-status")


@pytest.mark.parametrize("name", ASSIGNMENTS)
def test_an_assignment_opens_ready_and_accessible(
    page: Page, workbook: Workbook, name: str
) -> None:
    """The same for what is handed in, down to the form at its end."""
    shutil.copytree(REPOSITORY / "release" / name, workbook.folder / "looked-at" / name)
    page.goto(workbook.link(f"looked-at/{name}/{name}.ipynb"))
    _is_ready(page, ".course-q-hand-in .course-status")


def _is_ready(page: Page, last: str) -> None:
    expect(page.locator(last).first).to_be_visible()
    expect(page.get_by_text("Getting your page ready")).to_be_hidden()
    for code in ("answer_sheet()", "course_tools.lesson", "Traceback"):
        assert page.get_by_text(code).locator("visible=true").count() == 0, code
    for _ in range(20):  # forms just shown get their names a moment later
        if not (faults := serious(page, OURS)):
            return
        page.wait_for_timeout(250)
    raise AssertionError(faults)


def test_the_start_page_tests_saving_and_leads_on(page: Page, workbook: Workbook) -> None:
    """Does the start page say that saving works, and does the map lead to the lesson?"""
    page.goto(workbook.link("modules/00-start-here/00-start-here.ipynb"))
    form = page.locator(".course-q-saving-test")
    form.get_by_role("button", name="Test saving").click()
    expect(form.get_by_text("Saving works here")).to_be_visible()
    page.locator(".course-q-programme select").select_option(
        label="Community Organising in Schools"
    )
    expect(page.locator(".course-map caption").first).to_contain_text("Schools")
    picture(page, "start-here", whole=True)
    assert serious(page, OURS) == []
    page.locator(".course-map a", has_text="Power").first.click()
    expect(page.locator(".course-q-power-map .course-status").first).to_be_visible()


def test_the_grading_page(demo: Path, chromium: Browser) -> None:
    """Can a marker read, score and comment on nbgrader's page, with nothing hostile running?"""
    running = Workbook(demo / "course")
    running.start(staff=True)
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    dialogs: list[str] = []
    outside: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: outside.append(r.url) if "127.0.0.1" not in r.url else None)
    page.goto(f"{running.address}/lab?token={running.token}")
    page.get_by_text("Nbgrader", exact=True).first.click()
    expect(page.get_by_text("Formgrader", exact=True).first).to_be_visible(timeout=READY)
    address = _submission_of(demo, "p05-alder")
    page.goto(f"{running.address}/formgrader/submissions/{address}/")
    expect(page.locator("textarea.comment").last).to_have_value(re.compile("Two lenses: 1"))
    score = page.locator("input.score").first
    expect(score).to_be_visible(timeout=30_000)
    page.wait_for_timeout(500)
    assert dialogs == []
    assert [url for url in outside if not url.startswith("data:")] == []
    assert serious(page) == []
    picture(page, "grading", whole=True)
    boxes = page.locator("textarea.comment")
    boxes.last.fill("A comment that is kept.")
    boxes.last.blur()
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.locator("textarea.comment").last).to_have_value("A comment that is kept.")
    context.close()
    running.stop()


def _submission_of(demo: Path, student: str) -> str:
    """The id under which nbgrader knows one participant's notebook."""
    from course_tools.grading.gradebook import open_gradebook  # noqa: PLC0415

    with open_gradebook(demo / "course") as gradebook:
        found = gradebook.find_submission_notebook("power-paper", "power-paper", student)
        return str(found.id)


def _path(address: str) -> str:
    from urllib.parse import unquote  # noqa: PLC0415

    return unquote(address)

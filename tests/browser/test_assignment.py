"""A participant does the power paper: writes, maps, checks, and makes the file to hand in."""

import json
import shutil
import tomllib
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import REPOSITORY, Workbook, picture

PAGE = "my-assignments/power-paper/power-paper.ipynb"
WORDS = "We counted forty-one people at the gate. Nobody had asked who wrote the question."


@pytest.fixture(scope="module")
def assignment(workbook: Workbook) -> Path:
    """The released power paper, fetched into the participant's own folder."""
    folder = workbook.folder / "my-assignments" / "power-paper"
    shutil.copytree(REPOSITORY / "release" / "power-paper", folder)
    return folder


def _open(page: Page, workbook: Workbook) -> None:
    page.goto(workbook.link(PAGE))
    expect(page.locator(".course-q-hand-in .course-status").first).to_be_visible()


def test_the_paper_is_written_counted_and_saved(
    page: Page, workbook: Workbook, assignment: Path
) -> None:
    """Can the paper be written without a double click, is it counted, and is it there again?"""
    _open(page, workbook)
    cell = page.locator(".course-answer-cell")
    expect(cell).to_have_count(1)
    cell.scroll_into_view_if_needed()
    editor = cell.locator(".cm-content")
    expect(editor).to_have_attribute("aria-label", "Your power paper")
    editor.click()
    page.keyboard.type(WORDS)
    expect(cell.locator(".course-word-count")).to_contain_text("14 words")
    expect(cell.locator(".course-answer-status")).to_contain_text("Saved")
    notebook = json.loads((assignment / "power-paper.ipynb").read_text(encoding="utf-8"))
    kept = next(c for c in notebook["cells"] if c["id"] == "power-paper")
    assert WORDS in "".join(kept["source"])
    assert kept["metadata"]["nbgrader"]["grade_id"] == "power-paper"
    page.reload()
    expect(page.locator(".course-answer-cell .cm-content")).to_contain_text("forty-one people")
    picture(page, "assignment")
    picture(page, "assignment-whole", whole=True)


def test_no_check_is_seen(page: Page, workbook: Workbook, assignment: Path) -> None:
    """Are the cells in which the course checks answers out of the participant's sight?"""
    _open(page, workbook)
    assert page.get_by_text("award(").locator("visible=true").count() == 0
    assert (
        page.get_by_text("The course checks this answer by itself").locator("visible=true").count()
        == 0
    )


def test_a_power_map_is_drawn(page: Page, workbook: Workbook, assignment: Path) -> None:
    """Does a map grow as it is typed, with its numbers as a table too?"""
    model = tomllib.loads(
        (REPOSITORY / "assignments/power-paper/model-answers.toml").read_text(encoding="utf-8")
    )["answers"]["power-map"]
    _open(page, workbook)
    form = page.locator(".course-q-power-map")
    form.locator("input[type=text]").first.fill(model["decision"])
    for number, player in enumerate(model["players"][:2], start=1):
        row = form.get_by_label(f"row {number}", exact=False)
        row.first.fill(player["name"])
    expect(form.locator(".course-status").first).to_contain_text("Saved")
    expect(form.locator("img").first).to_be_visible()
    alt = form.locator("img").first.get_attribute("alt")
    assert alt and len(alt) > 20
    kept = workbook.answers(PAGE)["power-map"]
    assert kept["decision"] == model["decision"]  # type: ignore[index]


def test_the_hand_in_file_holds_only_what_may_leave(
    page: Page, workbook: Workbook, assignment: Path
) -> None:
    """Does the button make one file with page, answers and a page to read, and nothing else?"""
    (assignment / "private-notes.txt").write_text("PRIVATE-NOTE", encoding="utf-8")
    (workbook.folder / "my-work" / "private").mkdir(parents=True, exist_ok=True)
    (workbook.folder / "my-work" / "private" / "log.json").write_text("PRIVATE-LOG")
    _open(page, workbook)
    form = page.locator(".course-q-hand-in")
    form.get_by_role("button", name="Make my hand-in file").click()
    expect(form.get_by_text("One thing first")).to_be_visible()
    form.get_by_role("checkbox").check()
    form.get_by_label("Your course name", exact=False).fill("p07")
    form.get_by_role("button", name="Make my hand-in file").click()
    expect(form.get_by_text("was made at")).to_be_visible()
    picture(page, "hand-in")
    [file] = (assignment / "hand-in").glob("*.zip")
    with zipfile.ZipFile(file) as contents:
        names = {Path(name).name for name in contents.namelist()}
        everything = b"".join(contents.read(name) for name in contents.namelist())
    assert names == {"power-paper.ipynb", "answers.json", "answers.html"}
    assert b"PRIVATE" not in everything
    with page.expect_download() as download:
        form.get_by_role("link").first.click()
    assert download.value.suggested_filename == file.name

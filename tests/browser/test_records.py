"""A participant keeps a private log: it is there again, and no page and no hand-in holds a word of it."""

import json
import shutil
import zipfile

from playwright.sync_api import Page, expect

from tests.browser.conftest import REPOSITORY, Workbook, picture
from tests.browser.test_pages import OURS, serious

LESSON = "modules/03-one-to-ones/03-one-to-ones"
SECRET = "a baker on the early shift"


def _save_the_page(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)


def test_a_private_log_stays_private(page: Page, workbook: Workbook) -> None:
    """Is a one-to-one there after a reload, and in no notebook, draft or checkpoint?"""
    small = workbook.small_page("log-page", "one_to_one_log(", source=LESSON)
    page.goto(workbook.link(small))
    form = page.locator(".course-q-meeting")
    expect(form.locator(".course-status").first).to_be_visible()
    form.get_by_label("Whom did you meet", exact=False).fill(SECRET)
    form.get_by_label("On which day", exact=False).fill("2026-11-25")
    form.get_by_label("The next step", exact=False).fill("meet again on Friday")
    expect(form.locator(".course-status").first).to_contain_text("Saved")
    form.get_by_role("button", name="Begin another one-to-one").click()
    expect(form.get_by_label("Whom did you meet", exact=False)).to_have_value("")
    form.get_by_label("Whom did you meet", exact=False).fill("the custodian")
    expect(form.get_by_text("2 in all")).to_be_visible()
    frames = form.evaluate(
        "form => [...form.querySelectorAll('input[type=text], input[type=date]')]"
        ".map(field => getComputedStyle(field).border)"
    )
    assert len(frames) >= 3 and len(set(frames)) == 1, frames
    assert serious(page, OURS) == []
    picture(page, "private-log")
    _save_the_page(page)
    page.reload()
    expect(form.get_by_label("Whom did you meet", exact=False)).to_have_value("the custodian")
    form.get_by_label("Which one-to-one", exact=False).select_option(index=1)
    expect(form.get_by_label("Whom did you meet", exact=False)).to_have_value(SECRET)
    _save_the_page(page)
    drafts = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert SECRET not in drafts
    private = workbook.folder / "my-work" / "private"
    assert SECRET.encode() in (private / "one-to-ones" / "answers.json").read_bytes()
    for path in workbook.folder.rglob("*"):
        if path.is_file() and private not in path.parents:
            assert SECRET.encode() not in path.read_bytes(), path


def test_a_person_is_erased_for_good(page: Page, workbook: Workbook) -> None:
    """Does "what do I hold about" find somebody, and is nothing of them left after "yes"?"""
    both = workbook.small_page("erase-page", "one_to_one_log(", "my_records(", source=LESSON)
    page.goto(workbook.link(both))
    form = page.locator(".course-q-meeting")
    expect(form.locator(".course-status").first).to_be_visible()
    form.get_by_role("button", name="Begin another one-to-one").click()
    form.get_by_label("Whom did you meet", exact=False).fill("the drummer of the parade")
    expect(form.locator(".course-status").first).to_contain_text("Saved")
    records = page.locator(".course-q-my-records")
    field = records.get_by_label("What do I hold about", exact=False)
    field.fill("drummer")
    field.press("Enter")
    expect(records.get_by_text("1 entry in your records")).to_be_visible()
    records.get_by_role("button", name="Erase these").click()
    records.get_by_role("button", name="Yes, erase for good").click()
    expect(records.get_by_text("Erased, earlier versions too", exact=False)).to_be_visible()
    erase_all = records.get_by_role("button", name="Erase all of it").first
    assert erase_all.evaluate("button => getComputedStyle(button).whiteSpace") == "nowrap"
    picture(page, "records")
    for path in (workbook.folder / "my-work").rglob("*"):
        if path.is_file():
            assert b"drummer" not in path.read_bytes(), path


def test_only_the_agreed_summary_is_handed_in(page: Page, workbook: Workbook) -> None:
    """Does the file to hand in hold the counts and themes that were agreed to, and no more?"""
    log = workbook.folder / "my-work" / "private" / "one-to-ones"
    shutil.rmtree(log, ignore_errors=True)
    from course_tools.answers import AnswerSheet  # noqa: PLC0415

    log.mkdir(parents=True)
    sheet = AnswerSheet(log)
    for day in range(1, 7):
        entry = {"who": "a grade 3 parent", "day": f"2026-11-0{day}", "moves": "sleep, safety"}
        sheet.record(f"meeting-{day}", {**entry, "kind": "parent", "next": "UNSAID step"})
    folder = workbook.folder / "my-assignments" / "one-to-one-portfolio"
    shutil.copytree(REPOSITORY / "release" / "one-to-one-portfolio", folder)
    page.goto(workbook.link("my-assignments/one-to-one-portfolio/one-to-one-portfolio.ipynb"))
    form = page.locator(".course-q-log-summary")
    expect(form.get_by_text("This and nothing else would be handed in")).to_be_visible()
    form.get_by_label("safety", exact=True).uncheck()
    form.get_by_role("button", name="Put exactly this into my hand-in").click()
    expect(form.get_by_text("Exactly this stands in your hand-in", exact=False)).to_be_visible()
    assert serious(page, OURS) == []
    form.scroll_into_view_if_needed()
    picture(page, "log-summary")
    hand_in = page.locator(".course-q-hand-in")
    hand_in.get_by_role("checkbox").check()
    hand_in.get_by_label("Your course name", exact=False).fill("p07")
    hand_in.get_by_role("button", name="Make my hand-in file").click()
    expect(hand_in.get_by_text("was made at")).to_be_visible()
    [file] = (folder / "hand-in").glob("*.zip")
    with zipfile.ZipFile(file) as contents:
        everything = {name: contents.read(name) for name in contents.namelist()}
    assert all(b"UNSAID" not in content for content in everything.values())
    answers = next(content for name, content in everything.items() if name.endswith(".json"))
    kept = json.loads(answers)["answers"]["log-summary"]["value"]
    assert kept["one-to-ones"] == 6
    assert kept["themes"] == ["sleep"]


def test_what_was_erased_elsewhere_does_not_come_back(page: Page, workbook: Workbook) -> None:
    """Does one more letter in a page that still shows it bring back no word, not in the browser?"""
    from course_tools.answers import AnswerSheet  # noqa: PLC0415

    folder = workbook.folder / "my-work" / "private" / "one-to-ones"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    AnswerSheet(folder).record("meeting-1", {"who": "the piper of the parade"})
    small = workbook.small_page("erased-page", "one_to_one_log(", source=LESSON)
    page.goto(workbook.link(small))
    form = page.locator(".course-q-meeting")
    who = form.get_by_label("Whom did you meet", exact=False)
    expect(who).to_have_value("the piper of the parade")
    AnswerSheet(folder).erase(["meeting-1"])
    who.press("End")
    page.keyboard.type(" who plays early", delay=30)
    expect(form.get_by_text("erased for good in another window", exact=False)).to_be_visible()
    expect(form.get_by_role("button", name="Go on with what is left")).to_be_visible()
    assert serious(page, OURS) == []
    _save_the_page(page)
    drafts = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "piper" not in drafts
    for path in workbook.folder.rglob("*"):
        assert not path.is_file() or b"piper" not in path.read_bytes(), path
    form.get_by_role("button", name="Go on with what is left").click()
    expect(who).to_have_value("")
    who.fill("the custodian")
    expect(form.locator(".course-status").first).to_contain_text("Saved")

"""A participant opens a lesson, writes, comes back, and finds the words."""

import json
import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Workbook, picture

WORDS = "The custodians know every family. ¿Y quién decide? 🌱"


def _open(page: Page, workbook: Workbook, name: str, view: str = "doc/tree") -> None:
    page.goto(workbook.link(name, view))
    expect(page.locator(".course-question .course-status").first).to_be_visible()


def _restart_kernel(page: Page) -> None:
    page.get_by_text("Kernel", exact=True).first.click()
    page.get_by_text(re.compile("^Restart Kernel…")).first.click()
    page.locator(".jp-Dialog .jp-mod-accept").click()


def test_lesson_opens_ready(page: Page, workbook: Workbook) -> None:
    """Does the whole lesson stand there without a click: all forms, no code, no error?"""
    _open(page, workbook, "modules/01-power/01-power.ipynb")
    notebook = json.loads((workbook.folder / "modules/01-power/01-power.ipynb").read_text())
    forms = [c for c in notebook["cells"] if "course-form" in c["metadata"].get("tags", [])]
    expect(page.locator(".course-question")).to_have_count(len(forms))
    assert page.locator(".jp-OutputArea-output[data-mime-type*=stderr]").count() == 0
    assert page.get_by_text("from course_tools.lesson import").locator("visible=true").count() == 0
    picture(page, "lesson")
    picture(page, "lesson-whole", whole=True)


def test_words_are_there_after_reload_and_restart(page: Page, workbook: Workbook) -> None:
    """Are typed words still there after a reload, and after a kernel restart?"""
    name = workbook.small_page("words", "power-i-enjoyed")
    _open(page, workbook, name)
    page.locator(".course-q-power-i-enjoyed textarea").fill(WORDS)
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    assert workbook.answers(name)["power-i-enjoyed"] == WORDS
    page.reload()
    expect(page.locator(".course-q-power-i-enjoyed textarea")).to_have_value(WORDS)
    _restart_kernel(page)
    page.wait_for_timeout(1500)
    expect(page.locator(".course-q-power-i-enjoyed textarea")).to_have_value(WORDS)
    expect(page.locator(".course-q-power-i-enjoyed textarea")).to_be_editable()


def test_words_survive_a_dead_server(page: Page, own_workbook: Workbook) -> None:
    """Typed while the server is dead: is it said, kept, offered back, and then really saved?"""
    running = own_workbook
    name = running.small_page("dead", "power-i-enjoyed")
    _open(page, running, name)
    field = page.locator(".course-q-power-i-enjoyed textarea")
    field.fill("First words.")
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    running.stop()
    field.fill("First words. And words with nobody there.")
    expect(page.locator(".course-q-power-i-enjoyed.course-unsaved")).to_be_visible()
    expect(page.get_by_text("not saved yet").first).to_be_visible()
    picture(page, "server-gone")
    assert running.answers(name)["power-i-enjoyed"] == "First words."
    # A new server has a new port; the browser's drafts belong to the old address.
    old = running.address
    running.start()
    assert running.address == old, "the port was not free again"
    _open(page, running, name)
    expect(page.get_by_text("And words with nobody there").first).to_be_visible()
    picture(page, "draft-offered")
    page.get_by_role("button", name="Put them back").click()
    expect(field).to_have_value("First words. And words with nobody there.")
    expect(page.locator(".course-q-power-i-enjoyed.course-unsaved")).to_have_count(0)
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    assert running.answers(name)["power-i-enjoyed"].endswith("nobody there.")  # type: ignore[attr-defined]


def test_a_strangers_cell_is_not_run(page: Page, workbook: Workbook) -> None:
    """Does opening a file run only cells of the workbook, whatever tag a cell carries?"""
    name = workbook.small_page("stranger", "power-i-enjoyed")
    path = workbook.folder / name
    notebook = json.loads(path.read_text())
    stranger = json.loads(json.dumps(notebook["cells"][0]))
    stranger["id"] = "stranger"
    stranger["source"] = "open('was-run', 'w').write('yes')"
    notebook["cells"].append(stranger)
    path.write_text(json.dumps(notebook))
    (path.parent / "course_tools.py").write_text("open('was-imported', 'w').write('yes')\n")
    _open(page, workbook, name)
    expect(page.get_by_text("not part of the workbook")).to_be_visible()
    page.wait_for_timeout(1000)
    assert not (path.parent / "was-run").exists()
    assert not (path.parent / "was-imported").exists()


def test_the_keyboard_stays_in_the_form(page: Page, workbook: Workbook) -> None:
    """Do arrow keys move the slider, not the page, and does Shift+Enter stay in the field?"""
    name = workbook.small_page("keys", "two_ways(answer_sheet())", "power-i-enjoyed")
    _open(page, workbook, name)
    form = page.locator(".course-q-two-ways")
    handle = form.get_by_role("slider").first
    expect(handle).to_have_attribute("aria-label", re.compile("."))  # the page has settled
    for _ in range(3):
        handle.press("ArrowRight")
    expect(form.locator(".course-status")).to_contain_text("Saved")
    page.wait_for_timeout(500)
    assert workbook.answers(name)["two-ways"]["gain"] > 0.3  # type: ignore[index]
    text = page.locator(".course-q-power-i-enjoyed textarea")
    text.focus()
    page.keyboard.type("ab")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("dd")
    expect(text).to_have_value(re.compile(r"^ab\ndd$"))
    expect(page.locator(".course-question")).to_have_count(2)


def test_start_again_asks_first(page: Page, workbook: Workbook) -> None:
    """Does 'Start again' ask, and can the answers be brought back?"""
    name = workbook.small_page("again", "power-i-enjoyed")
    _open(page, workbook, name)
    form = page.locator(".course-q-power-i-enjoyed")
    field = form.locator("textarea")
    field.fill("Worth keeping.")
    expect(form.locator(".course-status")).to_contain_text("Saved")
    form.get_by_role("button", name="Start again").click()
    expect(field).to_have_value("Worth keeping.")
    form.get_by_role("button", name="Yes, empty this form").click()
    expect(field).to_have_value("")
    form.get_by_role("button", name="Bring my answers back").click()
    expect(field).to_have_value("Worth keeping.")
    expect(form.locator(".course-status")).to_contain_text("Saved")  # a moment after it is shown
    assert workbook.answers(name)["power-i-enjoyed"] == "Worth keeping."


def test_only_the_notebook_is_left(page: Page, workbook: Workbook) -> None:
    """With the answers file gone, do the words come back from the saved page?"""
    name = workbook.small_page("mirror", "power-i-enjoyed")
    _open(page, workbook, name)
    page.locator(".course-q-power-i-enjoyed textarea").fill("Also in the page.")
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    folder = (workbook.folder / name).parent
    for _ in range(40):  # the page saves itself within fifteen seconds
        if "Also in the page." in (workbook.folder / name).read_text():
            break
        page.wait_for_timeout(1000)
    else:
        raise AssertionError("the mirror is not in the saved notebook")
    page.goto("about:blank")
    import shutil  # noqa: PLC0415

    elsewhere = folder.parent / "mirror-copy"
    elsewhere.mkdir()
    shutil.copy(workbook.folder / name, elsewhere / "mirror-copy.ipynb")
    _open(page, workbook, "modules/mirror-copy/mirror-copy.ipynb")
    expect(page.locator(".course-q-power-i-enjoyed textarea")).to_have_value("Also in the page.")


def test_all_three_front_ends_open_ready(page: Page, workbook: Workbook) -> None:
    """Is a lesson ready in JupyterLab and in Notebook 7 as well?"""
    name = workbook.small_page("views", "two_ways(answer_sheet())")
    for view in ("lab/tree", "notebooks"):
        _open(page, workbook, name, view)
        expect(page.locator(".course-q-two-ways img")).to_be_visible()
        shown = page.get_by_text("from course_tools.lesson import").locator("visible=true")
        assert shown.count() == 0
        picture(page, f"view-{view.partition('/')[0]}")


def test_a_strangers_folder_runs_nothing(page: Page, workbook: Workbook) -> None:
    """Does a page with a forged saved output, whose form is made to fail, run no script?"""
    name = workbook.small_page("forged", "two_ways(answer_sheet())")
    path = workbook.folder / name
    notebook = json.loads(path.read_text())
    script = "<script>window.wasRun = 'script'</script><img src=x onerror=\"window.wasRun='img'\">"
    mime = "application/vnd.organizing-workbook.answers+json"
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            data = {mime: {}, "text/html": script, "text/plain": "Words to keep in sight"}
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    path.write_text(json.dumps(notebook))
    (path.parent / "answers.json").write_text('{"format": 99, "answers": {}}')
    (path.parent / "matplotlibrc").write_text("text.usetex: True\n")
    page.goto(workbook.link(name))
    expect(page.get_by_text("written by a newer workbook").first).to_be_visible()
    expect(page.get_by_text("Words to keep in sight").first).to_be_visible()
    page.wait_for_timeout(2000)
    assert page.evaluate("window.wasRun") is None
    assert "Traceback" not in page.content()
    assert '"format": 99' in (path.parent / "answers.json").read_text()


def test_settings_beside_the_page_change_no_picture(page: Page, workbook: Workbook) -> None:
    """Is a picture drawn as ever when somebody's `matplotlibrc` lies in the folder?"""
    name = workbook.small_page("settings", "two_ways(answer_sheet())")
    (workbook.folder / name).with_name("matplotlibrc").write_text("text.usetex: True\n")
    _open(page, workbook, name)
    expect(page.locator(".course-q-two-ways img")).to_be_visible()


def test_no_words_go_into_a_form_that_is_made_anew(page: Page, workbook: Workbook) -> None:
    """Typed at the first possible moment after a reload: are the words seen, and saved?"""
    name = workbook.small_page("early", "power-i-enjoyed", "two_ways(answer_sheet())")
    _open(page, workbook, name)
    field = page.locator(".course-q-power-i-enjoyed textarea")
    field.fill("First.")
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    page.wait_for_timeout(1500)  # the readable copy follows the answer
    page.keyboard.press("Control+s")  # the page is saved with the form that is shown now
    for _ in range(40):
        if "First." in (workbook.folder / name).read_text(encoding="utf-8"):
            break
        page.wait_for_timeout(250)
    else:
        raise AssertionError("the page was not saved")
    page.reload()
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Second.")
    page.wait_for_timeout(4000)
    expect(field).to_have_value("First. Second.")
    assert workbook.answers(name)["power-i-enjoyed"] == "First. Second."


def test_a_refusal_that_is_repeated_is_no_save(page: Page, workbook: Workbook) -> None:
    """Letter after letter refused by the disk: is a draft kept till the words are really saved?"""
    name = workbook.small_page("refused", "commit(answer_sheet())")
    in_the_way = (workbook.folder / name).parent / ".answers"
    in_the_way.write_text("a file where the folder of copies should be")
    _open(page, workbook, name)
    form = page.locator(".course-q-commitment")
    form.locator("textarea").first.click()
    page.keyboard.type("I learned", delay=200)
    expect(form.locator(".course-status")).to_contain_text("Not saved")
    page.wait_for_timeout(1000)
    expect(page.locator(".course-q-commitment.course-unsaved")).to_be_visible()
    expect(page.get_by_text("not saved yet").first).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Put them back").click()
    expect(form.locator("textarea").first).to_have_value("I learned")
    expect(form.locator(".course-status")).to_contain_text("Not saved")
    in_the_way.unlink()
    form.locator("textarea").nth(1).fill("I will")  # saves the whole form, the first field too
    expect(form.locator(".course-status")).to_contain_text("Saved")
    expect(page.locator(".course-unsaved")).to_have_count(0)
    assert workbook.answers(name)["commitment"]["learned"] == "I learned"  # type: ignore[index]


def test_two_tabs_on_one_page(page: Page, workbook: Workbook) -> None:
    """One notebook in two tabs: is it said, and still said, that the other's words are kept?"""
    name = workbook.small_page("tabs", "power-i-enjoyed")
    other = page.context.new_page()
    for tab in (page, other):
        _open(tab, workbook, name)
        tab.wait_for_timeout(1500)
        expect(tab.locator(".course-opening")).to_be_hidden()
    status = ".course-q-power-i-enjoyed .course-status"
    page.locator(".course-q-power-i-enjoyed textarea").fill("From the first tab.")
    expect(page.locator(status)).to_contain_text("Saved")
    field = other.locator(".course-q-power-i-enjoyed textarea")
    field.click()
    other.keyboard.type("From the second tab.", delay=20)
    expect(other.locator(".course-unsaved")).to_have_count(0)
    expect(other.locator(status)).to_contain_text("kept as an earlier copy")
    assert workbook.answers(name)["power-i-enjoyed"] == "From the second tab."
    kept = (workbook.folder / name).parent.glob(".answers/before-other-window-*.json")
    assert any("From the first tab." in path.read_text(encoding="utf-8") for path in kept)


def test_a_server_that_was_started_anew(page: Page, own_workbook: Workbook) -> None:
    """Does a page that was left open say what to do, get ready again, and offer the words?"""
    running = own_workbook
    name = running.small_page("anew", "power-i-enjoyed")
    _open(page, running, name)
    # When the server goes in the middle of a save, JupyterLab says so over the page.
    page.add_locator_handler(
        page.locator(".jp-Dialog", has_text="File Save Error"),
        lambda said: said.locator(".jp-Dialog-button").last.click(),
    )
    old = running.address
    field = page.locator(".course-q-power-i-enjoyed textarea")
    running.stop()
    field.fill("Written with nobody there.")
    expect(page.get_by_text("not saved yet").first).to_be_visible()
    running.start()
    assert running.address == old, "the port was not free again"
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Put them back").click()
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    assert running.answers(name)["power-i-enjoyed"] == "Written with nobody there."


def test_two_saves_at_once(page: Page, workbook: Workbook) -> None:
    """With two saves on their way: is "Saved" said only of words that are in the file?"""
    source = "release/power-paper/power-paper"
    name = workbook.small_page("saves", "Write here.", source=source)
    page.goto(workbook.link(name))
    page.wait_for_timeout(1500)
    expect(page.locator(".course-opening")).to_be_hidden()
    status = page.locator(".course-answer-status")
    page.locator(".course-answer-cell .cm-content").click()
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "PUT" and len(held) < 2:
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/contents/**", hold)
    page.keyboard.type("First words.")
    page.wait_for_timeout(2500)
    page.keyboard.type(" Second words.")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1000)
    held[0].continue_()
    for _ in range(20):
        is_said = "Saved" in status.inner_text()
        assert not is_said or "Second words." in (workbook.folder / name).read_text("utf-8")
        page.wait_for_timeout(100)
    held[1].continue_()
    expect(status).to_contain_text("Saved")
    assert "Second words." in (workbook.folder / name).read_text(encoding="utf-8")


def test_an_engine_that_was_shut_down(page: Page, workbook: Workbook) -> None:
    """With the kernel shut down: is there a button to go on, and do the words come along?"""
    name = workbook.small_page("shut", "power-i-enjoyed")
    _open(page, workbook, name)
    page.wait_for_timeout(1500)
    page.get_by_text("Kernel", exact=True).first.click()
    page.get_by_text("Shut Down Kernel", exact=True).click()
    expect(page.get_by_text("its engine is not running")).to_be_visible()
    page.locator(".course-q-power-i-enjoyed textarea").fill("Nobody heard this.")
    expect(page.get_by_text("not saved yet").first).to_be_visible()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Put them back").click()
    expect(page.locator(".course-q-power-i-enjoyed .course-status")).to_contain_text("Saved")
    assert workbook.answers(name)["power-i-enjoyed"] == "Nobody heard this."

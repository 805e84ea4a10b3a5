"""The way there and back: submit, collect, zips, feedback, with the real exchange."""

import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course_tools.answers import AnswerSheet
from course_tools.errors import HandInRefused
from course_tools.grading import exchange
from course_tools.grading.autograde import grade
from course_tools.grading.feedback import feedback_file, give_feedback
from course_tools.grading.gradebook import record_points
from course_tools.grading.hand_in_zips import collect_zips, read_name

from .conftest import MODEL, NAME, FullPoints, HandIn, complete_hand_in, points_of, released

STAMP = "20240902T100000"


def work_of(root: Path, home: Path, student: str) -> HandIn:
    """A participant's own folder with everything done, as fetched from the exchange."""
    folder = exchange.fetch(root, NAME, student, home / student)
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    hand_in = HandIn(folder, released(root))
    hand_in.write()
    hand_in.answer()
    hand_in.save()
    return hand_in


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def open_course(course: Path, home: Path) -> Path:
    """A course whose assignment lies in the exchange."""
    for student in ("ana", "ben", "cem"):
        (home / student).mkdir()
    exchange.release(course, NAME)
    return course


def inbound(root: Path) -> list[str]:
    return sorted(p.name for p in (root / "exchange" / "organizing" / "inbound").iterdir())


def test_a_try_out_by_staff_is_not_released(own_course: Path) -> None:
    """When staff answered the page where it lies in `release/`, do their answers stay there?"""
    tried = own_course / "release" / NAME
    AnswerSheet(tried).record("reading-gaventa", ["Said in a test.", "", ""])
    (tried / "my-work" / "private").mkdir(parents=True)
    (tried / "my-work" / "private" / "log.json").write_text("{}", encoding="utf-8")
    exchange.release(own_course, NAME)
    there = (own_course / "exchange" / "organizing" / "outbound" / NAME).rglob("*")
    assert [path.name for path in there] == [f"{NAME}.ipynb"]


@pytest.mark.parametrize("target", ["nowhere.md", "/etc/hostname", "my-work/private/log.json"])
def test_links_out_of_the_folder_are_refused(open_course: Path, home: Path, target: str) -> None:
    """Is a dangling or outward link, or one to what is private, refused with nothing sent?"""
    hand_in = work_of(open_course, home, "cem")
    private = hand_in.folder / "my-work" / "private"
    private.mkdir(parents=True)
    (private / "log.json").write_text("{}", encoding="utf-8")
    link = hand_in.folder / "link.md"
    link.symlink_to(target)
    try:
        with pytest.raises(HandInRefused, match=r"link\.md"):
            exchange.submit(open_course, NAME, "cem", hand_in.folder)
    finally:
        shutil.rmtree(hand_in.folder)
    assert inbound(open_course) == []


def test_the_whole_way_through_the_exchange(open_course: Path, home: Path) -> None:
    """Do words travel to the gradebook, private things stay at home, and feedback come back?"""
    hand_in = work_of(open_course, home, "ana")
    private = hand_in.folder / "my-work" / "private"
    private.mkdir(parents=True)
    (private / "log.json").write_text("secret names", encoding="utf-8")
    (hand_in.folder / "hand-in").mkdir()

    exchange.submit(open_course, NAME, "ana", hand_in.folder)
    [arrived] = inbound(open_course)
    there = {
        p.name for p in (open_course / "exchange" / "organizing" / "inbound" / arrived).rglob("*")
    }
    assert there == {f"{NAME}.ipynb", "answers.json", "timestamp.txt", "submission_secret.txt"}

    # A participant whose nbgrader has no settings of ours sends whatever lies there.
    sent = open_course / "exchange" / "organizing" / "inbound" / arrived / "my-work" / "private"
    sent.mkdir(parents=True)
    (sent / "log.json").write_text("secret names", encoding="utf-8")
    rubbish = open_course / "exchange" / "organizing" / "inbound"
    (rubbish / f"eve+{NAME}+no time at all+x").mkdir()
    (rubbish / f"mal+{NAME}+2024-09-02 10:00:00 UTC+x").symlink_to("/etc")
    findings = exchange.collect(open_course, NAME)
    assert [f.student for f in findings if not f.is_set_aside] == ["ana"]
    assert [f.student for f in findings if "is a link" in f.reason] == ["mal"]
    assert not [p for step in ("submitted", "received") for p in (open_course / step).rglob("log*")]

    report = grade(open_course, NAME)
    assert report.graded == ["ana"]
    assert "link" in report.set_aside["mal"]
    assert points_of(open_course, "ana") == {**FullPoints, NAME: None}

    record_points(open_course, NAME, "ana", NAME, points=17, comment="Strength: Exact.")
    given = give_feedback(open_course, NAME, release=True)
    assert given.released == ["ana"]
    fetched = exchange.fetch_feedback(open_course, NAME, "ana", home / "ana")
    [page] = fetched.rglob("*.html")
    assert "Exact." in page.read_text(encoding="utf-8")


def test_changed_points_change_the_page(open_course: Path) -> None:
    """Is a page written again when a grade changed, and only then?"""
    assert give_feedback(open_course, NAME).unchanged == ["ana"]
    record_points(open_course, NAME, "ana", NAME, points=12, comment="Two lenses: 2")
    report = give_feedback(open_course, NAME)
    assert report.written == ["ana"]
    page = feedback_file(open_course, NAME, "ana").read_text(encoding="utf-8")
    assert "<strong>19</strong> of 27 points" in page
    assert "level 2 of 4" in page


def test_a_crash_while_submitting_leaves_nothing(
    open_course: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk fails in the middle, does collect see no half hand-in?"""
    hand_in = work_of(open_course, home, "ben")
    before = inbound(open_course)
    whole = shutil.copytree

    def half(source: str, target: str, **how: object) -> str:
        whole(source, target, **how)  # type: ignore[arg-type]
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", half)
    with pytest.raises(HandInRefused, match="No space left"):
        exchange.submit(open_course, NAME, "ben", hand_in.folder)
    assert inbound(open_course) == before


def zip_of(path: Path, files: dict[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def hand_in_files(root: Path, scratch: Path) -> dict[str, bytes | str]:
    """What a hand-in file holds."""
    scratch.mkdir()
    hand_in = HandIn(scratch, released(root))
    hand_in.write()
    hand_in.answer()
    return {
        f"{NAME}.ipynb": json.dumps(hand_in.notebook),
        "answers.json": (scratch / "answers.json").read_bytes(),
        "answers.html": "<p>to print</p>",
    }


def link_zip(path: Path) -> None:
    entry = zipfile.ZipInfo(f"{NAME}.ipynb")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, "/etc/passwd")


def test_zips_are_looked_at_before_unpacking(own_course: Path, tmp_path: Path) -> None:
    """Are bombs, traversal, links and rubbish set aside, and sound files collected?"""
    archive = own_course / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    good = hand_in_files(own_course, tmp_path / "scratch")
    zip_of(archive / f"Maria Lopez_4711_{NAME}__maria__{STAMP} (1).zip", good)
    zip_of(archive / f"{NAME}__maria__20240101T100000.zip", {f"{NAME}.ipynb": "older"})
    in_folder = {f"{NAME}/{name}": content for name, content in good.items()}
    zip_of(archive / f"{NAME}__noor__{STAMP}.zip", in_folder)
    zip_of(archive / f"{NAME}__bomb__{STAMP}.zip", {f"{NAME}.ipynb": b"0" * 200_000_000})
    zip_of(archive / f"{NAME}__many__{STAMP}.zip", {f"{i}.ipynb": "x" for i in range(300)})
    zip_of(archive / f"{NAME}__up__{STAMP}.zip", {"../../evil.ipynb": "x", **good})
    link_zip(archive / f"{NAME}__link__{STAMP}.zip")
    (archive / f"{NAME}__torn__{STAMP}.zip").write_bytes(b"PK\x03\x04 torn")
    zip_of(archive / f"{NAME}__bare__{STAMP}.zip", {"notes.txt": "x"})
    zip_of(archive / "homework.zip", good)

    findings = collect_zips(own_course, NAME)

    aside = {f.student: f.reason for f in findings if f.is_set_aside}
    assert set(aside) == {"bomb", "many", "up", "link", "torn", "bare", "file-homework"}
    assert "outside its folder" in aside["up"]
    assert "far more" in aside["bomb"]
    assert not list(own_course.rglob("evil.ipynb"))
    for student in ("maria", "noor"):
        folder = own_course / "submitted" / student / NAME
        assert AnswerSheet(folder).answer("power-map") == MODEL["power-map"]
        assert "2024-09-02 10:00:00" in (folder / "timestamp.txt").read_text(encoding="utf-8")
    assert (own_course / "set-aside" / NAME / "up" / "reason.txt").is_file()
    assert not [f for f in collect_zips(own_course, NAME) if f.student == "maria" and f.reason]


def test_a_folder_zipped_by_hand_brings_nothing_private(own_course: Path, tmp_path: Path) -> None:
    """Do private records stay in such a zip, and do the page's own answers count?"""
    archive = own_course / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    good = hand_in_files(own_course, tmp_path / "scratch")
    private = {
        "a/my-work/private/log.json": "secret names",
        "a/My-Work/answers.json": "{}",
        "a/b/answers.json": "{}",
        "a/.answers/copy-1.json": "{}",
    }
    in_folder = {f"a/{name}": content for name, content in good.items()}
    zip_of(archive / f"{NAME}__ana__{STAMP}.zip", {**private, **in_folder})
    [finding] = collect_zips(own_course, NAME)
    assert finding.remarks == []
    there = {path.name for path in (own_course / "received" / "ana").rglob("*") if path.is_file()}
    assert there == {
        f"{NAME}.ipynb",
        *("answers.json", "answers.html", "timestamp.txt", "kept.json"),
    }
    folder = own_course / "submitted" / "ana" / NAME
    assert AnswerSheet(folder).answer("power-map") == MODEL["power-map"]


def test_two_senders_of_one_name_are_told(own_course: Path, tmp_path: Path) -> None:
    """When two people wrote one course name, does staff hear of it, and not of a second try?"""
    archive = own_course / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    good = hand_in_files(own_course, tmp_path / "scratch")
    zip_of(archive / f"Ana Ruiz_11_{NAME}__p07__{STAMP}.zip", good)
    zip_of(archive / f"Ben Ito_12_{NAME}__p07__20240903T100000.zip", good)
    zip_of(archive / f"Cem_13_{NAME}__p08__{STAMP}.zip", good)
    zip_of(archive / f"Cem_13_{NAME}__p08__20240903T100000 (1).zip", good)
    remarks = {f.student: f.remarks for f in collect_zips(own_course, NAME) if f.remarks}
    assert list(remarks) == ["p07"]
    assert "Ana Ruiz_11" in remarks["p07"][0] and "Ben Ito_12" in remarks["p07"][0]


def test_nbgraders_own_zip_collect_keeps_the_answers(own_course: Path, tmp_path: Path) -> None:
    """Does `nbgrader zip_collect` with the shipped settings collect notebook, answers and time?"""
    archive = own_course / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    zip_of(archive / f"{NAME}__maria__{STAMP}.zip", hand_in_files(own_course, tmp_path / "scratch"))
    (archive / f"{NAME}__torn__{STAMP}.zip").write_bytes(b"torn")

    _nbgrader(own_course, "zip_collect", NAME)

    folder = own_course / "submitted" / "maria" / NAME
    assert {path.name for path in folder.iterdir()} == {
        *(f"{NAME}.ipynb", "answers.json", "timestamp.txt")
    }
    assert "2024-09-02" in (folder / "timestamp.txt").read_text(encoding="utf-8")


def test_nbgraders_own_autograde_gives_the_same_grades(own_course: Path) -> None:
    """Does `nbgrader autograde` with the shipped settings agree with `course grade`?"""
    complete_hand_in(own_course, "model")
    odd = complete_hand_in(own_course, "odd")
    odd.add_code(f"open({str(own_course / 'ran')!r}, 'w')")
    odd.cell("power-map-complete")["source"] = "4.0"
    odd.notebook["cells"].append(odd.cell(NAME))
    odd.save()
    AnswerSheet(odd.folder).start_again("power-map")
    (odd.folder / "course_tools.py").write_text("1 / 0", encoding="utf-8")
    (odd.folder / "answers.md").symlink_to("/etc/hostname")
    originals = own_course / "originals"
    shutil.copytree(own_course / "submitted", originals, symlinks=True)
    grade(own_course, NAME)
    ours = {student: points_of(own_course, student) for student in ("model", "odd")}

    for step in ("submitted", "autograded", "received"):
        shutil.rmtree(own_course / step)
    shutil.copytree(originals, own_course / "submitted", symlinks=True)
    (own_course / "gradebook.db").unlink()
    _nbgrader(own_course, "generate_assignment", NAME, "--force")
    _nbgrader(own_course, "autograde", NAME)

    assert {student: points_of(own_course, student) for student in ours} == ours
    assert ours["model"] == {**FullPoints, NAME: None}
    assert ours["odd"]["power-map-complete"] == 0.0
    assert not (own_course / "ran").exists()


def test_nbgraders_own_autograde_writes_no_silent_zeros(own_course: Path) -> None:
    """Does `nbgrader autograde` grade a renamed notebook at once, and give no 0 for a damaged one?"""
    renamed = complete_hand_in(own_course, "renamed")
    renamed.path.rename(renamed.folder / "My paper (1).ipynb")
    complete_hand_in(own_course, "torn").path.write_text("{", encoding="utf-8")
    _nbgrader(own_course, "generate_assignment", NAME, "--force")
    said = _nbgrader(own_course, "autograde", NAME, code=1)
    assert "torn was set aside: power-paper.ipynb is damaged" in said
    assert points_of(own_course, "renamed") == {**FullPoints, NAME: None}
    assert set(points_of(own_course, "torn").values()) == {None}


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (f"{NAME}__maria__{STAMP}.zip", "maria"),
        (f"Lopez, Maria 12-3 - {NAME}__m.lopez@x__{STAMP}Z (2).zip", "m.lopez@x"),
        (f"{NAME}__..__{STAMP}.zip", None),
        (f"{NAME}__maria__20249999T100000.zip", None),
        ("homework.zip", None),
    ],
)
def test_hand_in_names(name: str, student: str | None) -> None:
    """Is the participant found in the names that platforms make, and nothing else?"""
    named = read_name(Path(name))
    assert (named.student if named else None) == student


def _nbgrader(root: Path, *words: str, code: int = 0) -> str:
    """What one of nbgrader's commands said; it must end with `code`."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *words],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
    )
    assert done.returncode == code, done.stderr[-3000:]
    return done.stderr


def _environment() -> dict[str, str]:
    # Without compiled files each command of nbgrader takes twice as long.
    return {name: value for name, value in os.environ.items() if "BYTECODE" not in name}

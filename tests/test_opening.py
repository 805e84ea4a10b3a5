"""The server's part of opening a page: which cells may run by themselves."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from course_tools.opening import KnownCells
from tests.conftest import own_port

ROOT = Path(__file__).resolve().parents[1]
LABEXTENSION = ROOT / "labextension"


def digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def write_known(file: Path, *sources: str) -> None:
    file.write_text(json.dumps({"cells": [digest(s) for s in sources]}), encoding="utf-8")


def test_known_cells_are_read(tmp_path: Path) -> None:
    """Are the digests those that stand in the file?"""
    file = tmp_path / "known_cells.json"
    write_known(file, "power_map(answer_sheet())")
    assert KnownCells(file).digests() == [digest("power_map(answer_sheet())")]


def test_a_new_build_is_noticed(tmp_path: Path) -> None:
    """Is the list read again after the workbook was built, with no restart of the server?"""
    file = tmp_path / "known_cells.json"
    write_known(file, "first()")
    known = KnownCells(file)
    known.digests()
    write_known(file, "first()", "second()")
    later = file.stat().st_mtime_ns + 1_000_000_000
    os.utime(file, ns=(later, later))
    assert known.digests() == [digest("first()"), digest("second()")]


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"cells": null}', '{"cells": {}}'])
def test_without_a_sound_list_nothing_is_known(tmp_path: Path, text: str | None) -> None:
    """Is nothing run when the list is missing or damaged?"""
    file = tmp_path / "known_cells.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert KnownCells(file).digests() == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Jupyter server with only the workbook's extension; gives its address."""
    home = tmp_path_factory.mktemp("server")
    folders = ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")
    env = os.environ | {f"JUPYTER_{name}": str(home / name.lower()) for name in folders}
    port = own_port()
    command = [
        sys.executable, "-m", "jupyter_server", "--no-browser", f"--port={port}",
        "--allow-root", "--ip=127.0.0.1", "--IdentityProvider.token=secret",
        "--ServerApp.port_retries=0", f"--ServerApp.root_dir={home}",
        "--ServerApp.base_url=/somewhere/",
        "--ServerApp.jpserver_extensions={'course_tools.opening': True}",
    ]  # fmt: skip
    log = (home / "log.txt").open("w")
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log, cwd=ROOT)
    address = f"http://127.0.0.1:{port}/somewhere/"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(address + "api", timeout=5).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail((home / "log.txt").read_text())
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def test_the_server_tells_who_may_ask(server: str) -> None:
    """Does the page get the list of this very package?"""
    request = urllib.request.Request(
        server + "organizing-workbook/known-cells", headers={"Authorization": "token secret"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        listed = json.load(answer)["cells"]
        assert answer.headers["Cache-Control"] == "no-store"
    assert listed == KnownCells().digests()


def test_strangers_get_no_list(server: str) -> None:
    """Is a request without the token refused?"""
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server + "organizing-workbook/known-cells", timeout=10)
    assert refused.value.code in (401, 403)


def test_a_module_beside_the_notebook_is_not_imported(tmp_path: Path) -> None:
    """Can a stranger's course_tools.py beside a notebook run when the page opens?"""
    (tmp_path / "course_tools.py").write_text("raise SystemExit('imported')", encoding="utf-8")
    code = "import course_tools; print('package' if course_tools.__path__ else '')"
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "-c", code],
        cwd=tmp_path,
        env=os.environ
        | {"PYTHONSAFEPATH": "1", "PYTHONPATH": str(ROOT), "IPYTHONDIR": str(tmp_path / "ipy")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "package", done.stdout + done.stderr


def builder() -> ModuleType:
    """Import labextension/build.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("labextension_build", LABEXTENSION / "build.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_committed_build_belongs_to_the_source() -> None:
    """Was the extension built after its source was last changed? (Needs no Node.)"""
    built = ROOT / "course_tools" / "labextension" / "source-digest.json"
    wanted = builder().source_digest()
    assert json.loads(built.read_text(encoding="utf-8"))["sha256"] == wanted, (
        "course_tools/labextension is stale. Run: course build --labextension"
    )


def test_the_build_is_complete_and_small() -> None:
    """Is the file that JupyterLab loads there, with no source maps beside it?"""
    folder = ROOT / "course_tools" / "labextension"
    about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    assert (folder / about["jupyterlab"]["_build"]["load"]).is_file()
    sizes = {file.name: file.stat().st_size for file in folder.rglob("*") if file.is_file()}
    assert not [name for name in sizes if name.endswith(".map")]
    assert sum(sizes.values()) < 70_000


def test_the_lock_file_names_no_registry() -> None:
    """Can the lock file be used with any registry, and does it carry digests?"""
    lock = json.loads((LABEXTENSION / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: about for name, about in lock["packages"].items() if name}
    assert not [name for name, about in packages.items() if "resolved" in about]
    assert not [name for name, about in packages.items() if "integrity" not in about]


@pytest.mark.slow
def test_the_build_can_be_repeated(tmp_path: Path) -> None:
    """Does a fresh build in another place give the committed bytes? (Needs Node and, once, npm.)"""
    is_there = shutil.which("node") and (LABEXTENSION / "node_modules").is_dir()
    if not is_there and not os.environ.get("CI"):
        pytest.skip("needs Node; run: npm ci --prefix labextension")
    command = [sys.executable, str(LABEXTENSION / "build.py"), "--check"]
    elsewhere = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr

"""A PostgreSQL server of our own, for the tests that need a real one."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import own_port


def _programs() -> Path | None:
    """The folder with PostgreSQL's programs; Debian does not put it on the path."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None


def _as_other_user() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--"] if hasattr(os, "getuid") and not os.getuid() else []


@pytest.fixture
def database() -> Iterator[str]:
    """The address of an empty database on a server of our own."""
    programs = _programs()
    if programs is None:
        reason = "No PostgreSQL found (Debian: apt install postgresql)."
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    port = own_port()
    folder = Path(tempfile.mkdtemp(prefix="workbook-postgres-"))
    if _as_other_user():
        shutil.chown(folder, "postgres")
    data, log = folder / "data", folder / "log"
    control = [*_as_other_user(), str(programs / "pg_ctl"), "-D", str(data), "-w"]

    def run(*command: str) -> None:
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)

    try:
        initdb = [*_as_other_user(), str(programs / "initdb")]
        run(
            *initdb, "-D", str(data), "-U", "course", "--auth=trust", "--encoding=UTF8", "--no-sync"
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run(*control, "-l", str(log), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://course@127.0.0.1:{port}/postgres"
        finally:
            run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)

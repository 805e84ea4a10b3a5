"""Builds the JupyterLab extension; needs Node, which nobody else needs.

`python labextension/build.py` builds into `course_tools/labextension`.
`python labextension/build.py --check` builds into a temporary folder and compares the bytes.
Standard library only; `jupyter-builder` comes from the environment of this Python.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "course_tools" / "labextension"
DIGEST_NAME = "source-digest.json"
SOURCES = (
    "src/*.ts",
    "style/*.css",
    "style/*.js",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "webpack.config.js",
)


def source_files() -> list[Path]:
    """Return every file that the build depends on, sorted by its path."""
    return sorted(path for pattern in SOURCES for path in HERE.glob(pattern))


def source_digest() -> str:
    """Return one SHA-256 over the names and texts of all source files.

    Line ends count as `\\n`, so that a Windows checkout gives the same digest.
    """
    total = hashlib.sha256()
    for path in source_files():
        text = path.read_bytes().replace(b"\r\n", b"\n")
        name = path.relative_to(HERE).as_posix()
        total.update(f"{name}\0{hashlib.sha256(text).hexdigest()}\n".encode())
    return total.hexdigest()


def tool(name: str) -> str:
    """Find a command beside this Python first, then on the path."""
    places = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    found = shutil.which(name, path=places)
    if found is None:
        sys.exit(f"{name} was not found. Install Node 20 or newer and the 'dev' requirements.")
    return found


def run(*command: str, cwd: Path) -> None:
    """Run a command; stop with its output when it fails."""
    done = subprocess.run(
        [tool(command[0]), *command[1:]], cwd=cwd, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def build(into: Path) -> None:
    """Build the sources in a copy of this folder, so that a check changes nothing here."""
    if not (HERE / "node_modules" / ".package-lock.json").exists():
        run("npm", "ci", "--ignore-scripts", "--no-fund", "--no-audit", cwd=HERE)
    with tempfile.TemporaryDirectory(prefix="labextension-") as scratch:
        # The bundler numbers modules in the order of their absolute paths. With packages and
        # sources in one copied folder, that order is the same wherever the workbook lies; a link
        # to the packages would be followed, and their real place would count.
        project = Path(scratch).resolve() / "labextension"
        leave_out = shutil.ignore_patterns("node_modules", "lib", "__pycache__")
        shutil.copytree(HERE, project, ignore=leave_out)
        shutil.copytree(HERE / "node_modules", project / "node_modules", symlinks=True)
        run("node", "node_modules/typescript/bin/tsc", cwd=project)
        run("jupyter-builder", "build", ".", cwd=project)
        built = project.parent / "course_tools" / "labextension"
        digest = json.dumps({"sha256": source_digest()}, indent=2) + "\n"
        (built / DIGEST_NAME).write_text(digest, encoding="utf-8", newline="\n")
        if into.exists():
            shutil.rmtree(into)
        shutil.copytree(built, into)


def files_under(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def check() -> None:
    """Exit with a message when the committed build is not what the sources give."""
    with tempfile.TemporaryDirectory(prefix="labextension-check-") as scratch:
        build(Path(scratch) / "built")
        fresh, committed = files_under(Path(scratch) / "built"), files_under(BUILT)
    if fresh != committed:
        names = fresh.keys() | committed.keys()
        differing = sorted(n for n in names if fresh.get(n) != committed.get(n))
        sys.exit(
            "course_tools/labextension does not belong to labextension/src "
            f"({', '.join(differing)}). Run: course build --labextension"
        )
    print("course_tools/labextension belongs to its source.")


def main() -> None:
    """Build, or check that the committed build is fresh."""
    parser = argparse.ArgumentParser(description="Build the JupyterLab extension.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    if parser.parse_args().check:
        check()
    else:
        build(BUILT)
        size = sum(map(len, files_under(BUILT).values()))
        print(f"Built course_tools/labextension, {size / 1000:.0f} kB.")


if __name__ == "__main__":
    main()

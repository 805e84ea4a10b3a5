"""Do environment.yml, pyproject.toml and the locks say the same?

Whether conda can solve environment.yml is not asked here: that needs a conda channel, which is
not reachable everywhere. The micromamba job in .github/workflows/tests.yml asks it.
"""

import contextlib
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version
from rattler import MatchSpec
from rattler import Version as CondaVersion
from rattler.version import VersionSpec

ROOT = Path(__file__).parent.parent
LOCKS = ["requirements.lock", "requirements-dev.lock"]

# conda-forge's name, where it is not PyPI's even with "_", "-" and "." held to be the same.
PYPI_NAMES = {"matplotlib-base": "matplotlib"}
# What only the conda side names: the interpreter and the installer of the workbook itself.
CONDA_ONLY = {"python", "pip"}


class Locked(NamedTuple):
    """One entry of a lock; a package has two where Python or system decide."""

    requirement: Requirement
    hashes: list[str]

    @property
    def version(self) -> str:
        return next(iter(self.requirement.specifier)).version


def conda_ranges(text: str) -> dict[str, str]:
    """The range of each conda package, under its PyPI name; "" stands for any version."""
    ranges: dict[str, str] = {}
    for entry in yaml.safe_load(text)["dependencies"]:
        if isinstance(entry, str):
            spec = MatchSpec(entry)
            name = canonicalize_name(spec.name.normalized)
            ranges[canonicalize_name(PYPI_NAMES.get(name, name))] = spec.version or ""
    return ranges


def locked_packages(text: str) -> dict[str, list[Locked]]:
    """Every entry of a lock, by package."""
    packages: dict[str, list[Locked]] = {}
    whole_lines = text.replace("\\\n", " ").splitlines()
    for line in whole_lines:
        if line.strip() and not line.lstrip().startswith(("#", "--")):
            requirement = Requirement(line.split("--hash=")[0].strip())
            hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line)
            packages.setdefault(canonicalize_name(requirement.name), []).append(
                Locked(requirement, hashes)
            )
    return packages


def versions_around(*ranges: str) -> list[str]:
    """Every bound in the ranges, and the versions just below and just above each."""
    versions = {"0.0.1", "9999"}
    for bound in re.findall(r"\d+(?:\.\d+)*", " ".join(ranges)):
        parts = [int(part) for part in bound.split(".")]
        below = list(parts)
        while below and below[-1] == 0:
            below.pop()
        if below:
            below[-1] -= 1
            versions.add(".".join(map(str, [*below, 999])))
        above = [*parts[:-1], parts[-1] + 1]
        versions |= {bound, f"{bound}.1", ".".join(map(str, above))}
    return sorted(versions, key=Version)


def conda_takes(wanted: str, version: str) -> bool:
    return not wanted or VersionSpec(wanted).matches(CondaVersion(version))


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ENVIRONMENT = (ROOT / "environment.yml").read_text(encoding="utf-8")
REQUIRED: dict[str, SpecifierSet] = {
    canonicalize_name(requirement.name): requirement.specifier
    for requirement in map(Requirement, PROJECT["dependencies"])
}
RUNTIME = locked_packages((ROOT / "requirements.lock").read_text(encoding="utf-8"))
DEVELOPMENT = locked_packages((ROOT / "requirements-dev.lock").read_text(encoding="utf-8"))


def test_conda_and_pip_want_the_same_packages() -> None:
    """Does environment.yml name the dependencies of pyproject.toml, and no others?"""
    assert set(conda_ranges(ENVIRONMENT)) - CONDA_ONLY == set(REQUIRED)


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_conda_and_pip_take_the_same_versions(name: str) -> None:
    """Does conda take exactly the versions that pip takes, at every bound and beside it?"""
    conda, pip = conda_ranges(ENVIRONMENT)[name], REQUIRED[name]
    locked = [entry.version for entry in RUNTIME[name]]
    for version in [*versions_around(conda, str(pip)), *locked]:
        assert conda_takes(conda, version) == (version in pip), f"{name} {version}"


def test_conda_and_pip_take_the_same_pythons() -> None:
    """Does environment.yml ask for the Python that pyproject.toml asks for?"""
    conda, pip = conda_ranges(ENVIRONMENT)["python"], PROJECT["requires-python"]
    for version in versions_around(conda, pip):
        assert conda_takes(conda, version) == (version in SpecifierSet(pip)), version


def test_conda_installs_the_workbook_itself() -> None:
    """Does environment.yml leave nothing to pip but the workbook?"""
    left_to_pip = [
        entry["pip"]
        for entry in yaml.safe_load(ENVIRONMENT)["dependencies"]
        if not isinstance(entry, str)
    ]
    assert left_to_pip == [["-e ."]]


@pytest.mark.parametrize("name", sorted(REQUIRED))
def test_dependency_is_locked_within_its_range(name: str) -> None:
    """Is every dependency in the lock, in a version that pyproject.toml allows?"""
    assert name in RUNTIME
    assert [e.version for e in RUNTIME[name] if e.version not in REQUIRED[name]] == []


def test_lock_can_build_the_workbook() -> None:
    """Is what builds the workbook in the runtime lock, so that start.py fetches nothing more?"""
    builders = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    for requirement in map(Requirement, builders["requires"]):
        locked = RUNTIME[canonicalize_name(requirement.name)]
        assert all(entry.version in requirement.specifier for entry in locked)


def test_development_tools_are_locked_within_their_ranges() -> None:
    """Is every tool of the extra "dev" in the development lock, in a version allowed?"""
    for requirement in map(Requirement, PROJECT["optional-dependencies"]["dev"]):
        for entry in DEVELOPMENT[canonicalize_name(requirement.name)]:
            assert entry.version in requirement.specifier, entry.requirement


def test_development_uses_what_participants_use() -> None:
    """Does the development lock hold the runtime lock, entry by entry and hash by hash?

    Something may be needed on more systems there: Dask needs psutil on all of them.
    """
    for name, entries in RUNTIME.items():
        there = DEVELOPMENT[name]
        wider = [e for e in there if e.requirement.marker is None]
        assert [_fixed(e) for e in entries] == [_fixed(e) for e in wider or there], name
        assert wider or [e.requirement for e in entries] == [e.requirement for e in there], name


def _fixed(entry: Locked) -> tuple[str, object]:
    return str(entry.requirement.specifier), entry.hashes


def test_the_lock_is_whole() -> None:
    """Is everything that a locked package needs on this computer locked as well?"""
    needed = set()
    for name in RUNTIME:
        with contextlib.suppress(PackageNotFoundError):  # locked for other systems
            needed |= set(map(Requirement, distribution(name).requires or ()))
    here = {r.name for r in needed if r.marker is None or r.marker.evaluate({"extra": ""})}
    assert {canonicalize_name(name) for name in here} - set(RUNTIME) == set()


@pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT], ids=LOCKS)
def test_every_package_is_pinned_and_has_hashes(lock: dict[str, list[Locked]]) -> None:
    """Would pip refuse any other file than those that were locked?"""
    for entry in (entry for entries in lock.values() for entry in entries):
        assert entry.hashes, entry.requirement
        assert [s.operator for s in entry.requirement.specifier] == ["=="], entry.requirement


@pytest.mark.parametrize("name", [*LOCKS, "environment.yml"])
def test_no_address_is_named(name: str) -> None:
    """Is there no address and no path of one computer, which would fail on another?"""
    text = (ROOT / name).read_text(encoding="utf-8")
    found = re.findall(r"^.*(?:://|--(?:extra-)?index-url|--find-links|\s/\w+/).*$", text, re.M)
    assert [line for line in found if "--no-emit-index-url" not in line] == []

"""A control group for each sandbox: limits that hold for all its processes together.

For root they are the only ones that hold for sure; ordinary users get one where the machine
hands groups out (systemd does), and otherwise the limits of single processes.
"""

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
_NAME = "course-sandbox-"
_counter = iter(range(1, 1 << 62))


@dataclass(frozen=True)
class Group:
    """One group; with version 1 it is a folder in each of two trees."""

    folders: tuple[Path, ...]
    unified: bool

    @property
    def doors(self) -> list[Path]:
        """Files that a process writes itself into."""
        return [folder / "cgroup.procs" for folder in self.folders]

    def times_out_of_memory(self) -> int:
        """How many processes were stopped because all together had no memory left."""
        file = "memory.events" if self.unified else "memory.oom_control"
        for folder in self.folders:
            with contextlib.suppress(OSError):
                found = re.search(r"^oom_kill (\d+)$", (folder / file).read_text(), re.MULTILINE)
                if found:
                    return int(found[1])
        return 0

    def remove(self) -> None:
        """Remove the folders; its processes must be gone."""
        for folder in self.folders:
            with contextlib.suppress(OSError):
                folder.rmdir()


def new_group(memory: int, processes: int, root: Path = ROOT) -> Group | None:
    """A group with these limits (bytes, count), or None where this user may not make one."""
    for parents, unified in _places(root):
        _remove_left_over(parents)
        name = f"{_NAME}{os.getpid()}-{next(_counter)}"
        group = Group(tuple(parent / name for parent in parents), unified)
        try:
            for folder in group.folders:
                folder.mkdir()
            _set_limits(group, memory, processes)
        except OSError:
            group.remove()
            continue
        return group
    return None


def _set_limits(group: Group, memory: int, processes: int) -> None:
    first, last = group.folders[0], group.folders[-1]
    (first / "pids.max").write_text(str(processes))
    if group.unified:
        (last / "memory.max").write_text(str(memory))
        unswapped = (last / "memory.swap.max", "0")
        (last / "memory.oom.group").write_text("0")
    else:
        (last / "memory.limit_in_bytes").write_text(str(memory))
        unswapped = (last / "memory.memsw.limit_in_bytes", str(memory))
    # Not every kernel counts swap.
    with contextlib.suppress(OSError):
        unswapped[0].write_text(unswapped[1])


def _places(root: Path) -> Iterator[tuple[tuple[Path, ...], bool]]:
    """Folders to make a group in: version 1 (pids, memory) if there, then version 2."""
    own = _own_groups()
    if (root / "pids").is_dir() and (root / "memory").is_dir():
        yield (
            (_inside(root / "pids", own.get("pids")), _inside(root / "memory", own.get("memory"))),
            False,
        )
    unified = root if (root / "cgroup.controllers").exists() else root / "unified"
    folder = _inside(unified, own.get(""))
    while True:
        with contextlib.suppress(OSError):
            handed_down = (folder / "cgroup.subtree_control").read_text().split()
            if {"memory", "pids"} <= set(handed_down):
                yield (folder,), True
        if folder == unified:
            return
        folder = folder.parent


def _inside(tree: Path, own: str | None) -> Path:
    """The folder of this process, or the top where a container hides it."""
    folder = tree / (own or "/").lstrip("/")
    return folder if folder.is_dir() and ".." not in folder.parts else tree


def _own_groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, path = line.split(":", 2)
        groups |= dict.fromkeys(controllers.split(","), path)
    return groups


def _remove_left_over(parents: tuple[Path, ...]) -> None:
    """Remove groups of workers that were killed before they could."""
    for parent in parents:
        for folder in parent.glob(f"{_NAME}*"):
            worker = folder.name.removeprefix(_NAME).split("-")[0]
            if not Path("/proc", worker).exists():
                with contextlib.suppress(OSError):
                    folder.rmdir()

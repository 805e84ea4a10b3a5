"""Whether participants' code can be run safely on this machine, and what to do if not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from course_tools.errors import SetupProblem
from course_tools.grading.sandbox import cgroups
from course_tools.grading.sandbox.bubblewrap import command, python_folders
from course_tools.grading.sandbox.limits import MEGABYTE, Limits

# For the warm process itself, and for the threads of a kernel before any cell has run.
OWN_MEMORY, OWN_PROCESSES = 256 * MEGABYTE, 24
# bubblewrap's own environment could be read from inside, in /proc.
BARE_ENVIRONMENT = {"PATH": "/usr/bin:/bin"}
_SECONDS_TO_TRY = 30


class SandboxUnavailable(SetupProblem):
    """Participants' code cannot be run safely on this machine; nothing was run."""


def why_not(cgroup_root: Path = cgroups.ROOT) -> str:
    """Nothing when sandboxed kernels can run here, else what is missing and what to do."""
    limits = Limits()
    try:
        bwrap = path_of_bubblewrap()
        group = group_for(limits, cgroup_root)
        if group:
            group.remove()
        _try(bwrap, limits)
    except SandboxUnavailable as unavailable:
        return str(unavailable)
    return ""


def path_of_bubblewrap() -> str:
    """Where bubblewrap is. Raises SandboxUnavailable where there is none."""
    if sys.platform != "linux":
        raise SandboxUnavailable(
            "Participants' code can be run safely only on Linux. Grade this assignment on a "
            "Linux machine, in a virtual machine or in WSL 2."
        )
    if any(Path(folder).is_relative_to("/tmp") for folder in python_folders()):
        # Each notebook has a /tmp of its own, laid over this one.
        raise SandboxUnavailable(
            "Python is installed under /tmp, which is empty in the sandbox. "
            "Install it in another folder."
        )
    bwrap = shutil.which("bwrap")
    if bwrap is None:
        raise SandboxUnavailable(
            "bubblewrap is missing, which keeps participants' code apart. "
            "Debian and Ubuntu: apt install bubblewrap. Fedora: dnf install bubblewrap."
        )
    return bwrap


def group_for(limits: Limits, cgroup_root: Path) -> cgroups.Group | None:
    """A control group; ordinary users may go without, root may not."""
    group = cgroups.new_group(
        limits.memory + OWN_MEMORY, limits.processes + OWN_PROCESSES, cgroup_root
    )
    if group is None and os.geteuid() == 0:
        raise SandboxUnavailable(
            "For root, limits hold only in a control group with memory and processes, and none "
            f"can be made in {cgroup_root}. Grade as an ordinary user, or make that folder "
            "writable (in a container: mount it for writing)."
        )
    return group


def in_words(why: str) -> str:
    """What bubblewrap or the first process said, and what to do."""
    last = (why.strip().splitlines() or ["no reason was given"])[-1]
    if "bwrap:" in why and any(word in why for word in ("namespace", "uid map", "permitted")):
        return (
            f"This machine does not let bubblewrap make namespaces ({last}). Ubuntu: install the "
            "package apparmor-profiles and switch its profile bwrap-userns-restrict on. In a "
            "container: allow user namespaces. Elsewhere: sysctl user.max_user_namespaces must "
            "not be 0."
        )
    return (
        f"The sandbox did not start ({last}). The Python environment must be readable for every "
        "user and hold ipykernel, pandas and matplotlib."
    )


def _try(bwrap: str, limits: Limits) -> None:
    inner = [sys.executable, "-m", "course_tools.grading.sandbox.zygote", "try"]
    try:
        tried = subprocess.run(
            command(bwrap, limits, inner),
            env=BARE_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS_TO_TRY,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SandboxUnavailable(in_words(str(error))) from error
    if tried.returncode != 0:
        raise SandboxUnavailable(in_words(tried.stderr))

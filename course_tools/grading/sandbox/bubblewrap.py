"""The command line of bubblewrap: what exists inside the sandbox, and nothing else does."""

import os
import sys
from pathlib import Path

import course_tools
from course_tools.grading.sandbox.limits import Limits
from course_tools.grading.sandbox.places import SOCKETS, TOOLS, WORK

_SYSTEM = ("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/share")
_SHORT_WAYS = ("/bin", "/lib", "/lib32", "/lib64", "/sbin")
_SETTINGS = (
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/mime.types",
)
ENVIRONMENT = {
    "HOME": WORK,
    "IPYTHONDIR": "/tmp/ipython",
    "JUPYTER_CONFIG_DIR": "/tmp/jupyter",
    "LANG": "C.UTF-8",
    # Each thread would otherwise reserve room of its own and use up the limit on memory.
    "MALLOC_ARENA_MAX": "2",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "MPLCONFIGDIR": "/tmp/matplotlib",
    "NUMEXPR_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONPATH": TOOLS,
    "PYTHONSAFEPATH": "1",
    "PYTHONWARNINGS": "ignore",
    "TMPDIR": "/tmp",
}


def command(bwrap: str, limits: Limits, inner: list[str]) -> list[str]:
    """The whole command that runs `inner` in a sandbox."""
    return [
        bwrap,
        *_namespaces(),
        *_files(limits),
        *_places_to_write(limits),
        *_environment(),
        *inner,
    ]


def _namespaces() -> list[str]:
    if os.geteuid() == 0:
        # Root makes the namespaces itself and then truly becomes nobody: what escapes from a
        # user namespace of root's would be root.
        apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        apart += ["--unshare-cgroup-try", "--cap-drop", "ALL"]
        apart += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
    else:
        apart = ["--unshare-all", "--uid", "1000", "--gid", "1000"]
    return [*apart, "--hostname", "sandbox", "--die-with-parent", "--new-session"]


def _files(limits: Limits) -> list[str]:
    tools = str(Path(course_tools.__file__).resolve().parent)
    bound = _open_folders([*_SYSTEM, *_SETTINGS, *python_folders(), f"{TOOLS}/x"])
    for path in (*_SYSTEM, *_SHORT_WAYS):
        if Path(path).is_symlink():
            bound += ["--symlink", str(Path(path).readlink()), path]
        elif Path(path).is_dir():
            bound += ["--ro-bind", path, path]
    for path in _SETTINGS:
        bound += ["--ro-bind-try", path, path]
    # Before Python's own folders, which may lie under /tmp.
    bound += ["--perms", "1777", "--size", str(limits.disk), "--tmpfs", "/tmp"]
    for path in python_folders():
        bound += ["--ro-bind", path, path]
    return [*bound, "--ro-bind", tools, f"{TOOLS}/course_tools"]


def _open_folders(paths: list[str]) -> list[str]:
    """The folders above these: bubblewrap would make them for root's eyes only."""
    above = {str(folder) for path in paths for folder in Path(path).parents} - {"/", "/tmp"}
    return [word for path in sorted(above) for word in ("--perms", "0755", "--dir", path)]


def python_folders() -> list[str]:
    """The folders of this Python and of its environment, and no folder above them."""
    folders: list[str] = []
    for prefix in (sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix):
        wanted = ["/usr/local/lib"] if prefix in ("/usr", "/usr/local") else [prefix]
        wanted += ["/usr/local/bin"] if prefix == "/usr/local" else []
        folders += [path for path in wanted if path not in folders and Path(path).is_dir()]
    return folders


def _places_to_write(limits: Limits) -> list[str]:
    places: list[str] = ["--proc", "/proc", "--dev", "/dev"]
    for path, size in (
        (WORK, limits.disk),
        (SOCKETS, 1 << 20),
        ("/dev/shm", limits.disk),
    ):
        places += ["--perms", "1777", "--size", str(size), "--tmpfs", path]
    return [*places, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", WORK]


def _environment() -> list[str]:
    folders = [f"{sys.prefix}/bin", f"{sys.base_prefix}/bin", "/usr/bin", "/bin"]
    given = ["--clearenv", "--setenv", "PATH", ":".join(folders)]
    for name, value in ENVIRONMENT.items():
        given += ["--setenv", name, value]
    return given

"""Whether a course can be handed in to from here: the exchange folder that nbgrader is set to.

Only reads nbgrader's configuration; loading nbgrader itself would cost seconds.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_tools.course_folder import find_course
from course_tools.errors import NotInCourse

_CONFIG = "nbgrader_config"
_USUAL_ROOT = "/usr/local/share/nbgrader/exchange"  # nbgrader's own default


@dataclass(frozen=True)
class ExchangePlace:
    """`start` is the folder from which nbgrader finds its configuration."""

    root: Path
    course: str
    start: Path

    @property
    def outbound(self) -> Path:
        """Where released assignments are."""
        return self.root / self.course / "outbound"

    @property
    def inbound(self) -> Path:
        """Where hand-ins go; nobody but staff can list it."""
        return self.root / self.course / "inbound"


def find_exchange(near: Path) -> ExchangePlace | None:
    """The exchange that nbgrader is set to for a folder, or None when there is none to use."""
    start = _start(near)
    config = _configuration(start)
    root = _said(config, ("Exchange", "root"), ("TransferApp", "exchange_directory")) or _USUAL_ROOT
    course = _said(
        config,
        ("CourseDirectory", "course_id"),
        ("Exchange", "course_id"),
        ("NbGrader", "course_id"),
    )
    place = ExchangePlace(Path(root), course, start)
    return place if course and _is_open(place.root) else None


def can_hand_in(place: ExchangePlace | None, assignment: str) -> bool:
    """Whether an assignment was released there and hand-ins can be dropped."""
    return place is not None and _is_open(place.inbound) and (place.outbound / assignment).is_dir()


def _start(near: Path) -> Path:
    try:
        return find_course(near)
    except NotInCourse:
        return near.resolve().parent


def _configuration(start: Path) -> Any:
    from jupyter_core.paths import jupyter_config_path  # noqa: PLC0415
    from traitlets.config.loader import (  # noqa: PLC0415
        Config,
        JSONFileConfigLoader,
        PyFileConfigLoader,
    )

    config = Config()
    # From the most general to the most particular, as nbgrader itself reads them.
    for folder in (*reversed(jupyter_config_path()), str(start)):
        for loader, ending in ((PyFileConfigLoader, "py"), (JSONFileConfigLoader, "json")):
            if (Path(folder) / f"{_CONFIG}.{ending}").is_file():
                try:
                    config.merge(loader(f"{_CONFIG}.{ending}", path=folder).load_config())
                except Exception:  # anything may go wrong in a file of Python
                    continue
    return config


def _said(config: Any, *names: tuple[str, str]) -> str:
    for section, name in names:
        value = config.get(section, {}).get(name, "")
        if isinstance(value, str) and value:
            return value
    return ""


def _is_open(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)

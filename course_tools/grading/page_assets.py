"""nbgrader's own scripts and styles for its grading page, wherever its version keeps them.

0.9.5 has them under `static/components`, 0.9.6 under `static/node_modules`.
"""

from collections.abc import Sequence
from pathlib import Path

_PACKAGES = (
    ("jquery", ("jquery.min.js",)),
    ("jquery-color", ("jquery.color.min.js", "jquery.color.js")),
    ("underscore", ("underscore-min.js",)),
    ("backbone", ("backbone-min.js",)),
    ("bootstrap", ("bootstrap.min.js",)),
    ("autosize", ("autosize.min.js",)),
)
_OWN = ("backbone_xsrf", "formgrade_keyboardmanager", "formgrade_models", "formgrade", "utils")


def scripts_in(static: Path) -> list[str]:
    """The scripts of the grading page in the order they need, as paths below `static`."""
    found = [_found(static, package, names) for package, names in _PACKAGES]
    return [*filter(None, found), *(f"js/{name}.js" for name in _OWN)]


def styles_in(static: Path) -> list[str]:
    """The style sheets, likewise."""
    bootstrap = _found(static, "bootstrap", ("bootstrap.min.css",))
    return [*filter(None, [bootstrap]), "css/formgrade.css"]


def _found(static: Path, package: str, names: Sequence[str]) -> str:
    for name in names:
        for folder in ("node_modules", "components"):
            for path in sorted((static / folder / package).rglob(name)):
                return path.relative_to(static).as_posix()
    return ""

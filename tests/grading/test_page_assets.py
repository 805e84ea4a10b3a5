"""Does the grading page find nbgrader's scripts in both layouts that nbgrader has had?"""

from pathlib import Path

import nbgrader
import pytest

from course_tools.grading.page_assets import scripts_in, styles_in

LAYOUTS = {
    "0.9.5": (
        "components/jquery/jquery.min.js",
        "components/jquery-color/jquery.color.js",
        "components/underscore/underscore-min.js",
        "components/backbone/backbone-min.js",
        "components/bootstrap/js/bootstrap.min.js",
        "components/autosize/dist/autosize.min.js",
        "components/bootstrap/css/bootstrap.min.css",
    ),
    "0.9.6": (
        "node_modules/jquery/dist/jquery.min.js",
        "node_modules/jquery-color/dist/jquery.color.min.js",
        "node_modules/underscore/underscore-min.js",
        "node_modules/backbone/backbone-min.js",
        "node_modules/bootstrap/dist/js/bootstrap.min.js",
        "node_modules/autosize/dist/autosize.min.js",
        "node_modules/bootstrap/dist/css/bootstrap.min.css",
    ),
}


@pytest.mark.parametrize("version", LAYOUTS)
def test_every_script_is_found_in_order(version: str, tmp_path: Path) -> None:
    """Is each library there, jQuery first and nbgrader's own last?"""
    for name in LAYOUTS[version]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    found = scripts_in(tmp_path)
    assert found[:6] == list(LAYOUTS[version][:6])
    assert found[-2:] == ["js/formgrade.js", "js/utils.js"]
    assert styles_in(tmp_path) == [LAYOUTS[version][6], "css/formgrade.css"]


def test_the_installed_nbgrader_has_them_all() -> None:
    """Do all scripts and styles exist in the nbgrader that is installed?"""
    static = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "static"
    names = [*scripts_in(static), *styles_in(static)]
    assert len(names) == 13
    assert [name for name in names if not (static / name).exists()] == []

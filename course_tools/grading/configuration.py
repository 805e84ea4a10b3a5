"""nbgrader's settings for this course, in one place: its own commands and ours obey the same."""

from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).parent / "templates"
_STEPS = "course_tools.grading.preprocessors"
NEVER_COPIED = [
    *(".*", "__pycache__", "*.pyc", "hand-in", "feedback", "*.tmp"),
    *("[Mm][Yy]-[Ww][Oo][Rr][Kk]", "[Pp][Rr][Ii][Vv][Aa][Tt][Ee]"),
]


def apply(config: Any, root: Path) -> None:
    """Write the course's settings into a traitlets configuration. `root` is the course's folder."""
    course = config.CourseDirectory
    course.course_id = "organizing"
    course.root = str(root)
    course.ignore = NEVER_COPIED
    course.max_file_size = 60_000  # kilobytes
    config.Exchange.root = str(root / "exchange")

    # An answer cell keeps its prompt; the model answer between the markers goes.
    config.ClearSolutions.text_stub = ""

    config.Autograde.pre_convert_hook = "course_tools.grading.hook.before_nbgrader"
    config.Autograde.sanitize_preprocessors = [
        f"{_STEPS}.sanitize.TakeWords",
        "nbgrader.preprocessors.ClearOutput",
        "nbgrader.preprocessors.OverwriteKernelspec",
        "nbgrader.preprocessors.OverwriteCells",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.Autograde.autograde_preprocessors = [
        f"{_STEPS}.execute.RunChecks",
        f"{_STEPS}.outputs.LimitEveryOutput",
        f"{_STEPS}.points.OnlyPlainPoints",
        f"{_STEPS}.points.SavePoints",
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    config.RunChecks.timeout = 30
    config.OverwriteCells.add_missing_cells = True

    config.GenerateFeedback.preprocessors = [f"{_STEPS}.pages.FeedbackPage"]
    config.HTMLExporter.preprocessors = [f"{_STEPS}.pages.GradingPage"]
    config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
    config.HTMLExporter.filters = {
        "clean_html": "course_tools.grading.sanitizing.clean_html",
        "fresh_nonce": "course_tools.grading.sanitizing.fresh_nonce",
    }
    config.HTMLExporter.mathjax_url = ""

    config.ExchangeFactory.release_assignment = "course_tools.grading.exchange.CarefulRelease"
    config.ExchangeFactory.submit = "course_tools.grading.exchange.CarefulSubmit"
    config.ExchangeFactory.collect = "course_tools.grading.exchange.CarefulCollect"
    config.ExchangeCollect.check_owner = False
    config.ZipCollectApp.extractor_plugin = "course_tools.grading.zip_plugins.CarefulExtractor"
    config.ZipCollectApp.collector_plugin = "course_tools.grading.zip_plugins.HandInCollector"


def settings_of(root: Path) -> Any:
    """The course's settings with what staff added in `nbgrader_config.py`."""
    from traitlets.config import Config  # noqa: PLC0415
    from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415

    own = root / "nbgrader_config.py"
    config = Config()
    apply(config, root)
    if own.exists():
        config.merge(PyFileConfigLoader(own.name, path=str(root)).load_config())
        config.CourseDirectory.root = str(root)
    return config

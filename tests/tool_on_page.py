"""A tool as it stands on a page, for tests: its fields, without a browser or a kernel."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout

import pytest

from course_tools.answers import AnswerSheet
from course_tools.widgets import tool as tool_page
from course_tools.widgets.fields import FormFields


def fields_on_page(tool: Callable[[AnswerSheet], None], sheet: AnswerSheet) -> FormFields:
    """Show `tool` and give back its fields; what is put into them is recorded in `sheet`."""
    kept: list[FormFields] = []
    together = tool_page.together

    def keep(*parts):
        kept.append(together(*parts))
        return kept[-1]

    with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()):
        patch.setattr(tool_page, "together", keep)
        tool(sheet)
    return kept[0]

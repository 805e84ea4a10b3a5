"""Any order of saves, crashes, deletions and damage."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from course_tools.answers import AnswerSheet, disk, is_blank
from course_tools.errors import AnswersNotSaved

_QUESTIONS = st.sampled_from(["plan", "goal", "people"])
# Thousands of saves: in memory where there is such a disk, as no power cut is asked about here.
_QUICK_DISK = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.text(max_size=5),
    st.dictionaries(st.text(max_size=2), st.lists(st.integers(0, 2), max_size=2), max_size=2),
)


class _PowerCut(BaseException):
    """The process ends here."""


class AnyOrder(RuleBasedStateMachine):
    """Is every latest answer that was said to be saved there, whatever happens in between?"""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=_QUICK_DISK))
        self.file = self.folder / "answers.json"
        self.windows = [AnswerSheet(self.folder), AnswerSheet(self.folder)]
        self.said: dict[str, list[object]] = {}  # the latest said; more when a crash left it open

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(window=st.integers(0, 1), question=_QUESTIONS, value=_VALUES)
    def record(self, window: int, question: str, value: object) -> None:
        self.windows[window].record(question, value)
        self.said[question] = [value]

    @rule(window=st.integers(0, 1), question=_QUESTIONS)
    def start_again(self, window: int, question: str) -> None:
        self.windows[window].start_again(question)
        self.said[question] = [None]

    @rule(window=st.integers(0, 1))
    def reopen(self, window: int) -> None:
        self.windows[window] = AnswerSheet(self.folder)

    @rule(
        window=st.integers(0, 1),
        question=_QUESTIONS,
        value=_VALUES,
        step=st.sampled_from(["write_flushed", "_flush_to_disk", "_flush_folder"]),
        dies=st.booleans(),
    )
    def fail(self, window: int, question: str, value: object, step: str, dies: bool) -> None:
        def break_off(*_: object) -> None:
            raise _PowerCut if dies else OSError(5, "Input/output error")

        kept_function = getattr(disk, step)
        setattr(disk, step, break_off)
        try:
            with contextlib.suppress(_PowerCut, AnswersNotSaved):
                self.windows[window].record(question, value)
                self.said[question] = []  # nothing was to be written
        finally:
            setattr(disk, step, kept_function)
        self.said.setdefault(question, [None]).append(value)
        if dies:
            self.reopen(window)

    @precondition(lambda self: self.file.exists())
    @rule(part=st.floats(0, 0.95))
    def cut_off(self, part: float) -> None:
        whole = self.file.read_bytes()
        self.file.write_bytes(whole[: int(len(whole) * part)])

    @precondition(lambda self: self.file.exists())
    @rule()
    def delete(self) -> None:
        self.file.unlink()

    @invariant()
    def nothing_is_lost(self) -> None:
        for question, values in self.said.items():
            for sheet in self.windows:
                found = sheet.answer(question)
                shown = [None if is_blank(value) else value for value in values]
                assert repr(found) in map(repr, shown), (question, found, values)


# The same programs in every run; raise max_examples and drop derandomize to search further.
AnyOrder.TestCase.settings = settings(
    max_examples=50, stateful_step_count=20, deadline=None, derandomize=True
)
test_any_order = AnyOrder.TestCase

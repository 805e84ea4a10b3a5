"""Fixtures for the tests of the answer store."""

import pytest

from course_tools.answers import disk


@pytest.fixture
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """For thousands of saves in tests that do not ask what a power cut leaves."""
    monkeypatch.setattr(disk, "_flush_to_disk", lambda _: None)
    monkeypatch.setattr(disk, "_flush_folder", lambda _: None)

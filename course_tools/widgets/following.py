"""A tool that looks at another tool's answer hears when that answer changes."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from course_tools.answers import AnswerSheet

_followers: WeakKeyDictionary[AnswerSheet, dict[str, list[Callable[[], None]]]] = (
    WeakKeyDictionary()
)


def follow(sheet: AnswerSheet, question: str, told: Callable[[], None]) -> None:
    """Call `told` whenever the answer to `question` changes on this page."""
    _followers.setdefault(sheet, {}).setdefault(question, []).append(told)


def tell_followers(sheet: AnswerSheet, question: str) -> None:
    """Say that an answer has changed."""
    for told in _followers.get(sheet, {}).get(question, ()):
        told()

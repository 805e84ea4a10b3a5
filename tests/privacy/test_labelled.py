"""How much of what could point to a person does the check find, and how often is it wrong?"""

from pathlib import Path

import pytest

from course_tools.privacy.gentle import QUESTIONS
from tests.privacy import labelled
from tests.privacy.labelled import DETAILS, HELD_OUT, LABELS, LATER, TUNING

TOLD = Path(__file__).parents[2] / "docs" / "privacy-check.md"

# A little below what was measured, as (precision, recall).
FLOORS = {
    (TUNING, DETAILS): (0.93, 0.97),
    (HELD_OUT, DETAILS): (0.83, 0.78),
    (LATER, DETAILS): (0.90, 0.75),
    (TUNING, tuple(QUESTIONS)): (0.95, 0.95),
    (HELD_OUT, tuple(QUESTIONS)): (0.95, 0.95),
    (TUNING, LABELS): (0.94, 0.97),
    (HELD_OUT, LABELS): (0.89, 0.86),
}
KIND_FLOORS = {
    "person": (0.70, 0.75),
    "child": (0.95, 0.85),
    "phone": (0.80, 0.80),
    "id-number": (0.75, 0.60),
    "birth": (0.80, 0.70),
    "address": (0.95, 0.60),
    "postcode": (0.95, 0.70),
    "e-mail": (0.95, 0.95),
    "page": (0.95, 0.95),
    **dict.fromkeys(QUESTIONS, (0.95, 0.95)),
}


@pytest.mark.parametrize(
    ("part", "labels"), FLOORS, ids=[f"{part}-{len(labels)}-kinds" for part, labels in FLOORS]
)
def test_check_finds_and_is_calm(part: str, labels: tuple[str, ...]) -> None:
    """Do precision and recall stay where they were measured?"""
    tally = labelled.together(labelled.tallies(labelled.sentences_of(part)), labels)
    precision, recall = FLOORS[part, labels]
    assert tally.precision is not None and tally.precision >= precision
    assert tally.recall is not None and tally.recall >= recall


@pytest.mark.parametrize("label", LABELS)
def test_each_kind_is_found_in_both_halves(label: str) -> None:
    """Does no single kind fall behind, while the others hide it?"""
    precision, recall = KIND_FLOORS[label]
    for part in labelled.HALVES:
        tally = labelled.tallies(labelled.sentences_of(part))[label]
        assert tally.precision is not None and tally.precision >= precision, part
        assert tally.recall is not None and tally.recall >= recall, part


def test_set_is_large_and_half_of_it_has_nothing_to_find() -> None:
    """Are there enough sentences, enough Spanish ones, and at least half without anything?"""
    both = [s for part in labelled.HALVES for s in labelled.sentences_of(part)]
    assert len(both) >= 320
    assert sum(s.language == "spanish" for s in both) >= 40
    assert sum(not s.expected for s in both) >= len(both) / 2
    assert len({s.text for s in both}) == len(both)


def test_every_label_is_known() -> None:
    """Is each marked kind one that the check has, with at least three examples in each half?"""
    for part in labelled.HALVES:
        marked = [one.kind for s in labelled.sentences_of(part) for one in s.expected]
        assert set(marked) == set(LABELS)
        assert min(marked.count(label) for label in LABELS) >= 3


def test_told_numbers_are_the_measured_ones() -> None:
    """Does the page about the check say what is measured today?"""
    assert labelled.table() in TOLD.read_text(encoding="utf-8"), (
        "docs/privacy-check.md: the table is stale. Put in its place what "
        "`python -m tests.privacy.labelled` prints, and read the text around it again."
    )

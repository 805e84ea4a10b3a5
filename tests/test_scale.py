"""Does the page on very large courses say what follows from the measured numbers?"""

from pathlib import Path

from benchmarks.scale import GRADEBOOK, KINDS, SCHEDULER, Kind, minutes, table

PAGE = Path(__file__).parents[1] / "docs" / "scale.md"


def test_the_page_has_the_table() -> None:
    """Is the table of the page the one that is computed, and do its numbers stand in the text?"""
    page = PAGE.read_text(encoding="utf-8")
    assert "\n".join(table()) in page
    for kind in KINDS:
        assert f"{kind.seconds:.3f}" in page
    for limit in (SCHEDULER, GRADEBOOK):
        assert f"{limit.a_second:g} a second" in page


def test_minutes_by_hand() -> None:
    """One machine of eight cores, a tenth of a second each: a thousand take 12.5 seconds?"""
    assert minutes(Kind("any", 0.1), 1_000, 1) == (1_000 * 0.1 / 8 / 60, "the cores")
    time, what = minutes(Kind("any", 0.001), 60_000, 4)
    slowest = min(SCHEDULER.a_second, GRADEBOOK.a_second)
    assert (time, what != "the cores") == (60_000 / slowest / 60, True)

"""The labelled claims, and how often the claim checker says of them what it should.

Run `python -m tests.casework.labelled_claims` from the repository's folder to print the measured
numbers, or `python -m tests.casework.labelled_claims misses` for what to work on: it shows the
tuning parts only.
"""

import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from course_tools.casework.claims import (
    Checked,
    Comparator,
    Evidence,
    Origin,
    Subject,
    check_claim,
)
from course_tools.casework.claims.evidence import Shared
from course_tools.casework.rates import Rate

CLAIMS = Path(__file__).with_name("labelled_claims.toml")
LAST_CLAIMS = Path(__file__).with_name("labelled_claims_last.toml")
LATER_CLAIMS = Path(__file__).with_name("labelled_claims_later.toml")
TUNING, HELD_OUT = "tuning", "held out"
LATER_TUNING, LATER_HELD_OUT = "later, tuning", "later, held out"
LAST = "written last"
PARTS = (TUNING, HELD_OUT, LATER_TUNING, LATER_HELD_OUT, LAST)
VERDICTS = ("supported", "unclear", "not supported")
# These depend on the words of the claim; source, several and rivals on the evidence alone.
CHECKS = ("base", "time", "comparator", "interval", "cause", "deficit", "ecological", "definition",
          "rank", "small-numbers")  # fmt: skip
_ORIGIN = Origin("An invented table", "CC0", "20 March 2025")

LARKFIELD = Evidence(
    Rate(36, 90),
    Subject(
        "pupils eligible for free school meals",
        "missed 10 % or more of sessions",
        "Larkfield Primary",
        "2023/24",
        group_words=(
            "FSM pupils", "pupils on free school meals", "free school meals pupils",
            "eligible for free school meals", "get free school meals",
            "alumnos con comidas escolares gratuitas", "alumnos con comidas gratuitas",
        ),
        measure_words=("persistently absent", "persistent absence", "faltó", "faltar", "faltan", "faltaron"),
        place_words=("Larkfield",),
    ),
    _ORIGIN,
    (
        Comparator("other pupils at Larkfield Primary", Rate(42, 210), shared=Shared.THE_REST),
        Comparator("Northmere, all pupils", Rate(2640, 12000), ("Northmere",), Shared.INCLUDES_GROUP),
        Comparator("England, all pupils", Rate(752_400, 4_400_000), ("England",), Shared.INCLUDES_GROUP),
    ),
    definitions=("FSM: pupils registered for free school meals on census day.",),
    rivals=("illness", "bus fares"),
    more_is="worse",
)  # fmt: skip
SIERRA = Evidence(
    Rate(58, 340),
    Subject(
        "English learners",
        "chronically absent",
        "Sierra Bonita Unified",
        "2023-24",
        group_words=("English learner", "estudiantes aprendices de inglés", "aprendices de inglés"),
        measure_words=("chronic absence", "ausentismo crónico"),
    ),
    _ORIGIN,
    (
        Comparator("other students in Sierra Bonita Unified", Rate(160, 1200), shared=Shared.THE_REST),
        Comparator("California, all students", Rate(1_369_500, 5_500_000), ("California",), Shared.INCLUDES_GROUP),
    ),
    definitions=("English learner: classified as EL on census day; reclassified students are not.",),
    rivals=("illness",),
    more_is="worse",
)  # fmt: skip
RIDGEWAY = Evidence(
    Rate(18, 75),
    Subject(
        "disadvantaged pupils",
        "reached grade 5 or above in English and mathematics",
        "Ridgeway School",
        "2023/24",
        group_words=("disadvantaged",),
        measure_words=("grade 5 in English and maths",),
        place_words=("Ridgeway",),
    ),
    _ORIGIN,
    (
        Comparator("other pupils at Ridgeway School", Rate(66, 120), shared=Shared.THE_REST),
        Comparator("England, all pupils", Rate(277_200, 600_000), ("England",), Shared.INCLUDES_GROUP),
    ),
    rivals=("option choices",),
    more_is="better",
)  # fmt: skip
AREA = Evidence(
    Rate(210, 600),
    Subject(
        "children in the neighborhood Northmere 004C",
        "lived in families with low income",
        "Northmere 004C",
        "2019",
        group_words=("neighborhood",),
        measure_words=("low-income families", "families with low income"),
    ),
    _ORIGIN,
    (Comparator("Northmere", Rate(3300, 22000), shared=Shared.INCLUDES_GROUP),),
    definitions=("Low income: families that get certain benefits.",),
    counts="areas",
    rivals=("rents",),
    more_is="worse",
)
HILLCREST = Evidence(
    Rate(3, 24),
    Subject("Black pupils", "were suspended at least once", "Hillcrest Academy", "2023/24", place_words=("Hillcrest",)),
    _ORIGIN,
    (Comparator("other pupils at Hillcrest Academy", Rate(12, 276), shared=Shared.THE_REST),),
    definitions=("Suspended: at least one suspension in the school year.",),
    rivals=("one incident",),
    more_is="worse",
)  # fmt: skip
BROOKSIDE = Evidence(
    Rate(16, 80),
    Subject(
        "girls in Year 9",
        "were suspended at least once",
        "Brookside School",
        "2023/24",
        group_words=("Year 9 girls",),
        place_words=("Brookside",),
    ),
    _ORIGIN,
    (Comparator("other pupils at Brookside School", Rate(40, 420), shared=Shared.THE_REST),),
    definitions=("Suspended: at least one suspension in the school year.",),
    groups_compared=12,
    rivals=("one incident",),
    more_is="worse",
)
EVIDENCE = {
    "larkfield": LARKFIELD,
    "sierra": SIERRA,
    "ridgeway": RIDGEWAY,
    "area": AREA,
    "hillcrest": HILLCREST,
    "brookside": BROOKSIDE,
}


@dataclass(frozen=True)
class Labelled:
    """A claim with what should be said about it."""

    text: str
    evidence: str
    part: str
    verdict: str
    amend: frozenset[str]


@dataclass
class Tally:
    """How often something was said rightly, wrongly, or not where it should."""

    right: int = 0
    too_much: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was said that is right; 1 when nothing was said."""
        said = self.right + self.too_much
        return self.right / said if said else 1.0

    @property
    def recall(self) -> float:
        """The share of what should be said that was; 1 when there is nothing to say."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    def count(self, *, said: bool, wanted: bool) -> None:
        """One more case."""
        self.right += said and wanted
        self.too_much += said and not wanted
        self.missed += wanted and not said


@cache
def claims(part: str = "") -> tuple[Labelled, ...]:
    """All claims, or those of one part."""
    found = (
        *_read(CLAIMS, PARTS[:2]),
        *_read(LATER_CLAIMS, PARTS[2:4]),
        *_read(LAST_CLAIMS, [LAST]),
    )
    return tuple(one for one in found if part in {"", one.part})


def _read(path: Path, parts: Sequence[str]) -> Iterator[Labelled]:
    """The claims of each list of a file, dealt out to the parts in turn."""
    for name, written in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for place, (verdict, amend, text) in enumerate(written):
            yield Labelled(text, name, parts[place % len(parts)], verdict, frozenset(amend.split()))


@cache
def checked(claim: Labelled) -> Checked:
    """What the checker says."""
    return check_claim(claim.text, EVIDENCE[claim.evidence])


def to_amend(claim: Labelled) -> set[str]:
    """The checks that ask for a change, among those that are labelled."""
    return {one.id for one in checked(claim).to_amend if one.id in CHECKS}


def verdict_tallies(of: Iterable[Labelled]) -> dict[str, Tally]:
    """One tally for each verdict."""
    counted = {verdict: Tally() for verdict in VERDICTS}
    for claim in of:
        for verdict, tally in counted.items():
            tally.count(said=checked(claim).verdict == verdict, wanted=claim.verdict == verdict)
    return counted


def check_tallies(of: Iterable[Labelled]) -> dict[str, Tally]:
    """One tally for each check."""
    counted = {check: Tally() for check in CHECKS}
    for claim in of:
        for check, tally in counted.items():
            tally.count(said=check in to_amend(claim), wanted=check in claim.amend)
    return counted


def share_right(of: Sequence[Labelled]) -> float:
    """The share of claims with the right verdict."""
    return sum(checked(claim).verdict == claim.verdict for claim in of) / len(of)


def table() -> str:
    """The measured numbers as a table in Markdown: marked, precision, recall of each part."""
    lines = ["| | " + " | ".join(PARTS) + " |", "|---" * (len(PARTS) + 1) + "|"]
    parts = [{**verdict_tallies(claims(p)), **check_tallies(claims(p))} for p in PARTS]
    for label in (*VERDICTS, *CHECKS):
        cells = [_cell(part[label]) for part in parts]
        lines.append(f"| {label} | {' | '.join(cells)} |")
    right = [f"{share_right(claims(part)):.2f} of {len(claims(part))}" for part in PARTS]
    return "\n".join([*lines, f"| right verdict | {' | '.join(right)} |"])


def _cell(tally: Tally) -> str:
    return f"{tally.right + tally.missed}: {tally.precision:.2f}, {tally.recall:.2f}"


def _misses(part: str) -> str:
    lines = []
    for claim in claims(part):
        found = checked(claim)
        wrong = to_amend(claim) ^ claim.amend
        if found.verdict != claim.verdict or wrong:
            lines.append(f"[{claim.evidence}] {claim.text}")
            if found.verdict != claim.verdict:
                lines.append(f"   said {found.verdict}, should be {claim.verdict}")
                lines += [f"     {one.fit.name}: {one.words}" for one in found.reasons]
            lines += [f"   {'+' if one in to_amend(claim) else '-'} {one}" for one in sorted(wrong)]
    return "\n".join(lines)


if __name__ == "__main__":
    print("\n".join(map(_misses, (TUNING, LATER_TUNING))) if "misses" in sys.argv else table())

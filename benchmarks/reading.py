"""How long and how large reading is, beside plain pandas: python benchmarks/reading.py [--quick]

Full-size files with the publishers' own columns and invented numbers: a register of 65,000 schools
(135 columns, Windows letters), key stage 4 results (6,000 rows, 360 columns), and a CAASPP file
(3,000,000 rows, 69 columns, 1 GB on the disk while it runs; a tenth of that with --quick). Each
reading is a process of its own. Time is that of the reading alone; memory is the most that the
process ever held above what it held before it began to read. Both ways take turns.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_SEED = 20240901
_NAMED = {
    "register": (
        "URN;LA (code);LA (name);EstablishmentNumber;EstablishmentName;TypeOfEstablishment (name);"
        "EstablishmentTypeGroup (name);EstablishmentStatus (name);OpenDate;CloseDate;"
        "PhaseOfEducation (name);StatutoryLowAge;StatutoryHighAge;Gender (name);SchoolCapacity;"
        "CensusDate;NumberOfPupils;PercentageFSM;Trusts (name);Postcode;GOR (name);"
        "HeadTitle (name);HeadFirstName;HeadLastName;Easting;Northing;MSOA (code);LSOA (code);FSM;"
        "UKPRN;UPRN"
    ),
    "ks4": (
        "RECTYPE;LEA;ESTAB;URN;SCHNAME;TOWN;PCODE;NFTYPE;RELDENOM;AGERANGE;TOTPUPS;TPUP;TFSM6CLA1A;"
        "PTFSM6CLA1A;TNOTFSM6CLA1A;ATT8SCR;ATT8SCR_FSM6CLA1A;ATT8SCR_NFSM6CLA1A;P8PUP;P8MEA;P8CILOW;"
        "P8CIUPP;P8MEA_FSM6CLA1A;P8_BANDING;PTL2BASICS_94;PTL2BASICS_95;PTFSM6CLA1ABASICS_94;"
        "PTFSM6CLA1ABASICS_95;PTEBACC_E_PTQ_EE;EBACCAPS;PTEALGRP2;PSEN_ALL4"
    ),
    "caaspp": (
        "County Code;District Code;School Code;Filler;Test Year;Student Group ID;Test Type;"
        "Total Students Enrolled;Total Students Tested;Total Students Tested with Scores;Grade;Test ID;"
        "Mean Scale Score;Percentage Standard Exceeded;Count Standard Exceeded;Percentage Standard Met;"
        "Count Standard Met;Percentage Standard Met and Above;Count Standard Met and Above;"
        "Percentage Standard Nearly Met;Count Standard Nearly Met;Percentage Standard Not Met;"
        "Count Standard Not Met;Overall Total;Type ID"
    ),
}


@dataclass(frozen=True)
class Size:
    """A file to make. `plain` are the settings that pandas needs to read it at all."""

    name: str
    rows: int
    columns: int
    file: str
    delimiter: str
    encoding: str
    plain: dict[str, str]
    row: Callable[[int, random.Random], Sequence[object]]
    fill: Callable[[random.Random], str]  # a cell that nobody asks for
    hidden: str = ""  # what stands in all such cells of a row whose numbers are hidden


def _register(number: int, chance: random.Random) -> Sequence[object]:
    state = "Closed" if number % 2 else "Open"
    pupils = chance.randrange(60, 1500)
    return (
        *(100000 + number, 800 + number % 150, f"Area {number % 150}", f"{number % 9999:04}"),
        *(
            f"Invented {'Schööl' if number % 40 == 0 else 'School'} {number}",
            "Community school",
            "Local authority maintained schools",
        ),
        *(state, "01-09-1998", "31-08-2011" if number % 2 else "", "Primary", 4, 11, "Mixed"),
        *(pupils + 30, "18-01-2024", pupils, f"{chance.random() * 60:.1f}", "", "ZZ9 9ZZ", "North"),
        *("Ms", "Invented", f"Head {number}", 400000 + number, 300000 + number),
        *(
            f"E0200{number % 9999:04}",
            f"E0100{number % 9999:04}",
            pupils // 4,
            10000000 + number,
            "",
        ),
    )


def _ks4(number: int, chance: random.Random) -> Sequence[object]:
    pupils = chance.randrange(20, 260)
    poor = max(1, pupils // 3)
    if number % 14 == 0:
        numbers: list[object] = ["SUPP"] * 17
    elif number % 15 == 0:
        numbers = ["NE"] * 17
    else:
        score = [f"{chance.uniform(30, 60):.1f}" for _ in range(3)]
        progress = [f"{chance.uniform(-1, 1):.2f}" for _ in range(4)]
        shares = [f"{chance.uniform(20, 90):.0f}%" for _ in range(5)]
        numbers = [*score, pupils - 3, *progress, 3, *shares, "4.1", "12%", "14%"]
    return (
        *(1, 800 + number % 150, f"{4000 + number % 900}", 130000 + number, f"Invented {number}"),
        *("Town", "ZZ9 9ZZ", "CY", "None", "11-16", pupils * 5, pupils, poor),
        *(f"{100 * poor // pupils}%", pupils - poor, *numbers),
    )


def _caaspp(number: int, chance: random.Random) -> Sequence[object]:
    school, within = divmod(number, 270)
    group, grade = (1, 3, 4, 31, 160, 78, 80, 128, 74)[within % 9], (13, 3, 4, 5, 6)[within % 5]
    tested = chance.randrange(4, 400)
    head = (
        *(f"{school % 58 + 1:02}", f"{10000 + school % 1000}", f"{1000000 + school}", "", 2024),
        *(f"{group:03}", "B", tested + 3, tested, tested, grade, within % 2 + 1),
    )
    if tested < 11:
        return (*head, *["*"] * 12, 7)
    met = chance.randrange(0, tested + 1)
    part = f"{100 * met / tested:.2f}"
    return (*head, f"{chance.uniform(2300, 2700):.1f}", *[part, met] * 5, tested, 7)


_WORDS = ("Not applicable", "None", "", "Does not apply", "Special Provision", "No", "01-09-2004")


def _text(chance: random.Random) -> str:
    """A register holds mostly words, dates and codes."""
    return chance.choice(_WORDS) if chance.random() < 0.8 else f"E0{chance.randrange(10**6, 10**7)}"


def _result(chance: random.Random) -> str:
    return f"{chance.uniform(0, 100):.1f}" + ("%" if chance.random() < 0.4 else "")


_SIZES = (
    Size(
        *("register", 65_000, 135, "edubasealldata.csv", ",", "cp1252", {"encoding": "cp1252"}),
        row=_register,
        fill=_text,
    ),
    Size(
        *("ks4", 6_000, 360, "england_ks4final_2022-2023.csv", ",", "utf-8-sig", {}),
        row=_ks4,
        fill=_result,
        hidden="SUPP",
    ),
    Size(
        *("caaspp", 3_000_000, 69, "sb_ca2024_all.txt", "^", "ascii", {"sep": "^"}),
        row=_caaspp,
        fill=lambda chance: f"{chance.uniform(0, 100):.2f}",
        hidden="*",
    ),
)


def make(size: Size, rows: int, folder: Path) -> Path:
    """Write the file: the named columns, then others that nobody asks for, filled as usual."""
    path = folder / size.file
    named = _NAMED[size.name].split(";")
    others = [f"OTHER_{number}" for number in range(size.columns - len(named))]
    chance = random.Random(_SEED)
    fill = [size.fill(chance) for _ in range(4096)]
    with path.open("w", encoding=size.encoding, newline="") as file:
        file.write(size.delimiter.join([*named, *others]) + "\r\n")
        for line in _lines(size, rows, len(others), fill, chance):
            file.write(line)
    return path


def _lines(
    size: Size, rows: int, others: int, fill: Sequence[str], chance: random.Random
) -> Iterator[str]:
    for number in range(rows):
        start = number * 37 % (len(fill) - others)
        cells = [str(cell) for cell in size.row(number, chance)] + list(
            fill[start : start + others]
        )
        yield size.delimiter.join(cells) + "\r\n"


def read_once(way: str, path: str, settings: str) -> None:
    """In a process of its own: read, then print seconds, mebibytes and rows.

    Both ways read the first lines once beforehand, so that neither pays for loading modules.
    """
    import pandas as pd  # noqa: PLC0415

    from course_tools import casework  # noqa: PLC0415

    ours, plain = casework.read, json.loads(settings)
    with tempfile.TemporaryDirectory() as folder, Path(path).open("rb") as file:
        small = Path(folder) / Path(path).name
        small.write_bytes(b"".join(file.readline() for _ in range(60)))
        ours(small)
        pd.read_csv(small, **plain)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    rows = len(ours(path) if way == "workbook" else pd.read_csv(path, **plain))
    seconds = time.perf_counter() - start
    most = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(json.dumps([seconds, most, rows]))


def measure(size: Size, path: Path, rounds: int) -> dict[str, list[tuple[float, float, int]]]:
    """Seconds, mebibytes and rows of each reading, both ways in turns."""
    taken: dict[str, list[tuple[float, float, int]]] = {"workbook": [], "pandas": []}
    for _ in range(rounds):
        for way, found in taken.items():
            command = [sys.executable, __file__, "--once", way, str(path), json.dumps(size.plain)]
            said = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds, most, rows = json.loads(said.stdout)
            found.append((seconds, most, rows))
    return taken


def main() -> None:
    """Print medians and ratios, a line a file and way."""
    if sys.argv[1:2] == ["--once"]:
        read_once(*sys.argv[2:5])
        return
    is_quick = "--quick" in sys.argv
    print(f"{'file':12}{'way':10}{'seconds':>9}{'MiB':>8}{'rows':>12}{'time':>8}{'memory':>8}")
    for size in _SIZES:
        is_large = size.rows > 1_000_000
        rows = size.rows // 10 if is_quick and is_large else size.rows
        with tempfile.TemporaryDirectory() as folder:
            taken = measure(size, make(size, rows, Path(folder)), 1 if is_large else 7)
        plain = [statistics.median(one[place] for one in taken["pandas"]) for place in (0, 1)]
        for way, found in taken.items():
            seconds, most = (statistics.median(one[place] for one in found) for place in (0, 1))
            print(
                f"{size.name:12}{way:10}{seconds:9.2f}{most:8.0f}{found[0][2]:12,}"
                f"{seconds / plain[0]:7.2f}×{most / plain[1]:7.2f}×"
            )


if __name__ == "__main__":
    main()

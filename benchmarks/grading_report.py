"""What benchmarks.grade prints: medians, ratios, growth, shares of time, and the floor."""

import json
import os
import platform
import statistics
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from benchmarks.grading_floor import STEPS
from benchmarks.measuring import Run

# (part, how many hand-ins, way) -> runs
Taken = dict[tuple[str, int, str], list[Run]]
PARTS = ("data", "sandbox", "feedback", "feedback-pandas")


class Found(Protocol):
    """What was measured and seen."""

    taken: Taken
    refused: dict[str, str]
    troubles: list[str]
    compared: dict[tuple[str, int], tuple[int, int]]
    steps: dict[str, list[dict[str, float]]]
    floor: dict[str, float]


def header() -> str:
    """The machine and the versions."""
    cores = len(os.sched_getaffinity(0))
    return (
        f"Grading with nbgrader {version('nbgrader')} and with the workbook, in turns. "
        f"{cores} cores ({_processor()}), Linux {platform.release()}, "
        f"Python {platform.python_version()}."
    )


def steps_in(file: Path) -> list[dict[str, float]]:
    """Named seconds, one line for each hand-in, or nothing when the engine told none."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        return [{str(k): float(v) for k, v in json.loads(line).items()} for line in lines]
    except (OSError, ValueError, AttributeError, TypeError):
        return []


def report(found: Found, sizes: list[int]) -> str:
    """All tables; the last line has the ratios."""
    lines = [
        *_medians(found, sizes),
        *_growth(found, sizes),
        *_shares(found),
        *_floor(found),
        *_gradebooks(found),
        *(f"{part}: not run, because {why}" for part, why in found.refused.items()),
        *(f"TROUBLE: {trouble}" for trouble in found.troubles),
        "",
        _ratios(found, sizes[0]),
    ]
    return "\n".join(lines)


def _medians(found: Found, sizes: list[int]) -> Iterator[str]:
    yield ""
    yield "Seconds per hand-in; peak memory of all processes together (PSS: what several processes"
    yield "share is counted once)."
    yield f"{'part':17}{'N':>6}  {'way':12}{'wall':>8}{'CPU':>8}{'MiB':>7}{'rounds':>8}"
    for part in PARTS:
        for size in sizes:
            for way in ("nbgrader", "workbook"):
                runs = found.taken.get((part, size, way), [])
                first = found.taken.get((part, sizes[0], way), [])
                if runs:
                    wall, cpu, memory = _median(runs, size)
                    row = f"{wall:8.3f}{cpu:8.3f}{memory:7.0f}{len(runs):8}"
                elif first and found.taken.get((part, size, "workbook")):
                    wall, cpu, memory = _median(first, sizes[0])
                    row = f"{wall:8.3f}{cpu:8.3f}{memory:7.0f}  extrapolated from {sizes[0]}"
                else:
                    continue
                yield f"{part:17}{size:>6}  {way:12}{row}"
            ratio = _ratio_of(found, part, size)
            if ratio:
                yield f"{'':25}{'ratio':12}{ratio[0]:7.1f}×{ratio[1]:7.1f}×{ratio[2]:6.1f}×"


def _growth(found: Found, sizes: list[int]) -> Iterator[str]:
    if len(sizes) < 2:
        return
    yield ""
    yield f"Growth: seconds of wall time per hand-in, and beside it against {sizes[0]} hand-ins"
    yield f"{'part':17}{'way':12}" + "".join(f"{size:>16}" for size in sizes)
    for part in PARTS:
        for way in ("nbgrader", "workbook"):
            per = [_wall(found, part, size, way) for size in sizes]
            if not per[0]:
                continue
            cells = [f"{one:9.3f} {one / per[0]:5.2f}×" if one else f"{'':16}" for one in per]
            yield f"{part:17}{way:12}{''.join(cells)}".rstrip()


def _shares(found: Found) -> Iterator[str]:
    for part in PARTS:
        tasks = found.steps.get(part, [])
        names = list(dict.fromkeys(name for task in tasks for name in task))
        spent = {name: sum(task.get(name, 0.0) for task in tasks) for name in names}
        whole = sum(spent.values())
        if not whole:
            continue
        yield ""
        yield f"Where the workers' time goes, {part}: {1000 * whole / len(tasks):.1f} ms a hand-in"
        for name, seconds in sorted(spent.items(), key=lambda one: -one[1]):
            yield f"  {name:20}{1000 * seconds / len(tasks):8.1f} ms{seconds / whole:7.0%}"


def _floor(found: Found) -> Iterator[str]:
    if not found.floor:
        return
    wall = sum(found.floor[step] for step in STEPS)
    yield ""
    yield (
        f"The floor, one process: {1000 * wall:.1f} ms a hand-in, "
        f"{1000 * found.floor['cpu']:.1f} ms of CPU"
    )
    for step in STEPS:
        yield f"  {step:20}{1000 * found.floor[step]:8.1f} ms{found.floor[step] / wall:7.0%}"


def _gradebooks(found: Found) -> Iterator[str]:
    if found.compared:
        yield ""
    for (part, size), (rows, differing) in found.compared.items():
        yield f"Gradebooks, {part} with {size}: {rows} rows compared, {differing} differ."


def _ratios(found: Found, smallest: int) -> str:
    data, sandbox, feedback = (_ratio_of(found, part, smallest) for part in PARTS[:3])
    return (
        f"ratios: data-wall={_shown(data, 0)} data-cpu={_shown(data, 1)} "
        f"sandbox-wall={_shown(sandbox, 0)} feedback-wall={_shown(feedback, 0)}"
    )


def _shown(ratio: tuple[float, float, float] | None, place: int) -> str:
    return f"{ratio[place]:.1f}" if ratio else "n/a"


def _ratio_of(found: Found, part: str, size: int) -> tuple[float, float, float] | None:
    """nbgrader's wall time, CPU time and memory over the workbook's, where both were run."""
    runs = [found.taken.get((part, size, way), []) for way in ("nbgrader", "workbook")]
    if not all(runs):
        return None
    theirs, ours = (_median(one, size) for one in runs)
    wall, cpu, memory = (a / max(b, 1e-9) for a, b in zip(theirs, ours, strict=True))
    return wall, cpu, memory


def _median(runs: list[Run], people: int) -> tuple[float, float, float]:
    """Wall seconds and CPU seconds per hand-in, and MiB."""
    return (
        statistics.median(run.wall for run in runs) / people,
        statistics.median(run.cpu for run in runs) / people,
        statistics.median(run.memory for run in runs),
    )


def _wall(found: Found, part: str, size: int, way: str) -> float:
    runs: Mapping[tuple[str, int, str], list[Run]] = found.taken
    kept = runs.get((part, size, way), [])
    return _median(kept, size)[0] if kept else 0.0


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()

"""The demo's page of results: who handed in what, what came of it, and where to look next."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from course_tools.grading.feedback import feedback_file
from course_tools.grading.gradebook import Submission, submission

if TYPE_CHECKING:
    from course_tools.cohort.demo import Demo

_STYLE = """
body{font:17px/1.55 system-ui,sans-serif;color:#1f2a37;max-width:62rem;margin:2rem auto;
padding:0 1.2rem;background:#fff}
h1{font-size:1.7rem;margin:0 0 .3rem}h2{font-size:1.2rem;margin:2rem 0 .4rem}
table{border-collapse:collapse;width:100%}caption{text-align:left;color:#56616d;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem .8rem .5rem 0;border-bottom:1px solid #c9d1d9}
td.points{text-align:right;white-space:nowrap}
a{color:#12436d}a:focus-visible{outline:3px solid #c4580f}
code{background:#eef2f6;padding:.1rem .35rem;border-radius:4px}
.quiet{color:#56616d}
"""


def write_page(folder: Path, demo: "Demo") -> Path:
    """Write `index.html` into the demo's folder. It loads nothing and opens from the disk."""
    rows = "".join(_row(demo, person, folder) for person in demo.people)
    page = folder / "index.html"
    page.write_text(
        f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The demo cohort</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>{_STYLE}</style></head><body><main>
<h1>The demo cohort: power paper</h1>
<p>Twelve invented people handed in, some late, two of them with damaged work. All of it went
through the real exchange, the real gradebook and the real grading. Choose a feedback page to see
what that person sees.</p>
<table><caption>Points: the course checked the readings and the map; a person read the paper.</caption>
<thead><tr><th scope="col">Who (invented)</th><th scope="col">Handed in</th>
<th scope="col">What happened</th><th scope="col">Points</th><th scope="col">Feedback</th></tr></thead>
<tbody>{rows}</tbody></table>
<h2>Look further</h2>
<ul>
<li>The grading page: in a terminal, <code>cd demo/course</code>, then
<code>course start --staff</code>, and choose <b>Nbgrader › Formgrader</b>.</li>
<li>A hand-in that was set aside, with the reason:
<code>demo/course/set-aside/</code></li>
<li>What everybody sent, as it came: <code>demo/course/received/</code></li>
<li>Remove all of this: <code>course demo --remove</code></li>
</ul>
</main></body></html>
""",
        encoding="utf-8",
    )
    return page


def _row(demo: "Demo", person: dict[str, Any], folder: Path) -> str:
    student = person["id"]
    known = submission(demo.root, demo.assignment, student)
    page = demo.fetched.get(student)
    file = next(iter(sorted(page.rglob("*.html"))), None) if page else None
    if file is None and feedback_file(demo.root, demo.assignment, student).exists():
        file = feedback_file(demo.root, demo.assignment, student)
    link = (
        f'<a href="{quote(file.relative_to(folder).as_posix())}">{escape(person["name"])}’s page</a>'
        if file
        else '<span class="quiet">none</span>'
    )
    return (
        f'<tr><th scope="row">{escape(person["name"])}<br><span class="quiet">'
        f"{escape(person['role'])}</span></th><td>{_time(person)}</td>"
        f"<td>{escape(_happened(demo, student, known))}</td>"
        f'<td class="points">{_points(known)}</td><td>{link}</td></tr>'
    )


def _time(person: dict[str, Any]) -> str:
    hours = person["hours_late"]
    way = "as one file" if person["arrives"] == "zip" else "through the exchange"
    late = f"{hours} hours late" if hours > 0 else "in time"
    return f"{late}, {way}"


def _happened(demo: "Demo", student: str, known: Submission | None) -> str:
    report = demo.graded
    if report is None:
        return ""
    if student in report.set_aside:
        return f"Set aside: {report.set_aside[student]}"
    if student in report.failed:
        return f"Not graded: {report.failed[student]}"
    remarks = " ".join(report.findings.get(student, []))
    waits = known is not None and any(cell.points is None for cell in known.cells.values())
    said = "Waits for a reader." if waits else "Graded."
    return f"{said} {remarks}".strip()


def _points(known: Submission | None) -> str:
    if known is None:
        return "–"
    most = sum(cell.most for cell in known.cells.values())
    if any(cell.points is None for cell in known.cells.values()):
        return f"not yet, of {most:g}"
    points = sum(
        cell.points + cell.extra for cell in known.cells.values() if cell.points is not None
    )
    return f"{points:g} of {most:g}"

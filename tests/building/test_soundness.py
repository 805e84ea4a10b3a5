"""Is every breach found, and does its line say file, cell and remedy?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from course_tools.building.everything import build_course
from course_tools.building.soundness import breaches_in_course
from course_tools.cli import main
from course_tools.errors import CourseUnsound
from tests.building.conftest import (
    ASSIGNMENT,
    LESSON,
    PROGRAMME,
    RUBRIC,
    Change,
    everything_in,
    remove,
    replace,
    write,
)

ROOT = Path(__file__).parent.parent.parent
ABOUT_LESSON = "modules/01-listening/about.toml"
ABOUT_ASSIGNMENT = "assignments/listening-paper/about.toml"
MODEL = "assignments/listening-paper/model-answers.toml"
SOURCE = "source/listening-paper/listening-paper.ipynb"
RELEASE = "release/listening-paper/listening-paper.ipynb"
CHECK_LINE = 'award(completed(answer_sheet(), "bench-reading"), of=1.5)'
PAPER = '+++ {"answer": "listening-paper"}'
PROMPT = "*Write here, in your own words.*"
FIRST_FORM = 'write(answer_sheet(), "last-listened", "When did somebody last listen to you?")'


def cell(marks: str, source: str = "x", cell_type: str = "markdown", **more: object) -> str:
    """A notebook file with one graded cell."""
    about = {
        **{"grade": True, "grade_id": "a", "locked": True, "points": 1, "schema_version": 3},
        **{"solution": False, "task": False},
        **json.loads(marks),
    }
    graded = {"metadata": {"nbgrader": about}, "source": source, "cell_type": cell_type, **more}
    return json.dumps({"cells": [graded]})


# name of the breach: the change, where its line begins, the remedy
IN_TEXTS: dict[str, tuple[Change, str, str]] = {
    # cells that would vanish
    "empty answer cell": (replace(ASSIGNMENT, PROMPT, ""), f"{ASSIGNMENT}: line 25", "Begin it with a prompt"),
    "answer cell followed by code": (
        replace(ASSIGNMENT, f"{PROMPT}\n\n+++", "```{code-cell}\ntwo_ways(answer_sheet())\n```"),
        f"{ASSIGNMENT}: line 25",
        "Begin it with a prompt",
    ),
    "mark that is no JSON": (
        replace(ASSIGNMENT, '{"answer": "listening-paper"}', '{"answer": listening-paper}'),
        f"{ASSIGNMENT}: Markdown cell",
        'Write a mark as JSON, such as +++ {"answer"',
    ),
    "code cell in a list": (
        replace(ASSIGNMENT, "Thank you.", "- one\n\n  ```{code-cell}\n  tick()\n  ```"),
        f"{ASSIGNMENT}: 3 cells begin with ```{{code-cell}}, but 2 are read",
        "put none inside a list",
    ),
    # marks
    "misspelt mark": (
        replace(LESSON, f"```{{code-cell}}\n{FIRST_FORM}", f"```{{code-cell}}\n:hidden: yes\n{FIRST_FORM}"),
        f"{LESSON}: cell 2 (write(answer_sheet()",
        "Use answer, check or insert",
    ),
    "nbgrader's metadata written by hand": (
        replace(ASSIGNMENT, PAPER, '+++ {"answer": "listening-paper", "locked": false}'),
        f"{ASSIGNMENT}: cell 7",
        "'locked' is not a mark",
    ),
    "graded cell in a lesson": (
        replace(LESSON, "+++", '+++ {"answer": "my-words"}'),
        f"{LESSON}: cell 5",
        "Move this cell to an assignment",
    ),
    "two marks on one cell": (
        replace(ASSIGNMENT, PAPER, '+++ {"answer": "listening-paper", "insert": "rubric x"}'),
        f"{ASSIGNMENT}: cell 7",
        "Make it several cells",
    ),
    "raw cell": (
        replace(LESSON, "+++\n", "```{raw-cell}\nhello\n```\n"),
        f"{LESSON}: cell 5 (hello)",
        "Write plain Markdown",
    ),
    "id in capitals": (
        replace(ASSIGNMENT, '"answer": "listening-paper"', '"answer": "Listening_Paper"'),
        f"{ASSIGNMENT}: cell 7",
        "Use small letters, digits and hyphens",
    ),
    "answer that is not in the rubric": (
        replace(ASSIGNMENT, '"answer": "listening-paper"', '"answer": "other-paper"'),
        f"{ASSIGNMENT}: cell 7",
        "Add a section [other-paper]",
    ),
    "rubric of nothing": (
        replace(ASSIGNMENT, "rubric listening-paper", "rubric bench-reading"),
        f"{ASSIGNMENT}: cell 2",
        "no criteria in rubric.toml to show",
    ),
    "insert of something else": (
        replace(ASSIGNMENT, '"insert": "rubric listening-paper"', '"insert": "picture"'),
        f"{ASSIGNMENT}: cell 2",
        "rubric some-id",
    ),
    "same graded id twice": (
        replace(ASSIGNMENT, "Thank you.", f"{PAPER}\n\n{PROMPT}\n\n+++"),
        f"{ASSIGNMENT}: the graded id 'listening-paper' stands in 2 cells",
        "Give each its own",
    ),
    "same question twice": (
        replace(LESSON, '"what-helped"', '"last-listened"'),
        f"{LESSON}: the question 'last-listened' is asked 2 times",
        "Give each its own id",
    ),
    "same tool twice": (
        replace(
            ASSIGNMENT,
            "Thank you.",
            "```{code-cell}\ntwo_ways(answer_sheet())\n```\n\n```{code-cell}\ntwo_ways(answer_sheet())\n```",
        ),
        f"{ASSIGNMENT}: the question 'two-ways' is asked 2 times",
        "Give each its own id",
    ),
    # checks
    "check that ends without award": (
        replace(ASSIGNMENT, CHECK_LINE, 'completed(answer_sheet(), "bench-reading") * 1.5'),
        f"{ASSIGNMENT}: cell 5",
        "award(share, of=points)",
    ),
    "check with a line before award": (
        replace(ASSIGNMENT, CHECK_LINE, f"import numpy\n{CHECK_LINE}"),
        f"{ASSIGNMENT}: cell 5 (import numpy)",
        "A check is one line",
    ),
    "check that is no Python": (
        replace(ASSIGNMENT, CHECK_LINE, "award(1, of="),
        f"{ASSIGNMENT}: cell 5",
        "is not Python. A check is one line",
    ),
    "check with other points": (
        replace(ASSIGNMENT, "of=1.5", "of=2"),
        f"{ASSIGNMENT}: cell 5",
        "awards of=2, rubric.toml says 1.5. Make them agree",
    ),
    "check with points that are true": (
        replace(ASSIGNMENT, "of=1.5", "of=True"),
        f"{ASSIGNMENT}: cell 5",
        "awards of=True",
    ),
    "check that calls anything": (
        replace(ASSIGNMENT, "completed(answer_sheet(), ", "eval(answer_sheet(), "),
        f"{ASSIGNMENT}: cell 5",
        "calls eval, which a check may not",
    ),
    "check of what a person grades": (
        replace(RUBRIC, 'graded = "course"', 'graded = "person"\n[[bench-reading.criteria]]\nid = "a"\nname = "A"\npoints = 1.5\nlevels = { "4" = "a", "3" = "b", "2" = "c", "1" = "d" }'),
        f"{ASSIGNMENT}: cell 5",
        'rubric.toml needs graded = "course"',
    ),
    "answer that the course checks": (
        replace(RUBRIC, 'graded = "person"', 'graded = "course"\nquestion = "bench-reading"'),
        f"{ASSIGNMENT}: cell 7",
        'rubric.toml needs graded = "person"',
    ),
    "check of a question nobody asks": (
        replace(ASSIGNMENT, '(answer_sheet(), "bench-reading", ', '(answer_sheet(), "the-bench", '),
        f"{ASSIGNMENT}: [bench-reading] in rubric.toml checks the question 'bench-reading'",
        "Add the form",
    ),
    "check that counts other prompts": (
        replace(ASSIGNMENT, '"What is missing on the picture?", ', ""),
        f"{ASSIGNMENT}: the check of 'bench-reading' counts 3 answers, its form asks 2",
        "Write completed(…, parts=2)",
    ),
    "points without a cell": (
        replace(ASSIGNMENT, ":check: bench-reading\n" + CHECK_LINE, 'tick(answer_sheet(), "done", "Done")'),
        f"{ASSIGNMENT}: [bench-reading] in rubric.toml has no cell",
        "take it out of the rubric",
    ),
    # forms
    "code of one's own": (
        replace(LESSON, FIRST_FORM, "x = 1"),
        f"{LESSON}: cell 2 (x = 1)",
        "A tool cell is one call",
    ),
    "form that is no Python": (
        replace(LESSON, FIRST_FORM, "write(answer_sheet(),"),
        f"{LESSON}: cell 2",
        "is not Python",
    ),
    "form that reaches further": (
        replace(LESSON, FIRST_FORM, f'{FIRST_FORM[:-1]}, lines="4".count("4"))'),
        f"{LESSON}: cell 2",
        "holds more than calls of tools",
    ),
    "tool without its sheet": (
        replace(LESSON, "commit(answer_sheet())", "commit()"),
        f"{LESSON}: cell 7 (commit())",
        "such as two_ways(answer_sheet())",
    ),
    "misspelt tool": (
        replace(LESSON, f"```{{code-cell}}\n{FIRST_FORM}", f"```{{code-cell}}\nwrit(answer_sheet())\n```\n\n```{{code-cell}}\n{FIRST_FORM}"),
        f"{LESSON}: cell 2",
        "'writ' is not a tool of the workbook. Check the spelling",
    ),
    "question id in capitals": (
        replace(LESSON, '"last-listened"', '"Last listened"'),
        f"{LESSON}: cell 2",
        "Use small letters, digits and hyphens",
    ),
    "question id that is reckoned": (
        replace(LESSON, '"last-listened"', '"last" + "-listened"'),
        f"{LESSON}: cell 2",
        "Write one in quotes",
    ),
    "option without a reason": (
        replace(LESSON, '"a": "A yes would answer it.", ', ""),
        f"{LESSON}: cell 6",
        "needs a reason in why= for every option",
    ),
    "best answer that is no option": (
        replace(LESSON, 'best="b"', 'best="c"'),
        f"{LESSON}: cell 6",
        "has best='c', which is no option. Choose one of a, b",
    ),
    "self-check that is reckoned": (
        replace(LESSON, 'best="b"', 'best="b" + ""'),
        f"{LESSON}: cell 6",
        "choose(…) must be written out",
    ),
    # what every lesson has
    "too few prompts": (
        replace(LESSON, FIRST_FORM, 'tick(answer_sheet(), "heard", "Somebody listened")'),
        f"{LESSON}: has 2 reflection prompts",
        "Ask at least three with write(…)",
    ),
    "no self-check": (
        replace(
            LESSON,
            """choose(answer_sheet(), "open-question", "Which of these questions is open?",
    {"a": "Do you like it here?", "b": "What brought you here?"},
    why={"a": "A yes would answer it.", "b": "It asks for a story."},
    best="b")""",
            'tick(answer_sheet(), "open-question", "I can ask an open question")',
        ),
        f"{LESSON}: has no self-check question",
        "Ask at least one with choose(…)",
    ),
    "no closing lines": (
        replace(LESSON, "commit(answer_sheet())", 'tick(answer_sheet(), "done", "Done")'),
        f"{LESSON}: must close with the three lines",
        "commit(answer_sheet())",
    ),
    "too few free readings": (
        replace(ABOUT_LESSON, ', "Another book, free to read"', ""),
        f"{ABOUT_LESSON}: fewer than two open_readings",
        "Add some that are free",
    ),
    # words
    "no title": (replace(LESSON, "# Listening\n", "Listening\n"), f"{LESSON}: does not begin with a title", "# Title"),
    "front matter": (
        replace(LESSON, "# Listening\n", "---\nlang: en\n---\n\n# Listening\n"),
        f"{LESSON}: does not begin with a title",
        "nothing above",
    ),
    "second title": (replace(LESSON, "## Ask", "# Ask"), f"{LESSON}: line 7: a second title", "Use ## for parts"),
    "heading that jumps": (
        replace(LESSON, "## Check", "#### Check"),
        f"{LESSON}: line 25: the heading jumps from level 2 to 4",
        "use ###",
    ),
    "image without alt text": (
        replace(LESSON, "Two people on a bench, one of them talking", " "),
        f"{LESSON}: line 5: the image images/bench.png has no alt text",
        "Say in a sentence",
    ),
    "image from elsewhere": (
        replace(LESSON, "images/bench.png", "https://example.org/bench.png"),
        f"{LESSON}: line 5",
        "Save it in images/",
    ),
    "attachment": (
        replace(LESSON, "images/bench.png", "attachment:bench.png"),
        f"{LESSON}: line 5: the image attachment:bench.png is no file",
        "Save it in images/",
    ),
    "image that is not there": (
        replace(LESSON, "images/bench.png", "images/tree.png"),
        f"{LESSON}: line 5: the image images/tree.png does not exist",
        "Check the name",
    ),
    "image as HTML": (
        replace(LESSON, "+++", '<img src="images/bench.png">'),
        f"{LESSON}: line 23: '<img'",
        "Write ![what it shows]",
    ),
    "link to nowhere": (
        replace(LESSON, "Begin with", "See [more](../02-later/02-later.ipynb). Begin with"),
        f"{LESSON}: line 9: the link to ../02-later/02-later.ipynb",
        "leads nowhere. Mend it",
    ),
    "link out of an assignment": (
        replace(ASSIGNMENT, "Thank you.", "[Read](../../modules/01-listening/01-listening.ipynb)."),
        f"{ASSIGNMENT}: line 31",
        "Name the page in words",
    ),
    "script": (
        replace(LESSON, "Begin with", "<script>alert(1)</script> Begin with"),
        f"{LESSON}: line 9: '<script'",
        "Use plain Markdown",
    ),
    "directive": (
        replace(LESSON, "+++\n", "```{note}\nhello\n```\n"),
        f"{LESSON}: line 23: '```{{note}}'",
        "Write plain Markdown",
    ),
    "note to authors": (replace(LESSON, "Begin with", "Half do so [C]. Begin with"), f"{LESSON}: line 9: '[C]'", "check the fact"),
    "note to authors in a form": (
        replace(LESSON, "When did somebody", "TODO When did somebody"),
        f"{LESSON}: line 12: 'TODO'",
        "Take it out",
    ),
    "date": (
        replace(ASSIGNMENT, "Thank you.", "It is due on 12 October."),
        f"{ASSIGNMENT}: line 31: 'due on 12 October'",
        "modules/programmes/",
    ),
    "date in figures": (
        replace(LESSON, "Begin with", "Deadline: 2031-03-04. Begin with"),
        f"{LESSON}: line 9",
        "Dates belong to an edition",
    ),
    "fee": (replace(LESSON, "Begin with", "The fee is $40. Begin with"), f"{LESSON}: line 9", "Fees belong to an edition"),
    "fee in words": (
        replace(LESSON, "Begin with", "Tuition is 400 dollars. Begin with"),
        f"{LESSON}: line 9: 'Tuition is 400 dollars'",
        "Fees belong to an edition",
    ),
    "date of the course": (
        replace(LESSON, "Begin with", "The course begins on September 9, 2031. Begin with"),
        f"{LESSON}: line 9: 'The course begins on September'",
        "Dates belong to an edition",
    ),
    "length of the course": (
        replace(LESSON, "Begin with", "This program lasts nine months. Begin with"),
        f"{LESSON}: line 9: 'This program lasts nine months'",
        "Lengths belong to an edition",
    ),
    "two dollar signs": (
        replace(LESSON, "Begin with", "From $5 to $9. Begin with"),
        f"{LESSON}: line 9: two dollar signs",
        "Write \\$ instead",
    ),
    "nbgrader's mark in a text": (
        replace(ASSIGNMENT, PROMPT, f"{PROMPT}\n\n### BEGIN SOLUTION"),
        f"{ASSIGNMENT}: line 29: 'BEGIN SOLUTION'",
        "take it out",
    ),
    "minutes that disagree": (
        replace(LESSON, "about 20 minutes", "about 30 minutes"),
        f"{LESSON}: says about 30 minutes, about.toml 20",
        "Make them agree",
    ),
    # facts
    "no about.toml": (remove(ABOUT_LESSON), f"{ABOUT_LESSON}: the file is missing", "Write it"),
    "about.toml with a mistake": (write(ABOUT_LESSON, "id = \n"), f"{ABOUT_LESSON}: Invalid value (at line 1", "Mend that line"),
    "other id than the folder": (
        replace(ABOUT_LESSON, '"01-listening"', '"listening"'),
        f"{ABOUT_LESSON}: id is 'listening', the folder '01-listening'",
        "Make them agree",
    ),
    "minutes that are no number": (
        replace(ABOUT_ASSIGNMENT, "minutes = 50", 'minutes = "50"'),
        f"{ABOUT_ASSIGNMENT}: minutes is missing or not int",
        "Add it",
    ),
    "unknown execution": (
        replace(ABOUT_ASSIGNMENT, '"data"', '"fast"'),
        f"{ABOUT_ASSIGNMENT}: execution",
        'Use "data"',
    ),
    "text that is not UTF-8": (
        lambda course: (course / LESSON).write_bytes("# Café\n".encode("latin-1")),
        f"{LESSON}: not UTF-8 text",
        "Save it as UTF-8",
    ),
    # rubric
    "no rubric": (remove(RUBRIC), f"{RUBRIC}: the file is missing", "Write it"),
    "no points": (replace(RUBRIC, "points = 1.5", "points = 0"), f"{RUBRIC}: [bench-reading] has points = 0", "above 0"),
    "points that are true": (
        replace(RUBRIC, "points = 1.5", "points = true"),
        f"{RUBRIC}: [bench-reading] has points = True",
        "Use a number above 0",
    ),
    "misspelt key of the rubric": (
        replace(RUBRIC, "words = 200", "word = 200"),
        f"{RUBRIC}: [listening-paper] has an unknown key 'word'",
        "Known: care, criteria",
    ),
    "nobody grades it": (
        replace(RUBRIC, 'graded = "course"', 'graded = "nobody"'),
        f"{RUBRIC}: [bench-reading] says not who grades it",
        'Add graded = "person"',
    ),
    "criteria that do not add up": (
        replace(RUBRIC, 'name = "Evidence"\npoints = 4', 'name = "Evidence"\npoints = 3'),
        f"{RUBRIC}: [listening-paper] has 4 points, its criteria 3",
        "Make them agree",
    ),
    "a level too few": (
        replace(RUBRIC, ', "1" = "None"', ""),
        f"{RUBRIC}: [listening-paper] criterion 'evidence' needs the levels",
        "no others",
    ),
    "a scale without names": (
        replace(RUBRIC, "words = 200", 'scale = { "4" = "good" }'),
        f"{RUBRIC}: [listening-paper] has a scale without the levels",
        "Name all four",
    ),
    "words that are no number": (
        replace(RUBRIC, "words = 200", 'words = "200"'),
        f"{RUBRIC}: [listening-paper] has words = '200'",
        "Use a whole number",
    ),
    "id of the rubric in capitals": (
        replace(RUBRIC, "[bench-reading]", "[Bench]"),
        f"{RUBRIC}: [Bench] is not a kebab-case id",
        "Use small letters",
    ),
    "entry outside a section": (
        replace(RUBRIC, "[bench-reading]", "total = 5\n[bench-reading]"),
        f"{RUBRIC}: 'total' stands outside a section",
        "Put it into [some-id]",
    ),
    # model answers
    "no model answers": (remove(MODEL), f"{MODEL}: the file is missing", "Write it"),
    "question without a model answer": (
        replace(MODEL, "listening-paper", "# listening-paper"),
        f"{MODEL}: no answer to 'listening-paper'",
        "Add it under [answers]",
    ),
    "model answer to nothing": (
        replace(MODEL, "[answers]", '[answers]\nother = "x"'),
        f"{MODEL}: 'other' is no question",
        "Correct the name",
    ),
    "model answer that would leak": (
        replace(MODEL, "An invented", "### END SOLUTION An invented"),
        f"{MODEL}: 'listening-paper' has nbgrader's own words",
        "Take them out",
    ),
    # programmes
    "lesson in order without a folder": (
        replace(PROGRAMME, '["01-listening"]\nplanned', '["01-listening", "03-new"]\nplanned'),
        f"{PROGRAMME}: '03-new' stands in order, and modules/03-new has no text",
        "move the name to planned",
    ),
    "planned lesson that is there": (
        replace(PROGRAMME, 'planned = ["02-later"', 'planned = ["02-later", "01-listening"'),
        f"{PROGRAMME}: '01-listening' is planned",
        "Move the name to order",
    ),
    "session with an unknown lesson": (
        replace(PROGRAMME, 'modules = ["01-listening", "02-later"]', 'modules = ["2-later"]'),
        f"{PROGRAMME}: session 1 has '2-later'",
        "correct the name",
    ),
    "due assignment that is not there": (
        replace(PROGRAMME, '"listening-paper"', '"story-paper"'),
        f"{PROGRAMME}: 'story-paper' is due",
        "take out the [[due]]",
    ),
    "too much in a month": (
        replace(ABOUT_ASSIGNMENT, "minutes = 50", "minutes = 150"),
        f"{PROGRAMME}: 150 minutes of assignments fall due in 2031-03, more than 140",
        "Move a due date",
    ),
    "programme with a mistake": (
        replace(PROGRAMME, "America/Los_Angeles", "Pacific"),
        f"{PROGRAMME}: time_zone 'Pacific' is unknown",
        "Use a name such as Europe/London",
    ),
    # folders
    "folder without a lesson": (
        write("modules/02-later/notes.txt"),
        "modules/02-later: has no 02-later.md",
        "named as the folder",
    ),
    "program in a lesson": (
        write("modules/01-listening/extra.py"),
        "modules/01-listening/extra.py: a lesson holds text",
        "Move it elsewhere",
    ),
    "folder without an assignment": (
        write("assignments/other/notes.txt"),
        "assignments/other: has no assignment.md",
        "Write it",
    ),
    "answers among an assignment's data": (
        write("assignments/listening-paper/data/answers.json", "{}"),
        "assignments/listening-paper/data/answers.json",
        "Remove it",
    ),
}  # fmt: skip

# These have a second line, about what follows from the first: a graded cell that is not read leaves
# a section of the rubric without a cell, a form that is not read leaves the lesson a prompt short.
WITH_A_CONSEQUENCE = {
    *("empty answer cell", "answer cell followed by code", "id in capitals"),
    *("answer that is not in the rubric", "raw cell"),
    *("code of one's own", "form that is no Python"),
    *("check of what a person grades", "answer that the course checks"),
}

IN_BUILT_FILES: dict[str, tuple[Change, str, str]] = {
    "text twin in source": (
        write("source/listening-paper/listening-paper.md"),
        "source/listening-paper/listening-paper.md: nbgrader copies it, answers included",
        "Move it to assignments/listening-paper/",
    ),
    "second notebook in source": (
        write("source/listening-paper/data/old.ipynb", "{}"),
        "source/listening-paper/data/old.ipynb: nbgrader copies it",
        "Move it to",
    ),
    "answers in source": (
        write("source/listening-paper/answers.json", "{}"),
        "source/listening-paper/answers.json: would overwrite every participant's answers",
        "Remove it",
    ),
    "answers in release": (
        write("release/listening-paper/answers.json", "{}"),
        "release/listening-paper/answers.json: would overwrite",
        "Remove it",
    ),
    "model answers in release": (
        write("release/listening-paper/model-answers.toml"),
        "release/listening-paper/model-answers.toml: is not built from anything",
        "remove this",
    ),
    "release of nothing": (
        write("release/other/data/x.csv"),
        "release/other: no assignment of that name",
        "Run course build",
    ),
    "notebook that is none": (
        write(SOURCE, "{"),
        f"{SOURCE}: is not a notebook",
        "Run course build",
    ),
    "misspelt metadata": (
        write(SOURCE, cell('{"gradeid": "a"}')),
        f"{SOURCE}: cell 'a' has an unknown nbgrader key 'gradeid'",
        "Run course build",
    ),
    "metadata with a gap": (
        write(SOURCE, cell("{}").replace('"schema_version": 3, ', "")),
        f"{SOURCE}: cell 'a' lacks schema_version",
        "Run course build",
    ),
    "points that are true": (
        write(SOURCE, cell('{"points": true}')),
        f"{SOURCE}: cell 'a' has points True",
        "above 0 in rubric.toml",
    ),
    "task that is not locked": (
        write(SOURCE, cell('{"task": true, "grade": false, "locked": false}')),
        f"{SOURCE}: cell 'a' is a task with locked: false",
        "Lock it",
    ),
    "check that is not locked": (
        write(SOURCE, cell('{"locked": false}')),
        f"{SOURCE}: cell 'a' is a check that participants could change",
        "Lock it",
    ),
    "empty answer cell": (
        write(SOURCE, cell('{"solution": true, "locked": false}', source=" ")),
        f"{SOURCE}: cell 'a' is an empty answer cell",
        "Begin it with a prompt",
    ),
    "attached image": (
        write(SOURCE, cell("{}", attachments={"a.png": {}})),
        f"{SOURCE}: cell 'a' has an attached image",
        "Save it as a file in images/",
    ),
    "solution in release": (
        write(RELEASE, cell("{}", source="### BEGIN SOLUTION\nall")),
        f"{RELEASE}: cell 'a' still has 'BEGIN SOLUTION'",
        "Run course build",
    ),
    "hidden tests in release": (
        write(RELEASE, cell("{}", source="### BEGIN HIDDEN TESTS")),
        f"{RELEASE}: cell 'a' still has 'BEGIN HIDDEN TESTS'",
        "Run course build",
    ),
    "mark scheme in release": (
        write(RELEASE, cell("{}", source="### BEGIN MARK SCHEME")),
        f"{RELEASE}: cell 'a' still has 'BEGIN MARK SCHEME'",
        "Run course build",
    ),
}


def test_a_sound_course_has_no_breach(course: Path) -> None:
    """Is nothing said about a course in which nothing is wrong, built or not?"""
    assert breaches_in_course(course) == []
    build_course(course)
    assert breaches_in_course(course) == []


@pytest.mark.parametrize("name", [*IN_TEXTS, *(f"built: {name}" for name in IN_BUILT_FILES)])
def test_one_breach_gives_one_line(course: Path, name: str) -> None:
    """Is it found, once, by file and cell, with what to do about it?"""
    built = name.removeprefix("built: ")
    change, place, remedy = IN_TEXTS[name] if name in IN_TEXTS else IN_BUILT_FILES[built]
    change(course)
    lines = breaches_in_course(course)
    [line] = [line for line in lines if line.startswith(place)]
    assert remedy in line
    assert "\n" not in line
    assert len(lines) == (2 if name in WITH_A_CONSEQUENCE else 1), lines


def test_all_breaches_are_listed_at_once(course: Path) -> None:
    """Does an author see everything to mend, not only the first?"""
    wanted = ("too few prompts", "minutes that disagree", "no points", "too much in a month", "fee")
    for name in (*wanted, "about.toml with a mistake"):
        IN_TEXTS[name][0](course)
    lines = "\n".join(breaches_in_course(course))
    # The lesson's own breaches need its about.toml; the others do not wait for it.
    for part in ("Invalid value", "has points = 0", "more than 140"):
        assert part in lines
    write(
        ABOUT_LESSON, 'id = "01-listening"\ntitle = "L"\nminutes = 20\nopen_readings = ["a", "b"]'
    )(course)
    lines = "\n".join(breaches_in_course(course))
    for name in wanted:
        assert IN_TEXTS[name][1] in lines, name


@pytest.mark.parametrize("name", IN_TEXTS)
def test_an_unsound_course_is_not_built(course: Path, name: str) -> None:
    """Does a build refuse, and leave every file as it was?"""
    IN_TEXTS[name][0](course)
    before = everything_in(course)
    with pytest.raises(CourseUnsound):
        build_course(course)
    assert everything_in(course) == before


def test_the_real_course_is_sound() -> None:
    """Has the course in this repository no breach?"""
    assert breaches_in_course(ROOT) == []


def test_the_command_lists_breaches_and_fails(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Does `course check` print each line, count them, and exit with 1, from a subfolder too?"""
    monkeypatch.chdir(course / "modules" / "01-listening")
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    IN_TEXTS["fee"][0](course)
    IN_TEXTS["no points"][0](course)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "2 to mend."
    assert len(done.stderr.splitlines()) == 3

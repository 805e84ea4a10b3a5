"""Rules for model answers: one for everything graded, and none that could leak into a release."""

from pathlib import Path

from course_tools.answers import is_blank
from course_tools.course_folder import read_toml
from course_tools.errors import CourseUnsound
from course_tools.rubric import Item

# nbgrader cuts the release along these; a stray one lets an answer through.
MARKERS = (
    *("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"),
    *("BEGIN MARK SCHEME", "END MARK SCHEME"),
)


def breaches(path: Path, rubric: dict[str, Item]) -> list[str]:
    """What is wrong with a model-answers.toml, beside the rubric that it answers."""
    try:
        answers = read_toml(path).get("answers", {})
    except CourseUnsound as unsound:
        return unsound.breaches
    wanted = {item.question: item for item in rubric.values()}
    found = [
        f"no answer to '{name}', so nobody can test its points. Add it under [answers]."
        for name in wanted
        if is_blank(answers.get(name))
    ]
    for name, answer in answers.items():
        if name not in wanted:
            found.append(f"'{name}' is no question of rubric.toml. Correct the name.")
        elif wanted[name].by_person and not isinstance(answer, str):
            found.append(f"'{name}' is graded by a person, so its answer is text in quotes.")
        found += [
            f"'{name}' has nbgrader's own words '{marker}' in it. Take them out."
            for marker in MARKERS
            if marker in str(answer).upper()
        ]
    return [f"{path}: {breach}" for breach in found]

"""The words of a lesson as a table: US and UK side by side, Spanish for core terms, and a meaning."""

from pathlib import Path
from typing import Any

from course_tools.course_folder import Part, read_toml

FILE = "glossary.toml"
_SPANISH_IS_A_DRAFT = (
    "The Spanish follows usage in California. Readers from the community will still check it: tell "
    "us what you would say."
)


def terms_of(part: Part) -> list[str]:
    """The ids of the terms that a lesson's about.toml names, in its order."""
    terms = part.about.get("terms", [])
    return [term for term in terms if isinstance(term, str)] if isinstance(terms, list) else []


def read_glossary(part: Part) -> dict[str, Any]:
    """The glossary that stands beside the lessons' folders; {} when there is none.

    Raises CourseUnsound for one that cannot be read.
    """
    path: Path = part.folder.parent / FILE
    return read_toml(path) if path.exists() else {}


def unknown_terms(part: Part) -> list[str]:
    """Terms that a lesson names and the glossary does not have."""
    known = read_glossary(part)
    return [term for term in terms_of(part) if term not in known]


def words_table(part: Part) -> str:
    """The lesson's terms in the order of the alphabet, to be opened by who needs them."""
    known = read_glossary(part)
    entries = sorted(
        (known[term] for term in terms_of(part)), key=lambda entry: str(entry["us"]).casefold()
    )
    rows = [
        f"| {_cell(entry['us'])} | {_uk(entry)} | {_cell(entry.get('es', ''))} | "
        f"{_cell(entry['meaning'])} |"
        for entry in entries
    ]
    return "\n".join(
        [
            "<details>",
            "<summary>Words of this lesson, in the US, in the UK, and core terms in Spanish</summary>",
            "",
            "| Word | In the UK | In Spanish | What it means |",
            "|:---|:---|:---|:---|",
            *rows,
            "",
            _SPANISH_IS_A_DRAFT,
            "",
            "</details>",
        ]
    )


def _uk(entry: dict[str, Any]) -> str:
    return "the same" if entry["uk"] == entry["us"] else _cell(entry["uk"])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")

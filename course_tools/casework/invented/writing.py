"""write_all: every file of the invented data and its README, always the same bytes."""

from pathlib import Path

from course_tools.casework.invented.england_list import england_files
from course_tools.casework.invented.kept_file import InventedFile
from course_tools.casework.invented.readme import readme
from course_tools.casework.invented.sierra_bonita_list import sierra_bonita_files


def every_file() -> list[InventedFile]:
    """All files, those about Northmere first."""
    return [*england_files(), *sierra_bonita_files()]


def write_all(folder: str | Path) -> list[Path]:
    """Write all files and README.md into `folder`, made if need be; their paths, README last.

    The bytes depend on nothing but the seed (`SEED`): not on the day, the computer or numpy.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    written = [file.write(target) for file in every_file()]
    words = target / "README.md"
    words.write_bytes(readme(england_files(), sierra_bonita_files()).encode("utf-8"))
    return [*written, words]

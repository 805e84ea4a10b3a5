"""`nbgrader zip_collect` with the same care as `collect_zips`, and with the answers kept."""

from pathlib import Path

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from course_tools.grading.hand_in_zips import UnfitZip, read_name, unpack


class CarefulExtractor(ExtractorPlugin):  # type: ignore[misc]
    """Unpacks only sound hand-in files; says which ones it left."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack each hand-in file into a folder of its own name."""
        for path in sorted(Path(archive_path).iterdir()):
            if read_name(path) is None or path.suffix != ".zip":
                self.log.warning("%s is not named like a hand-in file; left.", path.name)
                continue
            try:
                unpack(path, Path(extracted_path) / path.stem)
            except UnfitZip as problem:
                self.log.error("%s It was left.", problem)


class HandInCollector(FileNameCollectorPlugin):  # type: ignore[misc]
    """Whose file it is, from the hand-in file's name; takes notebooks and answers."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """nbgrader's record of one unpacked file, or None to leave it."""
        path = Path(submitted_file)
        named = read_name(path.parent)
        if named is None or path.suffix not in (".ipynb", ".json"):
            return None
        return {
            "student_id": named.student,
            "timestamp": f"{named.time:%Y-%m-%d %H:%M:%S} UTC",
            "file_id": path.stem,
        }

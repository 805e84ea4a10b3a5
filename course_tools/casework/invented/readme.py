"""The README beside the invented data."""

from collections.abc import Iterable

from course_tools.casework.invented.chance import SEED
from course_tools.casework.invented.kept_file import InventedFile

_TOP = f"""# Invented data

**Everything in this folder is invented.** There is no local authority Northmere and no Sierra
Bonita Unified School District. No school, pupil, head teacher or number in these files is real,
and that holds for the rows called England and for the state as well: they are no statistics of
anything. Codes were chosen that nobody uses: local authority 999, URNs from 990001, county and
district 99-99999, state ZZ with code 99, small areas E9900…, postcodes ZZ99.

Licence: [CC0 1.0](https://creativecommons.org/publicdomain/zero/1.0/). Do with it what you like.

Only the layouts are those of real publishers: names and order of columns, encodings, marks, and
the awkward things that real files have. So what reads these files reads the real ones, and you can
practice before you download yours. Names of files are those of the publishers, with `northmere_`
or `sierra_bonita_` in front; a file is recognized by its contents.

The files are made by `course_tools.casework.invented.write_all`, from the fixed seed {SEED},
and come out the same, byte for byte, on every computer. Do not edit them by hand.

## What is planted

- Persistent absence and free school meals in Northmere: two schools have a real gap between pupils
  who are eligible and pupils who are not. Everywhere else the true shares are the same, and what
  you see is chance. The seed is one with which chance alone puts no other school far outside.
- Results of disadvantaged pupils are lower in all schools alike; schools differ by chance alone.
- Schools with too few pupils to show (`SUPP`, `c`, `*`), one with too few pupils covered
  (`LOWCOV`), one with no entries (`NE`), an independent school (`NP`, `NA`), one that sent nothing
  in (`x`).
- A closed school; a school that became an academy in September 2022 and changed its URN; a charter
  that is counted in the county and not in the district.
- One URN, 991000, that a program took for a number: 9.91e+05.
- Letters beyond English ones: Zoë, St Aldwen’s, Peña, Río.

## What is simpler than in the world

- **Absence by free school meals is not published for single schools.** The file
  `northmere_absence_3term_by_group.csv` imitates the layout of the releases that have groups, as
  if every school had put its own return into it. A real school brings these counts itself.
- Key stage 2 results of schools were not published for 2021/22, so its files are of 2018/19,
  2022/23 and 2023/24. In 2023/24 pupils had no starting point: no progress measures.
- The performance tables here print key stage 2 percentages whole and key stage 4 percentages with
  one decimal. Editions differ: look at your own.
- Pupils on roll and pupils in the absence count are the same; in the world they differ a little.
  There are no nurseries and no sixth forms.
- In Sierra Bonita a school's students are those in tested grades, in all files.
- England in the results files and the state in Sierra Bonita's files are samples of invented pupils,
  each counted many times. Northmere and Sierra Bonita are not among them; in the absence files
  Northmere is part of England.
- Registers give small areas in the boundaries of 2011; three of them have another code in 2021, so
  their schools are not found in the indices of 2025.
"""


def readme(england: Iterable[InventedFile], california: Iterable[InventedFile]) -> str:
    """The text, with a table of all files."""
    return "\n".join(
        (
            _TOP,
            "## Files about Northmere\n",
            *_table(england),
            "\n## Files about Sierra Bonita\n",
            *_table(california),
            "",
        )
    )


def _table(files: Iterable[InventedFile]) -> list[str]:
    rows = [f"| `{file.name}` | {file.about} |" for file in files]
    return ["| file | what it is |", "|---|---|", *rows]

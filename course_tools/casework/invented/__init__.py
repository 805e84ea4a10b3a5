"""The workbook's own data: invented places in the layouts of real publishers, seed fixed.

    from course_tools.casework.invented import truth, write_all

    write_all("modules/08-data-case/data")
    truth()["northmere"]["planted"]

No place, school, pupil or number in it is real. See the README that `write_all` writes.
"""

from course_tools.casework.invented.chance import SEED
from course_tools.casework.invented.truths import truth
from course_tools.casework.invented.writing import write_all

__all__ = ["SEED", "truth", "write_all"]

"""Periods that no line may cross, with the reason to print.

From Brief 4.2 and 4.3 and the publishers' own notes: the releases on absence (2020/21, 2021/22) and
suspensions (2020/21) of the Department for Education; the California Department of Education on
absenteeism in 2019-20 and on the tests of 2020-21. Free school meals have no mark here: what changed
in who is eligible was not verified, so ask the publisher before drawing such a line.
"""

from collections.abc import Mapping
from types import MappingProxyType

_NO_TESTS = (
    "Pandemic: tests and exams did not take place as usual; no school results were published."
)
_CLOSURES = "Pandemic: schools were closed to most pupils from March 2020."
_PART_CLOSED = "Pandemic: most pupils were taught from home for a part of the year."
_NO_PROGRESS_8 = "Progress 8 was not produced for this year."
_FEW_TESTED = (
    "Pandemic: districts could use other tests; only about one student in four was tested."
)
_NO_CAASPP = "Pandemic: there were no state tests."

KNOWN_BREAKS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "school results, England": {"2019/20": _NO_TESTS, "2020/21": _NO_TESTS},
        "progress 8, England": {
            "2019/20": _NO_TESTS,
            "2020/21": _NO_TESTS,
            "2024/25": _NO_PROGRESS_8,
            "2025/26": _NO_PROGRESS_8,
        },
        "absence, England": {
            "2019/20": _CLOSURES,
            "2020/21": _PART_CLOSED,
            "2021/22": "Pandemic: some absences had their own code in the register and are not counted.",
        },
        "suspensions, England": {"2019/20": _CLOSURES, "2020/21": _PART_CLOSED},
        "CAASPP, California": {
            "2020": _NO_CAASPP,
            "2019-20": _NO_CAASPP,
            "2021": _FEW_TESTED,
            "2020-21": _FEW_TESTED,
        },
        "absence, California": {
            "2019-20": "Pandemic: the state judged the numbers not reliable and did not publish them.",
            "2020-21": "Pandemic: most students learned from home; attendance meant something else.",
        },
        "suspensions, California": {
            "2019-20": "Pandemic: schools closed from March 2020.",
            "2020-21": "Pandemic: most students learned from home.",
        },
    }
)

"""The worked example of Brief 4.8, finished: Larkfield Primary. School, borough and people are
invented, and so is every number."""

from typing import Any

from course_tools.casework.brief.model import CaseBrief, read_case_brief

_ELIGIBLE = "pupils eligible for free school meals"
_ABSENCE = "persistent absence"
_YEAR = "school year 2023/24"
_SCHOOL = "Larkfield Primary"


def larkfield() -> CaseBrief:
    """The finished brief."""
    return read_case_brief(larkfield_answer())


def larkfield_answer() -> dict[str, Any]:
    """The answer that the finished brief is read from, as the form would store it."""
    return {
        "headline": "A fare, a bus and a bell: the attendance gap at Larkfield Primary",
        "notice": "An invented example: no such school, borough or people exist.",
        "who": (
            "We are the parents' team of Larkfield Primary: parents and carers from every year "
            "group, with two teachers."
        ),
        "heard": "Bus fares that take the week's last money, and asthma on cold, wet mornings.",
        "heard-from": "parents and carers in eleven house meetings, February and March 2025",
        "heard-count": 84,
        "claim": (
            "In 2023/24, 36 of 90 pupils eligible for free school meals missed a tenth or more of "
            "their sessions (40%, likely range 30% to 50%), against 42 of 210 other pupils (20%)."
        ),
        "meaning": (
            "Who eats a free meal should tell nobody who gets to school. At Larkfield it does."
        ),
        "figures": [
            _figure("ours", _ELIGIBLE, _SCHOOL, 36, 90),
            _figure(
                "comparator",
                "all other pupils",
                _SCHOOL,
                42,
                210,
                "20 more in 100 (9 to 31); 2.0 times as common (1.4 to 2.9)",
            ),
            _figure(
                "comparator",
                _ELIGIBLE,
                "the rest of Northmere",
                622,
                3028,
                "19 more in 100 (10 to 30); 1.9 times as common (1.5 to 2.5)",
            ),
        ],
        "sources": [
            {
                "title": "School attendance returns, Northmere (invented data)",
                "publisher": "made for this workbook",
                "licence": "CC0",
                "day": "2024-12-05",
            }
        ],
        "definitions": (
            "Eligible for free school meals: on January's census day. Persistent absence: a tenth of the "
            "sessions missed, or more."
        ),
        "missing": "Pupils who joined after January. Nothing is hidden.",
        "pupils": "300 pupils at Larkfield Primary",
        "cannot-show": (
            "The figures do not say why a child was absent. They count sessions, not reasons, and "
            "say nothing about any one child."
        ),
        "rivals": [
            {
                "explanation": "The bus route ends before breakfast club, and fares are high.",
                "for": "The attendance lead confirmed when the route ends. Fares came up most.",
                "against": "Some families on the route are never late.",
                "disprove": "Absence stays as it is for pupils who hold a pass.",
            },
            {
                "explanation": "Asthma is worse in damp homes.",
                "for": "Named in seven house meetings; absence is highest in winter.",
                "against": "Other pupils in the same streets miss less.",
                "disprove": "The gap is as wide in June as in January.",
            },
            {
                "explanation": "The school records late arrival as absence.",
                "for": "Registers close early.",
                "against": "The same rule holds for all pupils.",
                "disprove": "The gap stays when late marks are left out.",
            },
        ],
        "story-teller": "a parent with children in two year groups",
        "story": "Three mornings when the fare had to wait.",
        "story-agreed": "2025-04-20",
        "story-audience": "the meeting with the head and the council",
        "story-withdraw": True,
        "story-no-child": True,
        "story-seconds": 90,
        "options": [
            {
                "option": "Pilot bus pass for one term",
                "where": "two other boroughs",
                "cost": "£3,900 for 60 pupils",
            },
            {
                "option": "Breakfast club opens earlier",
                "where": "a neighboring school",
                "cost": "£1,600 a term",
            },
            {"option": "Later registers", "where": "not tried", "cost": "nothing"},
        ],
        "target": "the head and the council transport officer",
        "target-how": "The officer decides on passes, the head on registers (research meeting, April).",
        "target-interest": "pupils who arrive are pupils you are measured on",
        "ask-act": "agree a pilot bus pass for the autumn term",
        "ask-by": "2025-05-30",
        "ask-because": (
            "families say the fare decides their mornings, and 36 of 90 pupils eligible for free "
            "school meals are persistently absent"
        ),
        "know-number": "The same two rates of persistent absence, for the autumn term",
        "know-reader": "the head and the parents' team, together",
        "know-when": "2026-01-23",
        "holder": "the team's data reader",
        "checked-by": "a teacher who did not write it, and two parents of the group",
        "checked-on": "2025-05-06",
    }


def _figure(
    role: str, group: str, place: str, counted: int, out_of: int, comparison: str = ""
) -> dict[str, Any]:
    return {
        "role": role,
        "group": group,
        "place": place,
        "period": _YEAR,
        "measure": _ABSENCE,
        "counted": counted,
        "out-of": out_of,
        "comparison": comparison,
    }

"""The claim checker (T34): is a claim fair, complete, and supported by the table behind it?

    from course_tools.casework.claims import check_claim

    checked = check_claim("In 2023/24, 36 of 90 pupils …", evidence)
    checked.verdict     # "supported", "unclear" or "not supported"
    checked.findings    # one for each point of the checklist (Brief 4.7)

It reads words and numbers by rules, in English and in part in Spanish. It can be wrong: it asks,
and where it cannot tell, it says so.
"""

from course_tools.casework.claims.check import Checked, check_claim
from course_tools.casework.claims.checklist import Finding
from course_tools.casework.claims.evidence import Comparator, Evidence, Origin, Subject
from course_tools.casework.claims.judgement import Reason

__all__ = [
    "Checked",
    "Comparator",
    "Evidence",
    "Finding",
    "Origin",
    "Reason",
    "Subject",
    "check_claim",
]

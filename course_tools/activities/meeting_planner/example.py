"""A finished plan to look at: the Port Marlow late bus. The town and its people are invented."""

from course_tools.answers import Json

_DOMAINS = (
    ("facts", 3, 0.3),
    ("causes", 3, 0.5),
    ("tried", 2, 0.6),
    ("decisions", 5, 0.8),
    ("money", 5, 0.7),
    ("support", 3, 0.6),
    ("interest", 4, 0.9),
    ("in-our-place", 2, 0.8),
    ("needs", 2, 0.5),
)

# Question, minutes, domain, removes, second domain, removes there, must ask.
_QUESTIONS = (
    ("How many children rode at five o’clock in the last year?", 3, "facts", 0.7, "", 0.0, False),
    ("What led to the late bus being cut?", 5, "causes", 0.6, "decisions", 0.2, False),
    ("What has been tried since then?", 4, "tried", 0.5, "", 0.0, False),
    ("How does a route get from your draft to a yes?", 6, "decisions", 0.7, "support", 0.2, False),
    ("When is the money for routes set, and by whom?", 4, "money", 0.6, "decisions", 0.2, False),
    ("What does one late route cost, line by line?", 6, "money", 0.7, "facts", 0.3, False),
    ("Who asked for it back, and who worries about it?", 4, "support", 0.5, "", 0.0, False),
    ("What would make this a good year for you here?", 4, "interest", 0.5, "needs", 0.3, False),
    ("What would you do if you were a parent here?", 4, "in-our-place", 0.6, "", 0.0, False),
    ("What do you need from families like ours?", 4, "needs", 0.6, "interest", 0.2, False),
)

_COLUMNS = ("question", "minutes", "domain", "removes", "domain-2", "removes-2", "must")

LATE_BUS: dict[str, Json] = {
    "official": "Transportation manager",
    "purpose": "Learn how a small route is restarted, who decides it, and by when",
    "domains": [
        dict(zip(("domain", "importance", "unsure"), row, strict=True)) for row in _DOMAINS
    ],
    "questions": [dict(zip(_COLUMNS, row, strict=True)) for row in _QUESTIONS],
    "minutes": 22,
    "chair": "garden parent",
    "credentialer": "choir grandmother",
    "storyteller": "night-shift parent",
    "questioner": "band parent",
    "questioner-2": "crossing parent",
    "note-taker": "library parent",
    "observer": "tenants’ leader",
    "evaluator": "parish leader",
    "interpreter": "",
}

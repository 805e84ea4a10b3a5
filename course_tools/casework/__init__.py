"""Data-driven case building: from a published file to a demand.

    from course_tools import casework

    file = casework.open_file("data/northmere_absence.csv")
    table = casework.read("data/northmere_absence.csv")
    casework.draw_gap(casework.compare(file, "990001", "persistent-absence"))

`read` gives the tidy table alone, for pandas; `open_file` gives it with the places' names, what is
measured, and what to know first. Nothing is loaded before it is used: importing this costs nothing.
"""

from importlib import import_module
from typing import Any

_HERE = "course_tools.casework"
# Public name -> module that has it.
_WHERE = {
    "COLUMNS": "tidy",
    "EVERYBODY_ELSE": "comparison",
    "Rate": "rates",
    "compare": "comparison",
    "draw_funnel": "pictures.funnel",
    "draw_gap": "pictures.gap",
    "draw_trend": "pictures.trend",
    "funnel_of": "school_funnel",
    "may_publish": "small_numbers",
    "neighborhoods": "deprivation",
    "newcombe_gap": "rates",
    "open_file": "reading",
    "pooled": "rates",
    "read": "reading",
    "risk_ratio": "rates",
    "similar_schools": "similar",
    "trend_of": "over_time",
    "wilson_interval": "rates",
}

__all__ = list(_WHERE)


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(f"{_HERE}.{_WHERE[name]}"), name)
    raise AttributeError(f"casework has nothing called {name!r}.")


def __dir__() -> list[str]:
    return sorted(__all__)

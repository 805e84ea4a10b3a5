"""The student groups of California's files: three kinds of code, one set of words (Brief 4.3)."""

from course_tools.casework import us_groups as us
from course_tools.casework.tidy import ALL_PUPILS

# Identifiers of CAASPP results, without zeros in front. 144 is left to the publisher's own list.
CAASPP: dict[str, str] = {
    "1": ALL_PUPILS,
    "3": us.MALE,
    "4": us.FEMALE,
    "6": "students fluent in English (all kinds)",
    "7": "students fluent in English from the start (IFEP)",
    "8": "students reclassified as fluent in English (RFEP)",
    "28": us.MIGRANT,
    "29": "students not migrant",
    "31": us.LOW_INCOME,
    "50": us.MILITARY,
    "51": "students not of armed forces families",
    "52": us.HOMELESS,
    "53": "students not homeless",
    "74": us.BLACK,
    "75": us.AMERICAN_INDIAN,
    "76": us.ASIAN,
    "77": us.FILIPINO,
    "78": us.HISPANIC,
    "79": us.PACIFIC_ISLANDER,
    "80": us.WHITE,
    "90": "parents did not finish high school",
    "91": "parents finished high school",
    "92": "parents went to some college",
    "93": "parents finished college",
    "94": "parents went to graduate school",
    "99": us.WITHOUT_DISABILITIES,
    "111": us.NOT_LOW_INCOME,
    "120": "English learners enrolled less than 12 months",
    "121": "parents' education not stated",
    "128": us.WITH_DISABILITIES,
    "142": "English learners enrolled 12 months or more",
    "160": us.ENGLISH_LEARNERS,
    "170": "students ever English learners",
    "180": us.ENGLISH_ONLY,
    "190": "students whose English is still to be determined",
    "240": us.FOSTER,
    "241": "students not foster youth",
    "243": "adult English learners",
    "250": us.LONG_TERM_ENGLISH_LEARNERS,
    "251": "students at risk of becoming long-term English learners",
    "252": "students never English learners",
}
_RACES = (us.BLACK, us.AMERICAN_INDIAN, us.ASIAN, us.FILIPINO, us.HISPANIC, us.PACIFIC_ISLANDER)
for _place, _race in enumerate((*_RACES, us.WHITE, us.TWO_OR_MORE)):
    CAASPP[str(200 + _place)] = f"{_race}, socioeconomically disadvantaged"
    CAASPP[str(220 + _place)] = f"{_race}, not socioeconomically disadvantaged"

# Reporting categories of the state's attendance, discipline and graduation files.
STATE_FILES: dict[str, str] = {
    "TA": ALL_PUPILS,
    "RB": us.BLACK,
    "RI": us.AMERICAN_INDIAN,
    "RA": us.ASIAN,
    "RF": us.FILIPINO,
    "RH": us.HISPANIC,
    "RP": us.PACIFIC_ISLANDER,
    "RT": us.TWO_OR_MORE,
    "RW": us.WHITE,
    "RD": us.RACE_NOT_REPORTED,
    "GM": us.MALE,
    "GF": us.FEMALE,
    "GX": us.NONBINARY,
    "SE": us.ENGLISH_LEARNERS,
    "SD": us.WITH_DISABILITIES,
    "SS": us.LOW_INCOME,
    "SM": us.MIGRANT,
    "SF": us.FOSTER,
    "SH": us.HOMELESS,
    "GRK": "kindergarten",
    "GRTKKN": "transitional kindergarten and kindergarten",
    "GR13": "grades 1 to 3",
    "GR46": "grades 4 to 6",
    "GR78": "grades 7 and 8",
    "GRK8": "grades kindergarten to 8",
    "GRTK8": "grades transitional kindergarten to 8",
    "GR912": "grades 9 to 12",
    "GRUG": "students in no grade",
}

# Student groups of the School Dashboard.
DASHBOARD: dict[str, str] = {
    "ALL": ALL_PUPILS,
    "AA": us.BLACK,
    "AI": us.AMERICAN_INDIAN,
    "AS": us.ASIAN,
    "FI": us.FILIPINO,
    "HI": us.HISPANIC,
    "PI": us.PACIFIC_ISLANDER,
    "WH": us.WHITE,
    "MR": us.TWO_OR_MORE,
    "EL": us.ENGLISH_LEARNERS,
    "LTEL": us.LONG_TERM_ENGLISH_LEARNERS,
    "ELO": "English learners without those lately reclassified",
    "RFP": "students lately reclassified as fluent in English",
    "EO": us.ENGLISH_ONLY,
    "SED": us.LOW_INCOME,
    "SWD": us.WITH_DISABILITIES,
    "FOS": us.FOSTER,
    "HOM": us.HOMELESS,
    "SBA": "students who took the Smarter Balanced test",
    "CAA": "students who took the alternate test",
}


def caaspp_id(text: str) -> str:
    """A CAASPP group id as text without zeros in front: "001" and "1" are the same group."""
    return text.strip().lstrip("0") or text.strip()


def caaspp_words(group: str, official: dict[str, str]) -> str:
    """What a CAASPP group is called; `official` are names from the publisher's own list."""
    group = caaspp_id(group)
    return CAASPP.get(group) or official.get(group) or f"group {group} (see the publisher's list)"


def state_words(code: str) -> str:
    """What a reporting category is called."""
    return STATE_FILES.get(code.upper(), f"category {code} (see the publisher's list)")


def dashboard_words(code: str) -> str:
    """What a Dashboard group is called; a file without groups is about all, under ""."""
    return DASHBOARD.get(code.upper(), f"group {code} (see the publisher's list)")

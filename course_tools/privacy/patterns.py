"""What can be told from its form alone: addresses, numbers, handles, titles, family words.

Every pattern is linear: no repetition stands within another, and each is bounded or starts only
at the edge of a word, so a page of one letter costs no more than a page of words.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """Where something stands in a text, and what it looks like."""

    kind: str
    start: int
    end: int


# A word that begins with a capital letter, or one in capitals only.
NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]{1,40}"
_TWO_NAMES = rf"{NAME}(?: (?:de |del |la |van |von )?{NAME}){{0,2}}"
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM"
    "|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC"
)
_ROADS = (
    "street|st|avenue|ave|road|rd|lane|ln|drive|dr|court|ct|boulevard|blvd|way|place|pl|close"
    "|crescent|terrace|gardens|grove|highway|hwy|square|mews"
)
_BORN = (
    r"(?:born(?: on)?|birth ?da(?:y|te)|date of birth|d\.?o\.?b\.?|nació(?: el)?|nacid[oa](?: el)?"
    r"|nacimiento|cumpleaños|cumple)"
)
_MONTHS = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|ago|dic|enero|febrero|marzo|abril"
    r"|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)[a-z]{0,7}"
)
_DATE = (
    rf"(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTHS}"
    rf"|{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?)"
)
_FAMILY = (
    r"(?:step|grand)?(?:son|daughter|child|kid|boy|girl|mother|father)|niece|nephew|brother|sister"
    r"|wife|husband|partner|pupil|student|hij[oa]|niñ[oa]|niet[oa]|sobrin[oa]|herman[oa]|espos[oa]"
    r"|marido|alumn[oa]"
)
_OF_SOMEONE = r"my|our|your|his|her|their|the|a|mi|su|tu|nuestr[oa]|el|la|un|una"

# In order of trust: where two overlap, the earlier kind is shown.
_BY_FORM = [
    ("e-mail", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", 0),
    (
        "profile",
        r"(?<![\w.@-])(?:https?://)?(?:www\.|m\.)?(?:facebook|fb|instagram|tiktok|twitter|x|threads"
        r"|linkedin|snapchat|wa|t)\.(?:com|me|net)/[@\w][\w./@%-]{1,80}",
        re.I,
    ),
    ("handle", r"(?<![\w@./+-])@[A-Za-z_][\w.]{2,29}", 0),
    ("social-security", r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])", 0),
    (
        "national-insurance",
        r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
        re.I,
    ),
    ("number", r"\b[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d\b", 0),  # CURP
    ("number", r"\b[A-HJ-NP-Z]\d{11}[\dA-Z]\b", re.I),  # UPN
    ("phone", r"(?<![\d+])(?:\+|00)44[ -]?(?:\(0\))?(?:[ -]?\d){9,10}(?!\d)", 0),
    ("phone", r"(?<![\d+])\+\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?!\d)", 0),
    ("phone", r"(?<![\d+.,-])\(?0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?!\d)", 0),
    (
        "phone",
        r"(?<![\d+.,-])(?:1[ .-])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])\d{3}[ .-]\d{4}(?![\d-])",
        0,
    ),
    (
        "phone",
        r"\b(?:phone|tel|cell|mobile|number|call|text|whatsapp|teléfono|celular|número)\b"
        r"[^\d\n]{0,20}(?P<it>\d{3}[ .-]\d{4})(?![\d-])",
        re.I,
    ),
    (
        "birth",
        rf"\b{_BORN}\W{{1,4}}(?:\w{{1,8}} ){{0,3}}?(?P<it>{_DATE}(?:,?(?: de)? \d{{4}})?)",
        re.I,
    ),
    ("number", r"(?<![\d.,-])\d{8,40}(?![\d]|[.,]\d)", 0),
    ("postcode", r"(?<![\d-])\d{5}-\d{4}(?![\d-])", 0),
    ("postcode", rf"\b(?:{_STATES}),? \d{{5}}\b", 0),
    ("postcode", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", 0),
    ("postcode", r"\b[a-z]{1,2}\d[a-z\d]? (?!\d(?:st|nd|rd|th)\b)\d[abd-hjlnp-uw-z]{2}\b", 0),
    (
        "address",
        rf"(?<![\d.,])\d{{1,5}}[A-Za-z]? (?:[A-ZÀ-Þ][\w’'.-]{{1,30}} ){{1,3}}(?i:{_ROADS})\b",
        0,
    ),
    (
        "address",
        r"(?<!\w)(?:calle|avenida|avda?\.|c/|colonia|paseo|camino|calzada) (?-i:[A-ZÀ-Þ\d])"
        r"[\w’'.-]{0,30}(?: [\w’'.-]{1,30}){0,4}?,? (?:#|núm\.? |no\.? |n\.º )?\d{1,5}\b",
        re.I,
    ),
]
# These end in a name; whether it is one is asked of `names`.
_BEFORE_A_NAME = [
    (
        "child",
        rf"\b(?i:(?:{_OF_SOMEONE})(?: [\wáéíóúñ-]{{1,15}})? (?:{_FAMILY})(?: mayor| menor)?),?"
        rf"(?i: named| called| llamad[oa])?\s(?P<name>{_TWO_NAMES}|[a-zà-ÿ]{{3,20}}\b)",
        0,
    ),
    (
        "title",
        r"\b(?P<title>(?i:mrs?|ms|mx|dr|prof|rev|sra?|srta|señor|señora|señorita|sir)\b\.?"
        r"|(?:Miss|MISS|Don|Doña|DOÑA|Profe|Profesora?|Maestr[ao]|Padre|Coach|Principal|Teacher|Pastor|Father"
        r"|Auntie|Aunt|Uncle|Tía|Tío|Councill?or|Superintendent|Professor|Professora|Nurse|Officer"
        rf"|Director|Directora|Headteacher)\b)\s(?P<name>{_TWO_NAMES}|[A-ZÀ-Þ]\b\.?)",
        0,
    ),
    (
        "called",
        r"\b(?i:called|named|names? (?:is|was)|llamad[oa]s?|se llama(?:ba)?|nombre es|known as)"
        rf"\s(?P<name>{_TWO_NAMES})",
        0,
    ),
]
_FORMS = [(kind, re.compile(pattern, flags)) for kind, pattern, flags in _BY_FORM]
_BEFORE = [(kind, re.compile(pattern, flags)) for kind, pattern, flags in _BEFORE_A_NAME]


def found_by_form(text: str) -> Iterator[Span]:
    """Numbers, addresses and the like."""
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            yield Span(kind, match.start(group), match.end(group))


def found_before_a_name(text: str) -> Iterator[tuple[Span, int]]:
    """Family words, titles and "called", each with the place where a name seems to begin."""
    for kind, pattern in _BEFORE:
        for match in pattern.finditer(text):
            yield Span(kind, match.start(), match.end()), match.start("name")

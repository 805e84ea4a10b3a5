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
_ORDINALS = (
    r"(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth"
    r"|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|primero"
    r"|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta"
)
_DATE = (
    rf"(?:\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTHS}"
    rf"|(?:the |el )?(?:{_ORDINALS}) (?:of|de) {_MONTHS}|{_MONTHS} (?:\d{{4}}\b|\d{{1,2}}(?:st|nd|rd|th)?(?!\d)))"
)
_FAMILY = (
    r"(?:step|grand)?(?:son|daughter|child|kid|boy|girl|mother|father)|niece|nephew|brother|sister"
    r"|wife|husband|partner|pupil|student|hij[oa]|niñ[oa]|niet[oa]|sobrin[oa]|herman[oa]|espos[oa]"
    r"|marido|alumn[oa]"
)
_MANY_OF_A_FAMILY = (
    "sons|daughters|children|kids|boys|girls|twins|brothers|sisters|nephews|nieces|grandchildren"
    "|hij[oa]s|niñ[oa]s|niet[oa]s|herman[oa]s|sobrin[oa]s|gemel[oa]s"
)
_OF_SOMEONE = r"my|our|your|his|her|their|the|a|mi|su|tu|nuestr[oa]|el|la|un|una"

_DIGITS = (
    "oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple|hundred|cero|uno|dos|tres"
    "|cuatro|cinco|seis|siete|ocho|nueve"
)

# In order of trust: where two overlap, the earlier kind is shown.
_BY_FORM = [
    ("e-mail", r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}", 0),
    (
        "e-mail",
        r"(?<![\w.+-])[\w.+-]{1,64} ?[\[(] ?(?:at|arroba) ?[\])] ?[\w-]{1,63}"
        r"(?:(?:\.| ?[\[(] ?(?:dot|punto) ?[\])] ?)[\w-]{2,63}){1,3}",
        re.I,
    ),
    (
        "e-mail",
        r"(?<![\w.+-])(?:[\w.+-]{1,30} (?:dot|punto) ){0,3}[\w.+-]{1,30} (?:at|arroba) [\w-]{1,30}"
        r"(?: (?:dot|punto) [\w-]{2,30}){1,3}",
        re.I,
    ),
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
        "phone",
        r"\b(?:phone|tel|cell|mobile|teléfono|celular|móvil|llam\w{1,6} al|marcar? al|whatsapp)\b"
        r"[^\d\n]{0,12}(?P<it>\d{2,4}(?:[ .-]\d{2,4}){2,4})(?![\d-])",
        re.I,
    ),
    ("phone", rf"\b(?:(?:{_DIGITS})[ ,-]{{1,2}}){{6,14}}(?:{_DIGITS})\b", re.I),
    ("id-number", r"\bNHS\b[^\d\n]{0,20}(?P<it>\d{3} ?\d{3} ?\d{4})(?!\d)", 0),
    (
        "birth",
        rf"\b{_BORN}\W{{1,4}}(?:\w{{1,8}} ){{0,3}}?(?P<it>{_DATE}(?:,?(?: de)? \d{{4}})?)",
        re.I,
    ),
    ("number", r"(?<![\d.,-])\d{8,40}(?![\d]|[.,]\d)", 0),
    (
        "number",
        r"\b(?:student|pupil|case|account) (?:id|number|no)\b\W{1,3}(?:is )?(?P<it>\d{4,7})(?!\d)",
        re.I,
    ),
    ("postcode", r"(?<![\d-])\d{5}-\d{4}(?![\d-])", 0),
    ("postcode", rf"\b(?:{_STATES}),? \d{{5}}\b", 0),
    ("postcode", r"\bzip(?: ?code)?\W{1,3}(?:is )?(?P<it>\d{5})(?!\d)", re.I),
    ("postcode", r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", 0),
    ("postcode", r"\b[a-z]{1,2}\d[a-z\d]? (?!\d(?:st|nd|rd|th)\b)\d[abd-hjlnp-uw-z]{2}\b", 0),
    (
        "address",
        rf"(?<![\d.,])\d{{1,5}}[A-Za-z]? (?:[NSEW]\.? )?(?:[A-ZÀ-Þ][\w’'.-]{{1,30}} ){{1,3}}"
        rf"(?i:{_ROADS})\b",
        0,
    ),
    (
        "address",
        r"\b(?i:flat|apartment|apt\.?|unit|depto\.?|piso) \d{1,4}[A-Za-z]?,? (?:\d{1,5} )?"
        rf"(?:[A-ZÀ-Þ][\w’'.-]{{1,30}} ){{1,3}}(?i:house|tower|point|buildings?|heights|{_ROADS})\b",
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
        "child",
        rf"\b(?i:(?:{_OF_SOMEONE}|mis|sus|tus|los|las)(?: [\wáéíóúñ-]{{1,15}})? (?:{_MANY_OF_A_FAMILY})),?"
        rf"(?i: named| called| llamad[oa]s)?\s(?P<name>{NAME}(?:,? (?:and|y|e) {NAME}))",
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
    ("title", r"\b(?i:mrs?|ms|mx)\b\.?\s(?P<name>[a-zà-ÿ][a-zà-ÿ’'-]{2,20})", 0),
    (
        "title",
        rf"\b(?:teacher|principal|headteacher|custodian|caretaker|caseworker|coach|nurse|neighbou?r|friend"
        rf"|colleague|cousin|parent|maestr[ao]|profe|profesora?|directora?|don|doña|tí[oa]|vecin[oa]"
        rf"|amig[oa]|compañer[oa]|hermana|padre|licenciad[oa]|doctora?)\s(?P<name>{_TWO_NAMES})",
        0,
    ),
    (
        "called",
        r"\b(?i:called|named|names? (?:is|was)|llamad[oa]s?|se llama(?:ba)?|nombre es|known as)"
        rf"\s(?P<name>{_TWO_NAMES})",
        0,
    ),
]
# A link, with a scheme or without: https://…, www.…, school.example.org/staff.
_LINK = re.compile(
    r"(?<![\w.@-])(?:(?:https?://|www\.)[^\s<>\"”)\]]{1,2000}"
    r"|(?:[\w-]{1,63}\.){1,5}(?:com|edu|example|gov|info|net|org|es|mx|uk)\b(?:/[^\s<>\"”)\]]{0,2000})?)",
    re.I,
)
_ADDRESSES = ("e-mail", "profile", "handle")
_FORMS = [(kind, re.compile(pattern, flags)) for kind, pattern, flags in _BY_FORM]
_BEFORE = [(kind, re.compile(pattern, flags)) for kind, pattern, flags in _BEFORE_A_NAME]


def found_by_form(text: str) -> Iterator[Span]:
    """Numbers, addresses and the like."""
    for kind, pattern in _FORMS:
        for match in pattern.finditer(text):
            group = "it" if "it" in pattern.groupindex else 0
            yield Span(kind, match.start(group), match.end(group))


def without_addresses(text: str) -> str:
    """The text with a space for each e-mail address, user name and link."""
    for kind, pattern in _FORMS:
        if kind in _ADDRESSES:
            text = pattern.sub(" ", text)
    return _LINK.sub(" ", text)


def found_before_a_name(text: str) -> Iterator[tuple[Span, int]]:
    """Family words, titles and "called", each with the place where a name seems to begin."""
    for kind, pattern in _BEFORE:
        for match in pattern.finditer(text):
            yield Span(kind, match.start(), match.end()), match.start("name")

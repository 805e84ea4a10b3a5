"""The ways in which people write numbers, English and Spanish."""

import re

from course_tools.casework.claims.number_words import FRACTIONS, NUMBER
from course_tools.casework.claims.said import Bound

PERCENT = r"(?:%|per ?cent\b|por ciento\b)"
UP = r"(?:more|higher|greater|larger|bigger|above|extra|additional|más|mayor(?:es)?)\b"
DOWN = r"(?:less|fewer|lower|smaller|below|under|menos|menor(?:es)?)\b"
PEOPLE = (
    r"(?:pupils?|students?|children|child|kids|learners?|girls?|boys?|young people|"
    r"alumn[oa]s?|estudiantes?|niñ[oa]s?|aprendices)"
)
EVERY = r"(?:every |each |cada )?"
ARTICLE = r"(?:the |our |its |their |all |those |these |los |las |sus )*"
SCALE = {2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100}

RANGE = re.compile(
    rf"(?P<cue>\b(?:between|from|range|interval|likely|somewhere|anywhere|entre|rango|intervalo|CI)\b[^.;]{{0,25}}?|\()"
    rf"(?P<low>{NUMBER})\s*(?P<u1>{PERCENT}|points?)?\s*(?:to|and|-|–|a|y|hasta)\s*"
    rf"(?P<high>{NUMBER})\s*(?P<u2>{PERCENT}|(?:percentage )?points?|puntos|times|veces)?",
    re.IGNORECASE,
)
HYPHEN = re.compile(
    rf"(?P<cue>)(?P<low>{NUMBER})(?P<u1>)\s*[-–]\s*(?P<high>{NUMBER})\s*(?P<u2>{PERCENT}|points?\b)",
    re.IGNORECASE,
)
BY = re.compile(r"\b(?:by|en un)\s+(?:about |almost |some )?$", re.IGNORECASE)
NO_UNIT = re.compile(r"^\($|range|interval|intervalo|rango|\bCI\b", re.IGNORECASE)
PER_HUNDRED = re.compile(
    rf"(?P<n>{NUMBER})\s+(?P<mid>(?:[\w-]+\s+){{0,8}}?)(?:in|per|out of|de|por)\s+{EVERY}(?:100|a hundred|hundred|cien)\b(?!\s*%)",
    re.IGNORECASE,
)
FOR_EVERY = re.compile(
    rf"\b(?:for every|of every|por cada) (?P<n>{NUMBER})\b(?:\s+[\w'-]+){{0,8}}?,\s*(?:only |just |solo )?(?P<k>{NUMBER})\b(?!\s*{PERCENT})",
    re.IGNORECASE,
)
EVERY_NTH = re.compile(
    r"\bevery (?P<nth>second|third|fourth|fifth|sixth|tenth)\b(?! (?:year|grade|week|day|month|term))",
    re.IGNORECASE,
)
IN = re.compile(
    rf"(?P<k>{NUMBER})\s+(?:in|out of|of (?=every|each)|de cada)\s*{EVERY}(?P<n>{NUMBER})(?!\s*{PERCENT})",
    re.IGNORECASE,
)
OF = re.compile(
    rf"(?P<k>{NUMBER})\s*(?:of|out of|/|de(?: entre)?)\s*{ARTICLE}(?P<n>{NUMBER})(?!\s*{PERCENT})",
    re.IGNORECASE,
)
PEOPLE_OF = re.compile(
    rf"(?P<k>{NUMBER})\s+(?:[\w'-]+\s+){{0,4}}?{PEOPLE}\s+(?:out of|of|de)\s+{ARTICLE}(?P<n>{NUMBER})(?!\s*{PERCENT})",
    re.IGNORECASE,
)
POINTS = re.compile(
    rf"(?P<n>{NUMBER})[\s-]*(?:percentage|percent|%)?[\s-]*(?:points?|pp|puntos(?: porcentuales)?)\b"
    rf"(?:\s+(?:(?P<up>{UP})|(?P<down>{DOWN})))?",
    re.IGNORECASE,
)
PERCENTAGE = re.compile(
    rf"(?P<before>\b(?:gap|difference|brecha|diferencia)\s+(?:of|de)(?: about| casi)?\s+)?"
    rf"(?P<n>{NUMBER})\s*{PERCENT}"
    rf"(?:\s+(?:(?P<up>{UP})|(?P<down>{DOWN})|(?P<gap>gap|difference)))?",
    re.IGNORECASE,
)
AS = r"as (?:likely|often|high|many|much|common|large|big)"
TIMES = re.compile(
    rf"(?P<n>{NUMBER})\s*(?:times|veces|×|x\b)(?:\s+(?:(?P<up>{UP})|(?P<down>{DOWN})))?"
    r"|(?P<twice>\b(?:twice|double[sd]?|(?:el |la )?doble|duplica\w*)\b)"
    r"|(?P<thrice>\b(?:thrice|triple[sd]?|treble[sd]?|el triple|triplica\w*)\b)"
    rf"|(?P<again>\bhalf {AS} again\b)"
    rf"|\b(?:a |one )?(?P<part>half|third|quarter|fifth|tenth) (?:{AS}|the (?:rate|share|chance|risk|likelihood)|(?:of )?that\b)"
    r"|(?P<medio>\bla mitad de (?:probab|posib)\w+)",
    re.IGNORECASE,
)
FRACTION = re.compile(
    rf"(?:(?P<n>{NUMBER}|\ba|\bla|\buna?)[\s-]+)?\b(?P<part>{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b"
    rf"(?:\s+(?:(?P<up>{UP})|(?P<down>{DOWN})))?",
    re.IGNORECASE,
)
COUNT = re.compile(
    rf"(?P<n>{NUMBER})\s+(?:(?P<up>more|extra|additional|más)|(?P<down>fewer|less|menos))?\s*"
    rf"(?:(?:[\w'-]+\s+){{0,4}}?{PEOPLE}\b|of (?:them|these|those)\b|de ell[oa]s\b|"
    rf"(?:were|was|are|did|missed|reached|had|got|fueron|faltaron|llegaron|tuvieron)\b|(?=\(\s*[\d\x00]))",
    re.IGNORECASE,
)
DIGITS = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*(?![\w/]|[.,]\d)")

BEFORE = (
    (Bound.NEARLY, r"(?:nearly|almost|just under|close to|casi)"),
    (Bound.AT_LEAST, r"(?:at least|upwards of|al menos|por lo menos|no less than|no fewer than)"),
    (Bound.AT_MOST, r"(?:at most|up to|no more than|a lo más|a lo sumo|hasta)"),
    (Bound.MORE_THAN, r"(?:more than|over|just over|well over|más de(?:l)?)"),
    (Bound.LESS_THAN, r"(?:less than|fewer than|under|well under|menos de(?:l)?)"),
    (Bound.ABOUT, r"(?:about|around|roughly|approximately|approx\.?|some|alrededor de(?:l)?|cerca de(?:l)?|aproximadamente|unos|unas)"),
)  # fmt: skip
BOUNDS = [(b, re.compile(rf"\b{p}\s+(?:(?:an?|el|la|un|una)\s+)?$", re.I)) for b, p in BEFORE]
AFTER = re.compile(r"\s*(?:or so|or thereabouts)\b|[^.;]{0,60}\bmás o menos\b", re.IGNORECASE)
OR_MORE = re.compile(r"\s*(?:or more|o más)\b", re.IGNORECASE)

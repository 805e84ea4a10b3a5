"""Numbers written as digits or words, in English and Spanish."""

import re

from course_tools.casework.counting_words import ONES, TENS

_UNOS = [
    "cero",
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
]
_VEINTE = [
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_DIEZ = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]


def _english() -> dict[str, int]:
    known = {word: value for value, word in enumerate(ONES)}
    for ten, word in enumerate(TENS, start=2):
        known[word] = ten * 10
        for one in range(1, 10):
            known[f"{word}-{ONES[one]}"] = known[f"{word} {ONES[one]}"] = ten * 10 + one
    return known | {"a hundred": 100, "one hundred": 100, "hundred": 100}


def _spanish() -> dict[str, int]:
    known = {word: value for value, word in enumerate(_UNOS)} | {"una": 1, "un": 1}
    known |= {word: value for value, word in enumerate(_VEINTE, start=20)}
    for ten, word in enumerate(_DIEZ, start=3):
        known[word] = ten * 10
        known |= {f"{word} y {_UNOS[one]}": ten * 10 + one for one in range(1, 10)}
    return known | {"cien": 100, "ciento": 100}


_SPOKEN = _english() | _spanish()
# English "once" is no eleven.
_AMBIGUOUS = {"once"}
_WORDS = sorted(set(_SPOKEN) - _AMBIGUOUS, key=len, reverse=True)
_PLAIN = r"(?<![\w.,])(?:\d{1,3}(?:[, ]\d{3})+(?![\d%])|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?)"
NUMBER = rf"(?:{_PLAIN}|\b(?:{'|'.join(map(re.escape, _WORDS))})\b)"

FRACTIONS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5,
    "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "eighth": 8, "eighths": 8, "ninth": 9,
    "tenth": 10, "tenths": 10, "mitad": 2, "tercio": 3, "tercios": 3, "tercera parte": 3,
    "terceras partes": 3, "cuarto": 4, "cuartos": 4, "cuarta parte": 4, "cuartas partes": 4,
    "quinto": 5, "quintos": 5, "quinta parte": 5, "quintas partes": 5, "sexta parte": 6,
    "octava parte": 8, "décima parte": 10,
}  # fmt: skip


def value_of(written: str) -> tuple[float, int]:
    """The number and how many decimals were written: "17.1" is (17.1, 1), "forty" is (40, 0)."""
    word = " ".join(written.lower().split())
    if word in _SPOKEN:
        return float(_SPOKEN[word]), 0
    digits = word.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3}){2,}", digits):
        return float(re.sub(r"[.,]", "", digits)), 0
    digits = digits.replace(",", ".")
    decimals = len(digits.partition(".")[2])
    return float(digits), decimals

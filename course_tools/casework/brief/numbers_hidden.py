"""Takes the numbers out of a sentence and leaves one that can be said aloud.

A sheet to speak from has no figure that could be wrong, or that somebody could be recognized by.
"twice", "half" and "a third" are figures too. "Year 4" is a name, not a figure: it becomes
"Year Four". English only.
"""

import re
from collections.abc import Callable

from course_tools.casework.brief.pieces import capital
from course_tools.casework.counting_words import ONES, TENS

_LARGE = ("dozens?", "hundreds?", "thousands?", "millions?", "billions?")
_ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
# "one" is left where it is no count ("one of us", "no one"), but not in "one in five".
_WORD = "|".join([*_LARGE, *TENS, *reversed([word for word in ONES if word != "one"])])
_WORDS = rf"\b(?:(?:one|an?)[\s-]+(?=(?:{'|'.join(_LARGE)})\b))?(?:{_WORD})\b(?:[\s-]+(?:and[\s-]+)?(?:{_WORD}|one)\b)*"
_NUMBER = r"\d+(?:[.,:]\d+)*"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?"
_LABEL = re.compile(
    r"\b(years?|grades?|key stages?|class|form|ks|part|step|tier|level|band)\s?(\d{1,2})(?![\d%.,/:-]*\d|\s?%)",
    re.IGNORECASE,
)
_GRADE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)(?=[\s-]grade)", re.IGNORECASE)
_MANY = 20  # from here on we say "many", below it "some"
_MORE = r"(?:more|fewer|less|higher|lower|above|below|worse|better)"

# In this order, each on what the earlier ones left. Number words have become digits before.
_RULES: tuple[tuple[str, str], ...] = (
    (r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]", " "),
    (
        rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?:,?\s\d{{4}})?\b",
        "that day",
    ),
    (rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?(?![\d%])", "that day"),
    (rf"\b(?:the\s)?((?:school|academic)\s)?years?\s{_YEAR}\b", r"that \1year"),
    (rf"(?<!\d){_YEAR}(?![\d.,%]*\d|\s?%)", "that year"),
    (
        rf"[£$€¥]\s?{_NUMBER}(?:\s?(?:k|m|bn|\d+)\b)?|{_NUMBER}\s?(?:pounds|pence|dollars|cents|euros)\b",
        "a sum of money",
    ),
    (r"\b\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b)?|\b\d{1,2}\s?[ap]\.?m\b", "the set time"),
    (rf"{_NUMBER}\s?(?:to|and|or|-|–|—)\s?(?=[£$€]?\d)", ""),
    (rf"{_NUMBER}\s(?:percentage\s)?points?\s(?={_MORE}\b)", ""),
    (rf"{_NUMBER}\s?(?:%|percent\b|per\scent\b)\s(?={_MORE}\b)", ""),
    (rf"{_NUMBER}\s({_MORE})\s(?:in|out\sof|of|per)\s(?:every\s)?{_NUMBER}", r"\1"),
    (rf"(?:an?\s)?{_NUMBER}\s(?:percentage\s)?points?\b", "some way"),
    (
        rf"(?:about|around|over|nearly|almost|under|some|roughly|only|just)?\s*{_NUMBER}\s?(?:%|percent\b|per\scent\b)",
        " a share",
    ),
    (
        rf"{_NUMBER}\s?(?:out\sof|of|in|/)\s?(the|these|those|our|all)\s{_NUMBER}(?=\s[^\W\d])",
        r"some of \1",
    ),
    (rf"{_NUMBER}\s?(?:out\sof|of|in|/)\s?(?:every\s|the\s|all\s)*{_NUMBER}", "some"),
    (
        r"\b0\.\d+\s?times\sas\s(?:(?:many|much)\b|(\w+))((?:\s\w+){0,5}?)\sas\b",
        r"far less \1\2 than",
    ),
    (
        rf"{_NUMBER}(?:\s?times|\s?x)\sas\s(?:(?:many|much)\b|(\w+))((?:\s\w+){{0,5}}?)\sas\b",
        r"far more \1\2 than",
    ),
    (rf"{_NUMBER}(?:\s?times|\s?x)\s(?:as\s(?:(?:many|much)\b)?|(?=more\b))", "far more "),
    (r"far more more", "far more"),
    (rf"{_NUMBER}(?:\s?times|\s?x)\sthe\b", "far above the"),
    (rf"{_NUMBER}\s?(?:times\b|x\b|-?fold\b)", "many times"),
    (
        rf"{_NUMBER}\sof\s(?!(?:the|them|us|these|those|our|its|their|all|his|her|my|your|you)\b)",
        "{some} ",
    ),
    (rf"{_NUMBER}\s(?=of\b)", "some "),
    (rf"{_NUMBER}-(?:second|minute|hour)\b", "short"),
    (rf"{_NUMBER}-(?=[^\W\d])", ""),
    (
        rf"\b(the|these|those|our|their|its|all|same|every|each|last|next|other|further)\s{_NUMBER}(?=\s[^\W\d])",
        r"\1",
    ),
    (rf"\b(bus|route|number|no\.|table|figure|room|line|page|section|ward|unit)\s{_NUMBER}", r"\1"),
    (
        rf"\b(?:(?:about|around|over|nearly|almost|under|some|roughly|only|just|(?:more|fewer|less)\sthan|at\s(?:least|most)|up\sto)\s)?{_NUMBER}(?=\s[^\W\d])",
        "{some}",
    ),
    (r"[^\s\d(“\"‘']*\d\S*?(?=[.,;:!?”\"']*(?:\s|$))", "the figure we hold"),
)
# Multiples and parts in words; these have no digits.
_PARTS: tuple[tuple[str, str], ...] = (
    (r"\btwice\sas\s(?:(?:many|much)\b|(\w+))((?:\s\w+){0,5}?)\sas\b", r"far more \1\2 than"),
    (r"\bhalf\sas\s(?:(?:many|much)\b|(\w+))((?:\s\w+){0,5}?)\sas\b", r"far less \1\2 than"),
    (r"\btwice\sas\b(?:\s(?:many|much)\b)?", "far more"),
    (r"\bhalf\sas\b(?:\s(?:many|much)\b)?", "far less"),
    (
        r"\b(?:twice|double|triple|treble|quadruple|thrice)\s(?=(?:the|that|our|their|its)\b)",
        "far above ",
    ),
    (r"\b(?:doubl|tripl|trebl|quadrupl)ed\b", "grew a great deal"),
    (r"\bhalved\b", "fell a great deal"),
    (r"\b(?:twice|thrice)\b", "again and again"),
    (r"\b(?:double|triple|treble|quadruple)\b", "far more"),
    (
        r"\b(?:(?:one|an?|\d+)[\s-])?(?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?=\sof\b)",
        "a part",
    ),
    (r"\bhalf\b(?=\s(?:the|our|all|their|its|these|those)\b)", "a part of"),
    (
        r"\b(?:one|an?|\d+)[\s-](?:half|third|quarter|fifth|tenth)s?\b|\bhalf\b(?!-)",
        "a part",
    ),
)


def without_numbers(text: str) -> str:
    """The text with every number, in figures or in words, put in plain words or left out.

    Nothing that counts as a number in Unicode is left. The words that replace it say no size.
    """
    names: list[str] = []
    words = "".join(" " if "\ue000" <= c <= "\uf8ff" else c for c in text)
    # Full-width and other digits become plain ones, fractions and the like a plain 9.
    words = "".join(_plain(c) for c in words)
    words = _LABEL.sub(_kept(names, lambda m: f"{m[1]} {_spelled(m[2], ONES).capitalize()}"), words)
    words = _GRADE.sub(_kept(names, lambda m: _spelled(str(int(m[1]) - 1), _ORDINALS)), words)
    words = re.sub(r"\bone(?=\s(?:in|out\sof)\s)", "9", words, flags=re.IGNORECASE)
    words = re.sub(_WORDS, _as_digits, words, flags=re.IGNORECASE)
    for pattern, instead in (*_PARTS, *_RULES):
        words = re.sub(pattern, _in_case(instead), words, flags=re.IGNORECASE)
    for place, name in enumerate(names):
        words = words.replace(chr(0xE000 + place), name)
    words = re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\s+", " ", words)).strip()
    return words


def has_number(text: str) -> bool:
    """Whether any figure or fraction stands in a text."""
    return any(c.isnumeric() for c in text)


def _as_digits(words: re.Match[str]) -> str:
    """A number in words as digits, small or large like it; the rules know only digits."""
    return "99" if re.search("|".join([*_LARGE, *TENS]), words[0], re.IGNORECASE) else "9"


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(int(character))
    if character in "％٪":
        return "%"
    return "9" if character.isnumeric() else character


def _spelled(number: str, words: tuple[str, ...]) -> str:
    """A small number as a word; a large one is not said."""
    place = int(number)
    return words[place] if 0 <= place < len(words) else ""


def _kept(
    names: list[str], name_of: Callable[[re.Match[str]], str]
) -> Callable[["re.Match[str]"], str]:
    """Puts a name aside, with a mark in its place that no rule touches."""

    def keep(match: re.Match[str]) -> str:
        names.append(name_of(match).strip())
        return chr(0xE000 + len(names) - 1)

    return keep


def _in_case(instead: str) -> Callable[["re.Match[str]"], str]:
    """The replacement, with a capital where a sentence begins with it."""

    def put(match: re.Match[str]) -> str:
        words = re.sub(" +", " ", match.expand(instead)).replace("{some}", _some(match[0]))
        begins = match.start() == 0 or re.search(r"[.!?]\s+$", match.string[: match.start()])
        return capital(words) if begins else words

    return put


def _some(number: str) -> str:
    """ "many" for a score or more, else "some"."""
    found = re.search(r"\d+(?:,\d{3})*", number)
    return "many" if found and int(found[0].replace(",", "")) >= _MANY else "some"

"""A sentence of the claim as it is understood: its text, whom it mentions, its numbers."""

import re
from dataclasses import dataclass
from functools import cached_property

from course_tools.casework.claims.evidence import Evidence
from course_tools.casework.claims.judgement import Fit, Reason, count_words
from course_tools.casework.claims.mentions import GROUP, Mention, mentions_in
from course_tools.casework.claims.not_figures import spans_of_no_figure
from course_tools.casework.claims.numbers import numbers_in
from course_tools.casework.claims.quantities import quantities_in
from course_tools.casework.claims.said import Said
from course_tools.casework.claims.sentences import Sentence
from course_tools.casework.claims.who import CUES
from course_tools.casework.rates import Gap, Interval, Rate, newcombe_gap
from course_tools.casework.small_numbers import may_publish

_NEGATED = re.compile(
    r"\b(?:were|was|are|is|did|do|does|have|has|had|been|be)(?: not|n't)\b|\bnever\b|\bfailed to\b|\b(?:without|short of)\b"
    r"|\b(?<!o )no (?=falt|alcanz|lleg|fue|es|son|tuv|complet|aprob)",
    re.IGNORECASE,
)
_LACKED = re.compile(
    r"\b(?:miss(?:ed|es|ing)?|lack(?:ed|s|ing)?|fell below|below)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:]\s")
_STEM = 6
_EMPTY = {"which", "their", "there", "least", "above", "below", "after", "these", "those", "every",
          "where", "pupils", "students", "children", "school", "percent"}  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """One sentence of the claim beside the evidence; places are places in the sentence.

    `earlier` is of whom the sentence before spoke.
    """

    sentence: Sentence
    evidence: Evidence
    earlier: int | None = None

    @property
    def text(self) -> str:
        """What the sentence claims, without its demand."""
        return self.sentence.claimed

    @cached_property
    def mentions(self) -> list[Mention]:
        """Who is mentioned."""
        return mentions_in(self.text, self.evidence, self.earlier)

    @cached_property
    def numbers(self) -> list[Said]:
        """The numbers, and words such as "most"."""
        found = numbers_in(self.text, spans_of_no_figure(self.text, self.evidence))
        places = [(one.start, one.end) for one in found]
        said = [*found, *quantities_in(self.text, self.mentions, places)]
        return sorted(said, key=lambda one: one.start)

    def reason(self, fit: Fit, words: str, said: Said) -> Reason:
        """A reason that points at a number."""
        return Reason(fit, words, self.sentence.place(said.start, said.end))

    def printed(self, said: Said) -> str:
        """The number as the claim has it."""
        return f"“{self.text[said.start : said.end].strip()}”"

    def rate(self, who: int) -> Rate:
        """The rate of the group or of a comparator."""
        return self.evidence.rate if who == GROUP else self.evidence.comparators[who].rate

    def name(self, who: int) -> str:
        """What the group or a comparator is called."""
        return self.evidence.about.group if who == GROUP else self.evidence.comparators[who].name

    @cached_property
    def known(self) -> list[int]:
        """Whose numbers may be printed (Brief 4.6)."""
        everyone = [GROUP, *range(len(self.evidence.comparators))]
        return [who for who in everyone if may_publish(self.rate(who)).may_show]

    def told(self, who: int) -> str:
        """A number of the table, in words."""
        return f"{self.name(who)}: {count_words(self.rate(who))}"

    def gap(self, first: int, second: int) -> Gap:
        """First minus second, as shares."""
        if first == GROUP:
            return self.evidence.gap(self.evidence.comparators[second])
        if second == GROUP:
            other = self.evidence.gap(self.evidence.comparators[first])
            turned = Interval(-other.interval.high, -other.interval.low)
            return Gap(-other.difference, turned)
        return newcombe_gap(self.rate(first), self.rate(second), self.evidence.confidence)

    def is_negated(self, said: Said) -> bool:
        """Whether the sentence turns the measure round: "60 % were not absent"."""
        place = self.numbers.index(said) if said in self.numbers else 0
        after = self.clause_after(said)
        if _NEGATED.search(after) or self._is_lacked(after):
            return not self._is_opposite(after)
        if has_measure(after, self.evidence) or self._is_opposite(after):
            return self._is_opposite(after)
        if place == 0:
            turned = _NEGATED.search(self.text[: said.start])
            return bool(turned) and has_measure(
                self.text[turned.end() : said.start] if turned else "", self.evidence
            )
        before = self.numbers[place - 1]
        # "57 of 75 did not reach it, compared with 54 of 120": the second clause has no verb.
        if before.kind is said.kind and CUES.search(self.text[before.end : said.start]):
            return self.is_negated(before)
        return False

    def _is_lacked(self, after: str) -> bool:
        """Whether the measure is what was missed: "missed grade 5"."""
        measures = " ".join((self.evidence.about.measure, *self.evidence.about.measure_words))
        lacked = _LACKED.search(after)
        if lacked is None or _LACKED.search(measures):
            return False
        before = after[: lacked.start()]
        missed = after[lacked.end() :]
        return has_measure(missed, self.evidence) and not has_measure(before, self.evidence)

    def clause_after(self, said: Said) -> str:
        """The words after a number, up to the next number or the clause's end."""
        following = next((one.start for one in self.numbers if one.start >= said.end), None)
        end = len(self.text) if following is None else following
        clause = _CLAUSE.search(self.text, said.end, end)
        return self.text[said.end : clause.start() if clause else end]

    def _is_opposite(self, text: str) -> bool:
        words = self.evidence.about.opposite_words
        return any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in words)


def has_measure(text: str, evidence: Evidence) -> bool:
    """Whether a text has words of what was counted: "absent", "suspended"."""
    phrases = " ".join((evidence.about.measure, *evidence.about.measure_words)).lower()
    words = {word for word in re.findall(r"[^\W\d]{5,}", phrases) if word not in _EMPTY}
    return any(re.search(rf"\b{re.escape(word[:_STEM])}", text, re.IGNORECASE) for word in words)

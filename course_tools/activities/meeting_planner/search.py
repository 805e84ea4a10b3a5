"""Which questions to ask in the time there is (brief 2.15, T15).

Maximize Σ_d w_d u_d (1 − Π_q (1 − r_qd)) over the chosen questions q, with Σ t_q ≤ T: w_d is a
domain's importance, u_d how unsure we are, r_qd the share of what is still unsure that q removes.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from course_tools.activities.meeting_planner.parts import Domain, Plan, Question

MOST_TO_TRY = 15  # questions; all 32,768 combinations of them take a few milliseconds
_EQUAL = 1e-9


@dataclass(frozen=True)
class Choice:
    """Questions in the order of the table, the sum they reach, and their minutes."""

    questions: tuple[Question, ...]
    found_out: float
    minutes: float


@dataclass(frozen=True)
class Choices:
    """Two ways to choose. `best` is None when there are too many questions to try everything."""

    greedy: Choice
    best: Choice | None

    @property
    def chosen(self) -> Choice:
        """The better one of the two that is known."""
        return self.best or self.greedy

    @property
    def gap(self) -> float | None:
        """By how much trying everything beats the greedy way."""
        return None if self.best is None else self.best.found_out - self.greedy.found_out


def still_unsure(domain: Domain, questions: Iterable[Question]) -> float:
    """How unsure we would be about a domain after these questions: u·Π(1 − r)."""
    shares = (share for q in questions for key, share in q.removes if key == domain.key)
    return domain.unsure * math.prod(1 - share for share in shares)


def found_out(domains: Iterable[Domain], questions: Sequence[Question]) -> float:
    """The sum that a choice reaches."""
    return sum(d.importance * (d.unsure - still_unsure(d, questions)) for d in domains)


@lru_cache(maxsize=8)  # words and picture both ask
def choices(plan: Plan) -> Choices:
    """The greedy choice, and the best one when there are at most MOST_TO_TRY questions.

    Questions that must be asked are in both, even when they alone take more than the time.
    """
    best = _best(plan) if len(plan.questions) <= MOST_TO_TRY else None
    return Choices(_greedy(plan), best)


def _greedy(plan: Plan) -> Choice:
    """Again and again the question with the largest gain per minute among those that still fit."""
    taken = {at for at, question in enumerate(plan.questions) if question.must}
    while True:
        chosen = [plan.questions[at] for at in sorted(taken)]
        room = plan.minutes - sum(question.minutes for question in chosen)
        before = found_out(plan.domains, chosen)
        gains = [
            ((found_out(plan.domains, [*chosen, question]) - before) / question.minutes, -at)
            for at, question in enumerate(plan.questions)
            if at not in taken and question.minutes <= room + _EQUAL
        ]
        gain, at = max(gains, default=(0.0, 0))
        if gain <= _EQUAL:
            return _choice(plan, taken)
        taken.add(-at)


def _best(plan: Plan) -> Choice:
    """Every combination: of the best ones, the shortest, then the one that is first in the table."""
    import numpy as np  # noqa: PLC0415 - a check that never gets here does without it

    free = [at for at, question in enumerate(plan.questions) if not question.must]
    musts = [question for question in plan.questions if question.must]
    room = max(0.0, plan.minutes - sum(question.minutes for question in musts))
    # Row by row a combination: what stays unknown in each domain. Each question doubles the rows.
    unknown = np.array([[d.importance * still_unsure(d, musts) for d in plan.domains]])
    minutes = np.zeros(1)
    for at in free:
        question = plan.questions[at]
        removes = dict(question.removes)
        keeps = np.array([1 - removes.get(domain.key, 0.0) for domain in plan.domains])
        unknown = np.concatenate([unknown, unknown * keeps])
        minutes = np.concatenate([minutes, minutes + question.minutes])
    left = unknown.sum(axis=1)
    left[minutes > room + _EQUAL] = np.inf
    level = np.flatnonzero(left <= left.min() + _EQUAL)
    row = int(level[minutes[level].argmin()])
    return _choice(plan, {at for bit, at in enumerate(free) if row >> bit & 1} | _musts(plan))


def _musts(plan: Plan) -> set[int]:
    return {at for at, question in enumerate(plan.questions) if question.must}


def _choice(plan: Plan, taken: set[int]) -> Choice:
    questions = tuple(plan.questions[at] for at in sorted(taken))
    minutes = sum(question.minutes for question in questions)
    return Choice(questions, found_out(plan.domains, questions), minutes)

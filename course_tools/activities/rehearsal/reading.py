"""What a finished talk shows: measures, and a coach's reading of its patterns (brief 2.8)."""

from dataclasses import dataclass

from course_tools.activities.rehearsal.model import HABITS, Talk, words_in

LISTENING = (0.6, 0.7)  # the guideline for the other person's share of the words
_ENOUGH_OPEN = 3  # open questions, and at least half of all, for "your questions gave room"
_ENOUGH_SHARED = 2  # points of disclosure
TOO_EARLY = (
    "You asked a real challenge before trust carried it, so it stayed unanswered. The words were "
    "good and the time was not. Another way: share something first, ask one more open question, "
    "and challenge later, or not today."
)


@dataclass(frozen=True)
class Measures:
    """`their_share` and `open_share` run from 0 to 1; None without any words, or questions."""

    our_words: int
    their_words: int
    open_questions: int
    closed_questions: int
    curiosity: int
    disclosure: int
    challenges: int
    carried: int  # challenges that trust carried: they got a real answer
    pushes: int

    @property
    def their_share(self) -> float | None:
        """The other person's share of all words."""
        total = self.our_words + self.their_words
        return self.their_words / total if total else None

    @property
    def open_share(self) -> float | None:
        """The share of open questions among the participant's questions."""
        total = self.open_questions + self.closed_questions
        return self.open_questions / total if total else None


def measure(talk: Talk) -> Measures:
    """Count a talk. A challenge counts when it was asked with respect; a push is counted apart."""
    lines = [step.line for step in talk.steps]
    asked = [kind for line in lines for kind in line.asks]
    return Measures(
        our_words=sum(words_in(line.say) for line in lines),
        their_words=sum(words_in(step.before) + words_in(step.answer) for step in talk.steps),
        open_questions=asked.count("open"),
        closed_questions=asked.count("closed"),
        curiosity=sum(line.score[0] for line in lines),
        disclosure=sum(line.score[1] for line in lines),
        challenges=sum(line.score[2] == 2 for line in lines),
        carried=sum(s.line.score[2] == 2 and s.answer == s.line.reply for s in talk.steps),
        pushes=sum(line.is_push for line in lines),
    )


def habits_seen(talk: Talk) -> dict[str, bool]:
    """For each of HABITS whether it went well. For "push": whether nobody was pushed."""
    seen = measure(talk)
    is_curious = seen.open_questions >= max(_ENOUGH_OPEN, seen.closed_questions)
    good = (
        any(step.line.consent for step in talk.steps),
        is_curious,
        seen.disclosure >= _ENOUGH_SHARED,
        seen.carried > 0,
        seen.pushes == 0,
    )
    return dict(zip(HABITS, good, strict=True))


def coach_says(talk: Talk) -> tuple[str, list[str], list[str]]:
    """The coach on the ending, on what worked, and on what was missed and could be said instead."""
    person, seen = talk.person, habits_seen(talk)
    worked = [person.worked[habit] for habit in HABITS if seen[habit]]
    missed = [person.missed[habit] for habit in HABITS if not seen[habit]]
    if measure(talk).challenges and not seen["challenge"]:
        missed[missed.index(person.missed["challenge"])] = TOO_EARLY
    return person.endings[talk.ending] if talk.ending else "", worked, missed

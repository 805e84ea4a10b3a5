"""T09 Question workshop: how often is the tagger right, and is its word only a first guess?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_tools.activities.question_workshop import view
from course_tools.activities.question_workshop.model import (
    KINDS,
    LABELS,
    MOVES,
    Asked,
    is_long,
    label_after,
    label_before,
    may_sound_like_blame,
    missing_moves,
    profile,
    tag,
)
from course_tools.activities.question_workshop.plot import NAMES, draw_profiles
from course_tools.activities.question_workshop.wordlists import LISTS
from course_tools.answers import AnswerSheet
from course_tools.plotting import new_picture_axes
from tests.tool_on_page import fields_on_page

# Labelled by hand: kind, for open questions the level, and the question. Some are meant to be
# hard: the tagger is not expected to get them all.
LABELLED = {
    "en": """
closed | Do you like the school?
closed | Did you go to the meeting?
closed | Is your daughter in grade 3?
closed | Are you free on Thursday?
closed | Can parents come into the classroom?
closed | Have you met the principal?
closed | Has anyone called you back?
closed | Will you be at the assembly?
closed | Was the bus late again?
closed | How many children do you have?
closed | How long have you lived here?
closed | What time does the office open?
closed | Which grade is your son in?
closed | Where do you work?
closed | So, do you know your neighbors?
closed | When you pick him up, is anybody there to talk to?
closed | You work nights?
closed | Would you come on Tuesday?
closed | Who is the principal?
closed | Ever been to a board meeting?
leading | Don’t you think the lunch is too short?
leading | Surely you want the best for your kids?
leading | Isn’t it unfair that the late bus was cut?
leading | Wouldn’t it be wonderful if parents ran the school?
leading | You’re angry about that, aren’t you?
leading | The principal doesn’t listen, right?
leading | Wouldn’t you agree that the board has failed us?
leading | How can anyone defend that decision?
leading | Do you agree that the office is rude?
leading | How terrible is the new schedule?
leading | Why are parents here so passive?
leading | Everybody knows the food is bad, so why does nobody act?
stacked | What do you think of the school, and how is your street?
stacked | Do you have kids? How old are they? Do they like it here?
stacked | How did you get here and why did you stay?
stacked | What happened then, and what did you do, and who helped?
stacked | Is it the bus or is it the schedule?
stacked | What would you change first? And who would help?
stacked | When did you move here, and do you plan to stay?
stacked | Tell me about your job and what you do on weekends.
advice | Have you thought of writing to the principal?
advice | Why don’t you join the parents’ council?
advice | Have you tried talking to the teacher?
advice | Shouldn’t you ask for a meeting?
advice | How about starting a petition?
advice | Did you try the district office?
advice | Wouldn’t it be better if you called first?
advice | Couldn’t you just switch to the day shift?
advice | Have you considered a carpool?
advice | What would stop you from simply calling the board?
open 1 | What was a good day at the school for you?
open 1 | How did you come to live on this street?
open 1 | Tell me about a teacher you remember.
open 1 | What do you see when you wait at the gate?
open 1 | Which moment from that year stayed with you?
open 1 | What did you do then?
open 1 | How does it feel to walk into that office?
open 1 | Why does that matter to you?
open 1 | Who decides about the bus schedule, as far as you can see?
open 1 | Could you tell me more about that evening?
open 1 | When you think of your own school days, what comes back?
open 1 | I heard you coach soccer. How did that begin?
open 1 | What makes you proud of this neighborhood?
open 1 | What keeps you here?
open 1 | Help me understand what a morning is like for you.
open 1 | What made you angry enough to speak up?
open 2 | What would you like this school to be in five years?
open 2 | How could things get from here to there?
open 2 | What would it take for you to bring two neighbors?
open 2 | Who could help you with that?
open 2 | What other ways are there?
open 2 | What would happen if nobody spoke up?
open 2 | What is one small step you want to take this week?
open 2 | If it went well, what would it look like?
open 2 | What support would you need to chair the meeting?
open 2 | What do you dream of for your daughter?
open 2 | Who else should be in the room?
open 2 | How might the board come to see it your way?
open 2 | What would have to change for you to feel welcome?
open 2 | What are you ready to risk?
""",
    "es": """
closed | ¿Le gusta la escuela?
closed | ¿Fue usted a la junta?
closed | ¿Su hija está en tercer grado?
closed | ¿Tiene tiempo el jueves?
closed | ¿Conoce a la directora?
closed | ¿Ya le contestaron?
closed | ¿Va a venir a la asamblea?
closed | ¿Llegó tarde el camión?
closed | ¿Cuántos hijos tiene?
closed | ¿Cuánto tiempo lleva viviendo aquí?
closed | ¿A qué hora abre la oficina?
closed | ¿En qué grado está su hijo?
closed | ¿Dónde trabaja usted?
closed | Oiga, ¿conoce a sus vecinos?
closed | Cuando recoge a su niño, ¿hay alguien con quien hablar?
closed | Es usted de aquí?
closed | ¿Vendría el martes?
closed | ¿Quién es el director?
closed | ¿Alguna vez ha ido a la mesa directiva?
closed | ¿Es importante que los padres vayan y que participen?
leading | ¿No cree que el recreo es muy corto?
leading | ¿Seguramente usted quiere lo mejor para sus hijos?
leading | ¿No es injusto que quitaran el último camión?
leading | ¿No le parece que sería maravilloso?
leading | Está enojada por eso, ¿verdad?
leading | La directora no escucha, ¿no?
leading | ¿Está de acuerdo en que la mesa directiva nos falló?
leading | ¿Cómo es posible que alguien defienda eso?
leading | ¿A poco no están hartos?
leading | ¿Qué tan malo es el nuevo horario?
leading | ¿Por qué los padres de aquí son tan apáticos?
leading | ¿Verdad que la comida es mala?
stacked | ¿Qué piensa de la escuela y cómo está su calle?
stacked | ¿Tiene hijos? ¿Cuántos años tienen? ¿Les gusta aquí?
stacked | ¿Cómo llegó aquí y por qué se quedó?
stacked | ¿Qué pasó entonces, y qué hizo usted, y quién le ayudó?
stacked | ¿Es el camión o es el horario?
stacked | ¿Qué cambiaría primero? ¿Y quién ayudaría?
stacked | ¿Cuándo llegó aquí y piensa quedarse?
stacked | Que piensa de la junta y como se siente ahi?
stacked | Cuénteme de su trabajo y qué hace los domingos.
advice | ¿Ha pensado en escribirle a la directora?
advice | ¿Por qué no se une al consejo de padres?
advice | ¿Ha intentado hablar con la maestra?
advice | ¿No debería pedir una cita?
advice | ¿Qué tal si empieza una petición?
advice | ¿Ha considerado turnarse con los vecinos?
advice | ¿No sería mejor llamar primero?
advice | ¿Y si mejor cambia de turno?
advice | Por que no habla con el distrito?
advice | ¿Qué le impide simplemente llamar?
open 1 | ¿Cuál fue un buen día en la escuela para usted?
open 1 | ¿Cómo llegó a vivir en esta calle?
open 1 | Cuénteme de una maestra que recuerde.
open 1 | ¿Qué ve cuando espera en la puerta?
open 1 | ¿Qué momento de ese año se le quedó?
open 1 | ¿Qué hizo usted entonces?
open 1 | ¿Cómo se siente al entrar a esa oficina?
open 1 | ¿Por qué le importa eso?
open 1 | ¿Quién decide el horario del camión?
open 1 | ¿Me podría contar más de esa noche?
open 1 | Cuando piensa en su propia escuela, ¿qué recuerda?
open 1 | Supe que entrena fútbol. ¿Cómo empezó eso?
open 1 | ¿De qué está orgullosa en este barrio?
open 1 | Que la mantiene aqui?
open 1 | Ayúdeme a entender cómo es una mañana para usted.
open 1 | ¿Qué le dio tanto coraje que decidió hablar?
open 2 | ¿Cómo le gustaría que fuera la escuela en cinco años?
open 2 | ¿Cómo podríamos pasar de aquí a allá?
open 2 | ¿Qué haría falta para que usted trajera a dos vecinas?
open 2 | ¿Quién podría ayudarle con eso?
open 2 | ¿Qué otras maneras hay?
open 2 | ¿Qué pasaría si nadie hablara?
open 2 | ¿Cuál es un paso pequeño que quiere dar esta semana?
open 2 | Si saliera bien, ¿cómo se vería?
open 2 | ¿Qué apoyo necesitaría para dirigir la junta?
open 2 | ¿Qué sueña para su hija?
open 2 | ¿Quién más debería estar aquí?
open 2 | ¿Qué tendría que cambiar para que se sintiera bienvenida?
open 2 | ¿A qué está dispuesta?
open 2 | Que primer paso le gustaria dar?
""",
}

# Written and labelled after the rules were finished, and never used to mend them: how often the
# tagger is right here is nearer to how often it is right with a participant's questions.
FRESH = {
    "en": """
closed | Could you bring chairs on Friday?
closed | Should the library stay open later?
closed | Are the buses on time these days?
closed | What’s your phone number?
closed | Any luck with the district?
closed | Your kids walk to school?
closed | Did the letter come in Spanish?
leading | The new rules are hurting families, aren’t they?
leading | Aren’t you tired of being ignored?
leading | How could we not fight this?
leading | Would you say the board is lazy or just careless?
leading | You do care about safety, don’t you?
stacked | Who runs the pantry and how did it begin?
stacked | Are you angry, or are you mostly sad about it?
stacked | What happened at the meeting, who spoke, and what did they say?
advice | What about asking your pastor?
advice | Maybe you should run for the council?
advice | Can’t you just ask another teacher?
open 1 | And what happened after that?
open 1 | What was going through your mind on the way home?
open 1 | How do decisions get made around here?
open 1 | Say more about the garden.
open 1 | In what ways has the street changed since you came?
open 1 | Who taught you to speak up?
open 1 | What do you love about this work?
open 1 | Where do you feel most at home?
open 2 | What would you try if you knew it could not fail?
open 2 | How could parents and teachers do this together?
open 2 | Whom would you ask to stand beside you?
open 2 | What might we lose if we wait a year?
open 2 | What would make it safe enough to speak?
open 2 | Where do you want to be with this by June?
""",
    "es": """
closed | ¿Puede traer sillas el viernes?
closed | ¿La carta llegó en español?
closed | ¿Hay camión por la tarde?
closed | ¿Cuál es su número de teléfono?
closed | ¿Sus hijos se van caminando?
closed | ¿Quiere un café?
closed | ¿Participó en la campaña del año pasado?
leading | Usted sí se preocupa por la seguridad, ¿verdad?
leading | ¿No está cansada de que no le hagan caso?
leading | Las reglas nuevas nos perjudican, ¿cierto?
leading | ¿Cómo no vamos a luchar?
leading | ¿Usted también piensa que son unos flojos?
stacked | ¿Quién dirige la despensa y cómo comenzó?
stacked | ¿Está enojada o está más bien triste?
stacked | ¿Qué pasó en la reunión, quién habló y qué dijeron?
advice | ¿Y por qué no le pregunta al párroco?
advice | ¿No ha pensado en lanzarse para el consejo?
advice | ¿Usted no debería hablar con otra maestra?
open 1 | ¿Y qué pasó después?
open 1 | ¿Qué le pasaba por la mente camino a casa?
open 1 | ¿Cómo se toman aquí las decisiones?
open 1 | Platíqueme más del jardín.
open 1 | ¿En qué ha cambiado la calle desde que llegó?
open 1 | ¿Quién le enseñó a alzar la voz?
open 1 | ¿Qué es lo que más quiere de este trabajo?
open 1 | ¿Dónde se siente más en casa?
open 2 | ¿Qué intentaría si supiera que no puede fallar?
open 2 | ¿Cómo podrían hacer esto juntos padres y maestras?
open 2 | ¿A quién le pediría que la acompañe?
open 2 | ¿Qué perderíamos si esperamos un año?
open 2 | ¿Qué haría falta para poder hablar sin miedo?
open 2 | ¿A dónde quiere llegar con esto antes de junio?
""",
}


def labelled(listed: str) -> list[tuple[str, str]]:
    """(label, question) for each line; the label is a kind, or "open 1" or "open 2"."""
    return [tuple(line.split(" | ", 1)) for line in listed.strip().splitlines()]


def share_right(listed: str, language: str) -> tuple[float, float]:
    """The shares, 0 to 1, of right kinds and, among open questions, of right levels."""
    kinds, levels = [], []
    for label, question in labelled(listed):
        kind, _, level = label.partition(" ")
        found = tag(question, language)
        kinds.append(found.kind == kind)
        if level:
            levels.append(found.level == int(level))
    return sum(kinds) / len(kinds), sum(levels) / len(levels)


# The tagger


@pytest.mark.parametrize("language", ["en", "es"])
def test_lists_are_long_and_mixed(language):
    """Are there at least sixty labelled questions in each language, of every kind?"""
    labels = [label.split()[0] for label, _ in labelled(LABELLED[language])]
    assert len(labels) >= 60
    assert all(labels.count(kind) >= 8 for kind in KINDS)


@pytest.mark.parametrize(
    ("listed", "language", "kinds", "levels"),
    [
        (LABELLED["en"], "en", 0.9, 0.9),  # 0.975 and 1.0 when this was written
        (LABELLED["es"], "es", 0.9, 0.9),  # 0.951 and 1.0
        (FRESH["en"], "en", 0.8, 0.7),  # 0.875 and 0.786
        (FRESH["es"], "es", 0.8, 0.7),  # 0.906 and 0.714
    ],
)
def test_tagger_is_right_often_enough(listed, language, kinds, levels, record_property):
    """Is the tagger right often enough to be worth correcting?"""
    right = share_right(listed, language)
    record_property("share of right kinds and levels", right)
    assert right[0] >= kinds
    assert right[1] >= levels


def test_the_page_says_how_often_it_is_wrong():
    """Are "one in nine" and "one in four" what the fresh questions say, in both languages?"""
    kinds, levels = zip(*(share_right(FRESH[lang], lang) for lang in FRESH), strict=True)
    assert 1 / (1 - sum(kinds) / 2) == pytest.approx(9, abs=0.5)
    assert 1 / (1 - sum(levels) / 2) == pytest.approx(4, abs=0.5)
    said = view._words(view._VISIT)
    assert "about one in nine" in said
    assert "one open question in four" in said


@pytest.mark.parametrize(
    ("question", "language", "kind", "because"),
    [
        ("Do you like it?", "en", "closed", "do"),
        ("Wouldn’t it be nice?", "en", "leading", "wouldn't it"),
        ("What is it? Who knows?", "en", "stacked", "two question marks"),
        ("Have you thought of calling?", "en", "advice", "have you thought of"),
        ("Which moment stayed?", "en", "open", "which"),
        ("¿No cree que es tarde?", "es", "leading", "no cree"),
        ("¿Ha pensado en llamar?", "es", "advice", "ha pensado en"),
        ("¿Trajeron algo?", "es", "closed", ""),  # no question word: yes or no
    ],
)
def test_rules_of_the_brief(question, language, kind, because):
    """Does each rule of brief 2.9 fire, and say which words it found?"""
    found = tag(question, language)
    assert (found.kind, found.because) == (kind, because)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("¿Cómo llegó aquí y por qué se quedó?", "Como llego aqui y por que se quedo"),
        ("¿Qué haría falta?", "que haria falta?"),
        ("¿Cuántos hijos tiene?", "CUANTOS HIJOS TIENE"),
    ],
)
def test_accents_and_marks_are_optional(one, other):
    """Is Spanish read the same without accents and inverted marks?"""
    first, second = tag(one, "es"), tag(other, "es")
    assert (first.label, first.level, first.move) == (second.label, second.level, second.move)


def test_an_accent_tells_that_from_what():
    """Is "y que" no second question for somebody who writes accents?"""
    assert tag("¿Es bueno que vayan y que hablen?", "es").kind == "closed"
    assert tag("¿Es bueno que vayan y qué dicen?", "es").kind == "stacked"


def test_what_is_said_before_does_not_count():
    """Is only the asking part read for its beginning?"""
    assert tag("Is it true, I asked. I heard you sing. How did that begin?", "en").kind == "open"
    assert tag("So, well, what is it like?", "en").kind == "open"
    assert tag("En su opinión, ¿qué falta?", "es").kind == "open"


def test_each_move_has_words_in_both_languages():
    """Can every kind of moving question be found in English and in Spanish?"""
    for words in LISTS.values():
        assert set(words.moving) == set(MOVES)
    assert missing_moves(["What would it take?"], "en") == [m for m in MOVES if m != "change"]
    assert "support" not in missing_moves(["¿Quién más debería estar?"], "es")


def test_unknown_language_is_refused():
    """Is a third language refused in words?"""
    with pytest.raises(ValueError, match="English and Spanish"):
        tag("Wie geht es?", "de")


@pytest.mark.parametrize("wrong", [{"question": " "}, {"says": "nice"}, {"says_after": "open"}])
def test_wrong_row_is_refused(wrong):
    """Is a row that cannot be refused in words?"""
    with pytest.raises(ValueError, match=r"none of|cannot be read"):
        Asked(**{"question": "What?", **wrong})


def test_the_participant_has_the_last_word():
    """Does a correction win over the tagger, before and after rewriting?"""
    one = Asked("Do you sing?", "open-1", "What do you sing?", "open-2")
    assert (label_before(one, "en"), label_after(one, "en")) == ("open-1", "open-2")
    plain = Asked("Do you sing?", rewritten="What do you sing?")
    assert (label_before(plain, "en"), label_after(plain, "en")) == ("closed", "open-1")


def test_not_rewritten_stays_as_it_is():
    """Does a question that was not rewritten count as before, with its correction?"""
    assert label_after(Asked("Do you sing?", "advice", " ", "open-2"), "en") == "advice"


def test_remarks():
    """Are a why and a very long question noticed, and a short what not?"""
    assert may_sound_like_blame("Why did you come late?", "en")
    assert may_sound_like_blame("¿Por qué llegó tarde?", "es")
    assert not may_sound_like_blame("What made you late?", "en")
    assert is_long("what " * 26)
    assert not is_long("what " * 25)


@given(st.text(max_size=300), st.sampled_from(["en", "es"]))
@settings(max_examples=200, deadline=None)
def test_any_text_gets_a_tag(text, language):
    """Does every text get one of the known tags, quickly?"""
    found = tag(text, language)
    assert found.label in LABELS
    assert found.move in ("", *MOVES)


@pytest.mark.parametrize(
    "text", ["so, " * 100_000, "and what " * 100_000, "¿" * 100_000, "," * 9000]
)
def test_very_long_text(text):
    """Is a very long text no trouble?"""
    assert tag(text, "en").label in LABELS
    assert tag(text, "es").label in LABELS


# The picture


def test_artists_of_the_picture():
    """Are there two bars for each kind, with their counts beside them?"""
    _, (ax,) = new_picture_axes()
    before = profile(["closed", "closed", "advice"])
    after = profile(["open-1", "open-2", "advice"])
    draw_profiles(before, after, ax)
    assert [bar.get_width() for bar in ax.containers[0]] == list(before.values())
    assert [bar.get_width() for bar in ax.containers[1]] == list(after.values())
    texts = [text.get_text() for text in ax.texts]
    assert texts[:2] == ["2 before", "0 before"]
    assert texts[-1] == "1 after"
    assert [label.get_text() for label in ax.get_yticklabels()] == list(NAMES.values())


def test_profile_counts_every_question_once():
    """Do before and after hold the same number of questions?"""
    language, asked = view.read(view._VISIT)
    before = profile(label_before(one, language) for one in asked)
    after = profile(label_after(one, language) for one in asked)
    assert sum(before.values()) == sum(after.values()) == 4
    assert (before["closed"], before["leading"], before["advice"], before["open-1"]) == (1, 1, 1, 1)
    assert (after["open-1"], after["open-2"]) == (3, 1)


# The page

_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(LABELS),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["language", "questions", *view._COLUMNS]), inner, max_size=5
        )
    ),
    max_leaves=12,
)


@given(_ANY)
@settings(max_examples=80, deadline=None)
def test_any_stored_answer_is_shown(answer):
    """Does no stored answer, however odd, stop the picture or the words?"""
    assert view._picture(answer).alt.startswith("Bar chart of")
    assert view._words(answer)


def test_no_more_rows_than_the_table_has():
    """Are a thousand stored rows cut to what the table shows?"""
    rows = [{"question": "What?"}] * 1000
    assert len(view.read({"questions": rows})[1]) == view.MOST


def test_untouched_form_is_blank(tmp_path):
    """Does an untouched form ask for a question and save nothing?"""
    sheet = AnswerSheet(tmp_path)
    fields = fields_on_page(view.question_workshop, sheet)
    assert view._words(fields.answer()) == "<p>Write at least one question.</p>"
    assert "<img" in view._picture(fields.answer()).as_html()
    assert sheet.answer("question-workshop") is None


def test_answer_comes_back(tmp_path):
    """Is everything restored, row for row?"""
    AnswerSheet(tmp_path).record("question-workshop", view._VISIT)
    fields = fields_on_page(view.question_workshop, AnswerSheet(tmp_path))
    assert fields.answer() == view._VISIT


def test_change_is_saved_and_redrawn(tmp_path, monkeypatch):
    """Does a rewritten question reach the sheet, the picture and the words at once?"""
    drawn = []
    draw = view.draw_profiles
    monkeypatch.setattr(
        view, "draw_profiles", lambda *profiles: drawn.append(profiles[:2]) or draw(*profiles)
    )
    sheet = AnswerSheet(tmp_path)
    sheet.record("question-workshop", view._VISIT)
    fields = fields_on_page(view.question_workshop, sheet)
    row = next(iter(fields["questions"]._shown.values()))
    row["rewritten"].widget.value = "What would you like to see here?"
    saved = sheet.answer("question-workshop")["questions"][0]
    assert saved["rewritten"] == "What would you like to see here?"
    assert drawn[-1][1]["open-2"] == 2


def test_every_cell_has_a_name(tmp_path):
    """Is each field of the table named for those who hear it?"""
    fields = fields_on_page(view.question_workshop, AnswerSheet(tmp_path))
    first = next(iter(fields["questions"]._shown.values()))
    assert [cell.widget.description for cell in first.values()] == [
        "Question, row 1",
        "I say it is, row 1",
        "Rewritten, row 1",
        "I say the new one is, row 1",
    ]


def test_correcting_is_noticed():
    """Do the words say that nobody corrected the tagger, or how often?"""
    one = {"question": "Do you sing?"}
    assert "not corrected the tagger yet" in view._words({"questions": [one]})
    said = view._words({"questions": [{**one, "says": "open-1"}]})
    assert "You corrected the tagger once" in said
    assert "Yours counts" in said


def test_only_an_open_why_gets_the_remark():
    """Is "why don't you" called advice, with no word about blame, and a plain why gently marked?"""
    assert "blame" not in view._words({"questions": [{"question": "Why don’t you come?"}]})
    assert "blame" in view._words({"questions": [{"question": "Why did you come?"}]})


def test_what_is_missing_is_named():
    """Are the kinds of moving questions that nobody asks listed, and only those?"""
    rows = [{"question": "What did you see?"}, {"question": "Who could help you with that?"}]
    said = view._words({"questions": rows})
    assert "another way, and one more" in said
    assert "who or what would help them" not in said
    only_moving = view._words({"questions": rows[1:]})
    assert "Nothing asks about what is" in only_moving


def test_spanish_names_the_kinds_in_spanish_too():
    """Does somebody who works in Spanish see the kinds in Spanish?"""
    said = view._words({"language": "es", "questions": [{"question": "¿Le gusta?"}]})
    assert "closed (cerrada)" in said


def test_words_are_escaped():
    """Can a question not become part of the page?"""
    rows = [{"question": "<script>x</script>?", "rewritten": "<b>what</b>?"}]
    page = view._picture({"questions": rows}).as_html() + view._words({"questions": rows})
    assert "<script>" not in page
    assert "<b>what" not in page

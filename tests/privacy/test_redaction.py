"""Does the preview find what could point to a person, and stay calm about the rest?"""

import time
import tomllib
import unicodedata
from pathlib import Path

import pytest

from course_tools.privacy.redaction import KINDS, look_through

ROOT = Path(__file__).parents[2]
COURSE = [(ROOT / "assignments/power-paper/assignment.md").read_text(encoding="utf-8")]

PLANTED = [
    ("Write to maria.lopez@school.org please", "e-mail", "maria.lopez@school.org"),
    ("Call (510) 555-0142 today", "phone", "(510) 555-0142"),
    ("Call 510-555-0142", "phone", "510-555-0142"),
    ("Her cell is 555-0142", "phone", "555-0142"),
    ("ring 020 7946 0123", "phone", "020 7946 0123"),
    ("ring 07700 900123", "phone", "07700 900123"),
    ("on +44 (0)20 7946 0123", "phone", "+44 (0)20 7946 0123"),
    ("su celular: +52 55 1234 5678", "phone", "+52 55 1234 5678"),
    ("lives at SW1A 1AA now", "postcode", "SW1A 1AA"),
    ("lives at m1 1ae now", "postcode", "m1 1ae"),
    ("in 94612-1234", "postcode", "94612-1234"),
    ("our ZIP code is 94612", "postcode", "94612"),
    ("at 12 Elm Street", "address", "12 Elm Street"),
    ("at 123 N Main St", "address", "123 N Main St"),
    ("at 1420 West Harbor Avenue, Oakland, CA 94612", "postcode", "CA 94612"),
    ("en la Calle Reforma 123", "address", "Calle Reforma 123"),
    ("born on 3 May 2015", "birth", "3 May 2015"),
    ("born in March 2015", "birth", "March 2015"),
    ("date of birth: 2015-03-05", "birth", "2015-03-05"),
    ("nació el 3 de mayo de 2015", "birth", "3 de mayo de 2015"),
    ("her UPN is A123456789012", "number", "A123456789012"),
    ("SSID 1234567890", "number", "1234567890"),
    ("student ID: 20481", "number", "20481"),
    ("@maria_lopez wrote", "handle", "@maria_lopez"),
    ("https://www.facebook.com/maria.lopez", "profile", "https://www.facebook.com/maria.lopez"),
    ("see linkedin.com/in/maria-lopez", "profile", "linkedin.com/in/maria-lopez"),
    ("NI AB 12 34 56 C", "national-insurance", "AB 12 34 56 C"),
    ("SSN 123-45-6789", "social-security", "123-45-6789"),
    ("I asked my daughter Xochitl about it", "child", "my daughter Xochitl"),
    ("our youngest child, Amina, came", "child", "our youngest child, Amina"),
    ("i asked my son diego", "child", "my son diego"),
    ("MY SON DIEGO CAME", "child", "MY SON DIEGO"),
    ("mi hija mayor Itzel vino", "child", "mi hija mayor Itzel"),
    ("a boy named Tunde spoke", "child", "a boy named Tunde"),
    ("una señora llamada Remedios habló", "called", "Remedios"),
    ("then Mr. Okonkwo said no", "title", "Mr. Okonkwo"),
    ("THEN MRS OKAFOR SAID NO", "title", "MRS OKAFOR"),
    ("Ms. K said no", "title", "Ms. K"),
    ("then ms rodriguez said no", "title", "ms rodriguez"),
    ("i told mrs. o'brien", "title", "mrs. o'brien"),
    ("La Señora Ramírez dijo", "title", "Señora Ramírez"),
    ("El Sr. Núñez dijo", "title", "Sr. Núñez"),
    ("Principal Lopez was there", "title", "Principal Lopez"),
    ("I met Tunde Okonkwo on Monday", "capitals", "Tunde Okonkwo"),
    ("Tunde Okonkwo opened the door", "capitals", "Tunde Okonkwo"),
    ("hablé con Ángel Peña", "capitals", "Ángel Peña"),
    ("I met María José Hernández de la Cruz", "name", "María José Hernández de la Cruz"),
    ("MARIA LOPEZ CALLED ME", "name", "MARIA LOPEZ"),
    ("I met Nguyễn Thị Lan there", "name", "Nguyễn Thị Lan"),
    ("We saw Maria\nLopez at the gate", "name", "Maria Lopez"),
    ("**Maria Lopez** said", "name", "Maria Lopez"),
    ("_Maria Lopez_ said", "name", "Maria Lopez"),
    ("Maria\u00a0Lopez said", "name", "Maria Lopez"),
    ("then Maria told me", "first-name", "Maria"),
    ("I met Siobhan and Piotr there", "first-name", "Siobhan"),
    ("Then Oluwaseun spoke", "first-name", "Oluwaseun"),
    ("Jean-Pierre said", "first-name", "Jean-Pierre"),
    (unicodedata.normalize("NFD", "entonces José dijo"), "first-name", "José"),
    ("the gate that Maria’s brother opened", "first-name", "Maria’s"),
]

HARMLESS = [
    "In February the Board of Education voted 31 of 58. Section 21, Title I, Key Stage 2.",
    "At Elm Creek Middle School the PTA met the District Library Services Manager.",
    "Bernard Loomer and Gaventa, and J. Gaventa too; Saul Alinsky, Hannah Arendt. Raji Hunjan asks.",
    "On Monday October 14 at 14:30, from 2019-2024, 1,250,000 dollars, 58 people, 25.5 percent.",
    "The Power Cube has Closed Spaces. Second Lens: One-way and Relational Power. My Next Step.",
    "A school called Lincoln Elementary. They called Monday. My son came. My daughter loves it.",
    "San Diego and Los Angeles. Cesar Chavez Elementary, Martin Luther King Boulevard.",
    "English Learners, Black parents, Latino families, Special Education. Year 3 parent.",
    "El Comité de Padres de la Escuela. La Junta Directiva votó. Mi hijo vino. Estados Unidos.",
    "Zoom call; Google Forms; Elm Creek Family Team; Friends of the Library; Business Officer",
    "Zip the file. The student number was 12. 12345 people. In 2019 a way was found.",
    "In room A2 3rd floor. 3 x 4 = 12. 0 1 2 3 4 5 6 7 8 9 10",
    "Ms. and Mr. were used. His sister went. Their kids played. A student and a parent spoke.",
    "Universal Credit and Living Wage. Free School Meals. Home Office. Citizens UK.",
    "WE WANT THE LIBRARY OPEN ON SATURDAY",
    "my child asked why; our partner organization; the student council; her brother said no",
]


@pytest.mark.parametrize(("text", "kind", "said"), PLANTED, ids=[p[0][:30] for p in PLANTED])
def test_planted_detail_is_found(text: str, kind: str, said: str) -> None:
    """Is each kind of identifying detail found, in English and Spanish?"""
    assert (kind, said) in [(f.kind, f.text) for f in look_through([("Paper", text)], COURSE)]


@pytest.mark.parametrize("text", HARMLESS, ids=[text[:30] for text in HARMLESS])
def test_public_words_are_left_alone(text: str) -> None:
    """Are places, bodies, course terms and taught authors passed over?"""
    assert look_through([("Paper", text)], COURSE) == []


def test_model_paper_is_calm() -> None:
    """Does a good paper that keeps people safe get two warnings at most?"""
    with (ROOT / "assignments/power-paper/model-answers.toml").open("rb") as file:
        model = tomllib.load(file)
    papers = [model["answers"]["power-paper"], *(e["text"] for e in model["examples"])]
    for paper in papers:
        assert len(look_through([("Paper", paper)], COURSE)) <= 2


def test_all_planted_details_are_found_in_one_paper() -> None:
    """Are they still found when they stand in one long text?"""
    text = "\n\n".join(planted[0] for planted in PLANTED)
    found = look_through([("Paper", text)], COURSE)
    assert {planted[1] for planted in PLANTED} == {finding.kind for finding in found}


def test_names_that_the_course_teaches_are_known_from_its_text() -> None:
    """Is an author whom only this page names passed over, and flagged elsewhere?"""
    taught = "Read what Ottoline Quarrie writes about listening."
    assert look_through([("Paper", "As Ottoline Quarrie says")], [taught]) == []
    assert look_through([("Paper", "As Ottoline Quarrie says")], [])


def test_first_name_of_an_author_alone_is_still_a_first_name() -> None:
    """Does an author named John hide no parent named John?"""
    assert [f.text for f in look_through([("Paper", "Then John cried.")], COURSE)] == ["John"]


@pytest.mark.parametrize(
    "address",
    [
        "trujillo@elmcreek.example.org",
        "R.trujillo@elmcreek.example.org",
        "trujillo (at) elmcreek (dot) example",
        "trujillo dot r at elmcreek dot example",
        "@trujillo_r",
        "https://elmcreek.example.org/staff/trujillo",
        "[her page](https://elmcreek.example.org/staff/trujillo)",
        "www.elmcreek.example.org/~trujillo",
        "elmcreek.org/trujillo",
        "trujillo.com",
        "facebook.com/trujillo",
    ],
)
def test_name_is_found_though_an_address_repeats_it(address: str) -> None:
    """Do the words of an e-mail address or a link not count as everyday words?"""
    found = look_through([("Paper", f"Then Ms. Trujillo ({address}) opened the gate.")], COURSE)
    assert "Ms. Trujillo" in [f.text for f in found]


def test_words_beside_an_address_are_still_ordinary() -> None:
    """Does an address take no word with it but its own?"""
    text = "Ask at the [zigzag](https://a.example.org/b) desk. I met Zigzag."
    assert "Zigzag" not in [f.text for f in look_through([("Paper", text)], COURSE)]


def test_finding_says_where_and_why() -> None:
    """Does a finding show its sentence, the reason and a suggestion?"""
    (finding,) = look_through([("Your paper", "Then Maria Lopez, a parent, stood up.")])
    assert finding.where == "Your paper"
    assert (finding.before, finding.after) == ("Then ", ", a parent, stood up.")
    assert "role label" in finding.suggestion and finding.why and finding.words


def test_same_words_are_listed_once() -> None:
    """Is a name that stands three times one finding, with its count?"""
    (finding,) = look_through([("Paper", "Maria Lopez came. Maria Lopez sat. Maria Lopez left.")])
    assert finding.times == 3


def test_span_points_into_the_text() -> None:
    """Do the places fit the text in its composed form?"""
    text = unicodedata.normalize("NFD", "Ayer José María Pérez llegó.")
    composed = unicodedata.normalize("NFC", text)
    for finding in look_through([("Paper", text)]):
        assert composed[finding.start : finding.end] == finding.text


def test_every_kind_has_words() -> None:
    """Does every kind say what, why and what instead?"""
    for kind in KINDS.values():
        assert kind.words and kind.why.endswith(".") and kind.suggestion.endswith(".")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "A",
        "a ",
        "A ",
        "1",
        "1 ",
        ".",
        "a@",
        "a.",
        "Maria ",
        "-",
        "0 ",
        "Mr ",
        "A'",
        "12 Aa ",
        "www.",
        "a.com/",
        "https://",
    ],
)
def test_monotonous_text_costs_no_more_than_its_length(unit: str) -> None:
    """Does a page of one repeated thing stay within linear work?"""
    text = unit * (100_000 // len(unit))
    start = time.process_time()
    look_through([("Paper", text)])
    assert time.process_time() - start < 20  # quadratic work would take hours

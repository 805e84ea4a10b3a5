"""Pitfalls with people: their names, their stories, their papers."""

from course_tools.activities.pitfalls.case import Case
from course_tools.activities.pitfalls.papers import BLACK, Grid, Quote


def scraped_names() -> Case:
    """A list of names copied from web pages."""
    return Case(
        "scraped-names",
        "Collect names from web pages (scraping)",
        Grid(
            headline="Our contact list: 240 names in one evening!",
            head=("Name", "Job or child", "Where we found it"),
            cells=(
                (BLACK, "Teacher, Year 3", "her holiday photos"),
                (BLACK, "School cook", "a running club’s results"),
                (BLACK, "Mother of twins in Year 5", "a parents’ group online"),
                (BLACK, "Board member", "the school’s web page"),
            ),
            widths=(1, 1.3, 1.5),
            stress=2,
            note="Copied by a program from 60 web pages. Nobody on the list was asked.",
            alt="A table with four rows. The names are blacked out. Beside them stand jobs or children, and "
            "where the name was found: holiday photos, a running club, a parents’ group online, the "
            "school’s web page.",
        ),
        Grid(
            headline="Whom we can ask, and how we come to know them",
            head=("Role", "How we may write", "Who said yes"),
            cells=(
                ("Chair of the board", "office address, printed for this", "public office"),
                ("Attendance lead", "card given at our meeting", "she did, in May"),
                ("A Year 5 parent", "through the parent who asked her", "she did, for this only"),
                ("A school cook", "not yet: we will go and meet", "nobody yet"),
            ),
            widths=(1, 1.45, 1.1),
            note="Roles only. Names stay with the person who was given them.",
            alt="A table of roles: chair of the board, attendance lead, a Year 5 parent, a school cook. For "
            "each, how we may write, and who said yes. For the cook, nobody yet.",
        ),
        wrong="That something can be seen does not mean that it was given to us. A list of names with "
        "jobs and children can be lost, sold or used against them, and it tells people that we watch.",
        repair="It lists roles. Behind each stands somebody who gave their consent, or a public office "
        "with an address for the public.",
        instead="“May I keep your number, so that I can call you about the bus campaign? You can tell "
        "me to delete it at any time.”",
        limits="This is slower. Laws on data differ from place to place, and this page is not legal "
        "advice. Public office-holders may be named for what they do in office.",
    )


def whose_story() -> Case:
    """A child's words, taken for a leaflet."""
    words = "“I was cold all winter. We did our homework in the bus station.”"
    return Case(
        "whose-story",
        "Use somebody’s story (who owns it)",
        Quote(
            headline="A child’s tears should shame this town!",
            words=words,
            by="first and last name, age 9, Larkfield Primary",
            face=True,
            lines=(),
            note="Overheard at a house meeting.",
            alt="A leaflet with a child’s face, blacked out here, and the child’s words: "
            f"{words} The child’s name, age and school are printed. In small print: overheard at a "
            "house meeting.",
        ),
        Quote(
            headline="“We want the library open until six”",
            words="“We did homework in the bus station all winter. Now forty families ask for a warm "
            "room, and I will say so at the assembly.”",
            by="a Year 5 parent",
            lines=(
                ("Told by", "herself, in her own words; her child is not shown"),
                (
                    "Agreed to",
                    "for this leaflet and the assembly in May; asked again for anything else",
                ),
                ("Hers to", "read first, change, or take back. She has a copy"),
            ),
            note="No names, no school, no photo.",
            alt="A leaflet with the words of a Year 5 parent, who asks for a warm room. Below stand three "
            "lines: told by herself, agreed to for this leaflet and the assembly, hers to change or "
            "take back.",
        ),
        wrong="A child’s worst winter was taken, without asking, to move other people. The leaflet shows "
        "pain and no power, and the child can be found.",
        repair="The person tells the story herself, chose the words, knows where they will be used, and "
        "can take them back. The story ends in what she does and asks for.",
        instead="“Would you like to tell this yourself? For whom, and what should stay out?” Ask again "
        "for each new audience.",
        limits="It is hard to say no to an organizer or a teacher. Offer a way out that needs no reason, "
        "and let somebody else ask. What is printed or online cannot be called back wholly.",
    )


def collecting_status() -> Case:
    """A sign-in sheet that could harm families."""
    return Case(
        "collecting-status",
        "Ask about papers (risk to undocumented families)",
        Grid(
            headline="Please sign in, so that we can show who needs help",
            head=("Name", "Address", "Born in", "Immigration status"),
            cells=(("", "", "", ""),) * 3,
            widths=(1, 1.1, 0.9, 1.2),
            stress=3,
            note="The list is kept in a shared folder.",
            alt="An empty sign-in sheet with four columns: name, address, born in, and immigration status, "
            "which stands out. In small print: kept in a shared folder.",
        ),
        Grid(
            headline="Welcome! Tell us only what you would like us to know",
            head=("What to call you", "Language", "A good time", "What should change?"),
            cells=(("", "", "", ""),) * 3,
            widths=(1.1, 0.9, 0.9, 1.3),
            note="We never ask about papers. Please do not write them down. The sheet goes home with its "
            "keeper.",
            alt="An empty sign-in sheet with four columns: what to call you, language, a "
            "good time, what should change. The small print says that nobody asks about papers.",
        ),
        wrong="A list of who has which papers puts families in danger. It can be lost, copied, or "
        "demanded by somebody with power. People who see the column stay at home.",
        repair="It asks only what the meeting needs. What was never written down cannot leak. “Born in”, "
        "date of arrival and number of papers say the same thing, so they go too.",
        instead="“You need no papers to be part of this, and we do not ask.” If somebody tells you, thank "
        "them, and do not write it down.",
        limits="You will not have a number of undocumented families. You do not need one: what families "
        "say of their own free will shows how a rule shuts them out. For a legal question, find a "
        "lawyer.",
    )

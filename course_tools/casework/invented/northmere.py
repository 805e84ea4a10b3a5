"""The invented local authority of Northmere and its schools (Brief, appendix B).

Local authority code 999 and URNs from 990001 are in nobody's use. Every name is invented.
"""

from dataclasses import dataclass

LA_CODE = "999"
LA_NAME = "Northmere"
LA_NEW_CODE = "E99000999"
REGION_NAME = "Invented Region"
REGION_CODE = "E99000012"

# Absence, census and key stage 4. Key stage 2 results of single schools were not published for
# 2020 to 2022 (4.2), so its files are of other years.
YEARS = ("2021/22", "2022/23", "2023/24")
LATEST = YEARS[-1]
KS2_YEARS = ("2018/19", "2022/23", "2023/24")
REBUILT_YEAR = "2025/26"  # the year of the long characteristics file

LARKFIELD = "990001"
COBBLEMOOR = "990015"
PEBBLEFORD = "990008"
STUDIO = "990034"
SPECIAL = "990041"
INDEPENDENT = "990051"
SUCCESSOR = "990024"
PREDECESSOR = "990071"
CLOSED = "990061"
LIKE_A_NUMBER = "991000"  # a spreadsheet turns it into 9.91e+05
THIN_KS2 = "990012"  # few pupils with a starting point: progress would mean nothing
THIN_KS4 = "990036"


@dataclass(frozen=True)
class School:
    """A school as it is today. `fsm_percent` is the chance, in 100, of free school meals.

    `leavers` are pupils in the last year of a key stage where that is not size divided by years.
    """

    urn: str
    estab: str
    name: str
    phase: str
    kind: str  # its type, as the register names it
    nftype: str
    size: int
    fsm_percent: int
    area: int = 0  # number of its small area (LSOA), from 1
    religion: str = "Does not apply"
    trust: str = ""
    opened: str = ""  # day-month-year
    closed: str = ""
    predecessor: str = ""
    leavers: int = 0

    @property
    def laestab(self) -> str:
        """Local authority and establishment number as one."""
        return LA_CODE + self.estab

    @property
    def is_academy(self) -> bool:
        """Whether it is paid by the department and not by the local authority."""
        return self.kind.startswith("Academy")

    @property
    def ages(self) -> tuple[int, int]:
        """Statutory lowest and highest age."""
        both = {"Primary": (4, 11), "Secondary": (11, 16), "Special": (4, 16)}
        return both.get(self.phase, (4, 18))

    def urn_in(self, year: str) -> str:
        """The URN of that school year: before it became an academy, that of its predecessor."""
        return self.predecessor if self.predecessor and year < "2022/23" else self.urn

    def name_in(self, year: str) -> str:
        """The name of that school year."""
        if self.urn_in(year) != self.urn:
            return self.name.replace("Academy", "Community Primary School")
        return self.name

    def nftype_in(self, year: str) -> str:
        """The short type of that school year."""
        return "CY" if self.urn_in(year) != self.urn else self.nftype


_COMMUNITY = ("Community school", "CY")
_AIDED = ("Voluntary aided school", "VA")
_ACADEMY = ("Academy converter", "ACC")
_SPONSORED = ("Academy sponsor led", "ACS")

# URN, name, pupils, chance of free school meals in 100, type.
_PRIMARIES = (
    (LARKFIELD, "Larkfield Primary School", 300, 30, _COMMUNITY),
    ("990002", "Tallowbeck Primary School", 410, 12, _COMMUNITY),
    ("990003", "Amberfold Primary School", 208, 21, _COMMUNITY),
    ("990004", "St Aldwen’s Catholic Primary School", 212, 24, _AIDED),
    ("990005", "Dunmarrow Primary School", 385, 33, _COMMUNITY),
    ("990006", "Fennimere Primary School", 240, 18, _COMMUNITY),
    ("990007", "Hazelquay Primary School", 315, 27, _ACADEMY),
    (PEBBLEFORD, "Pebbleford Primary School", 44, 9, _COMMUNITY),
    ("990009", "Inkwell Lane Primary School", 290, 41, _SPONSORED),
    ("990010", "Jessamy Row Primary School", 198, 15, _COMMUNITY),
    ("990011", "Kestrelby Primary School", 420, 10, _ACADEMY),
    (THIN_KS2, "Lintonmere Primary School", 205, 46, _SPONSORED),
    ("990013", "Mossgarth Primary School", 162, 22, _COMMUNITY),
    ("990014", "Nettlewick Primary School", 233, 29, _COMMUNITY),
    (COBBLEMOOR, "Cobblemoor Primary School", 400, 30, _COMMUNITY),
    ("990016", "Otterholme Primary School", 118, 13, _COMMUNITY),
    ("990017", "Plumscar Primary School", 350, 36, _ACADEMY),
    ("990018", "Sallowbridge Primary School", 274, 19, _COMMUNITY),
    ("990019", "Thornapple Primary School", 225, 25, _COMMUNITY),
    ("990020", "Umberwick Primary School", 186, 31, _COMMUNITY),
    ("990021", "Vinterby Primary School", 305, 17, _ACADEMY),
    ("990022", "Zoë Fernhollow Primary School", 260, 23, _COMMUNITY),
    (LIKE_A_NUMBER, "Quarrydown Primary School", 244, 34, _COMMUNITY),
    (SUCCESSOR, "Briarstone Academy", 330, 38, _ACADEMY),
)
_SECONDARIES = (
    ("990031", "Northmere Quays High School", 870, 24, _COMMUNITY),
    ("990032", "Ellerquay Academy", 760, 31, _ACADEMY),
    ("990033", "Saltbarrow School", 1050, 16, _COMMUNITY),
    (STUDIO, "Marrowfield Studio School", 26, 30, _SPONSORED),
    ("990035", "Cindermoor Academy", 640, 37, _SPONSORED),
    (THIN_KS4, "Hollinquay High School", 590, 43, _COMMUNITY),
    ("990037", "St Osric’s Catholic High School", 720, 20, _AIDED),
    ("990038", "Greywharf Academy", 905, 27, _ACADEMY),
)
_FEW_LEAVERS = {PEBBLEFORD: 5, STUDIO: 5}


def _school(number: int, listed: tuple[str, str, int, int, tuple[str, str]], phase: str) -> School:
    urn, name, size, fsm_percent, (kind, nftype) = listed
    first = 2001 if phase == "Primary" else 4001
    return School(
        urn,
        str(first + number),
        name,
        phase,
        kind,
        nftype,
        size,
        fsm_percent,
        area=(3 * number + 1 if phase == "Primary" else 3 * number + 2) % 30 + 1,
        religion="Roman Catholic" if nftype == "VA" else "Does not apply",
        trust="Invented Learning Trust" if nftype in ("ACC", "ACS") else "",
        opened="01-09-2022" if urn == SUCCESSOR else "",
        predecessor=PREDECESSOR if urn == SUCCESSOR else "",
        leavers=_FEW_LEAVERS.get(urn, 0),
    )


PRIMARIES = tuple(_school(n, one, "Primary") for n, one in enumerate(_PRIMARIES))
SECONDARIES = tuple(_school(n, one, "Secondary") for n, one in enumerate(_SECONDARIES))
LANTERNSIDE = School(
    SPECIAL,
    "7001",
    "Lanternside School",
    "Special",
    "Community special school",
    "CYS",
    58,
    44,
    area=9,
    leavers=8,
)
VELLWICK = School(
    INDEPENDENT,
    "6001",
    "Vellwick House School",
    "Independent",
    "Other independent school",
    "IND",
    310,
    0,
    area=4,
)
CANDLEWICK = School(
    CLOSED,
    "2090",
    "Candlewick Row Infant School",
    "Primary",
    "Community school",
    "CY",
    0,
    0,
    area=12,
    closed="31-08-2020",
)
# State-funded and open: those of which there is a census, absence and the rest.
STATE_FUNDED = (*PRIMARIES, *SECONDARIES, LANTERNSIDE)
EVERY_SCHOOL = (*STATE_FUNDED, VELLWICK, CANDLEWICK)

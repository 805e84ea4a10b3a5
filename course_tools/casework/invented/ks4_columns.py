"""The columns of the key stage 4 performance table, and the pupils that each is about (Brief 4.2)."""

from collections.abc import Callable

from course_tools.casework.invented.leavers import Leaver

# Group of pupils: how columns about scores, about Progress 8 and about grades name it.
GROUPS: tuple[tuple[str, Callable[[Leaver], bool]], ...] = (
    ("GIRLS", lambda one: one.girl),
    ("BOYS", lambda one: not one.girl),
    ("LO", lambda one: one.prior == 0),
    ("MID", lambda one: one.prior == 1),
    ("HI", lambda one: one.prior == 2),
    ("EAL", lambda one: one.eal),
    ("FSM6CLA1A", lambda one: one.disadvantaged),
    ("NFSM6CLA1A", lambda one: not one.disadvantaged),
)
GRADES_OF = {"FSM6CLA1A": "FSM6CLA1A", "NFSM6CLA1A": "NOTFSM6CLA1A"}

_PLACE = [
    "RECTYPE",
    "LEA",
    "ESTAB",
    "URN",
    "SCHNAME",
    "TOWN",
    "PCODE",
    "TELNUM",
    "ICLOSE",
    "NFTYPE",
    "RELDENOM",
    "ADMPOL",
    "EGENDER",
    "AGERANGE",
    "TOTPUPS",
]
WHO = [
    "TPUP",
    "BPUP",
    "PBPUP",
    "GPUP",
    "PGPUP",
    "TPRIORLO",
    "PTPRIORLO",
    "TPRIORAV",
    "PTPRIORAV",
    "TPRIORHI",
    "PTPRIORHI",
    "TFSM6CLA1A",
    "PTFSM6CLA1A",
    "TNOTFSM6CLA1A",
    "PTNOTFSM6CLA1A",
    "TEALGRP2",
    "PTEALGRP2",
    "TNMOB",
    "PTNMOB",
    "SEN_ALL4",
    "PSEN_ALL4",
    "SENSE4",
    "PSENSE4",
    "SENAPK4",
    "PSENAPK4",
]
RESULTS = (
    "TOTATT8 ATT8SCR ATT8SCRENG ATT8SCRMAT ATT8SCREBAC ATT8SCROPEN "
    + " ".join(f"ATT8SCR_{name}" for name, _ in GROUPS)
    + " P8PUP P8MEACOV P8MEA P8CILOW P8CIUPP "
    + " ".join(f"P8MEA_{n} P8CILOW_{n} P8CIUPP_{n}" for n in ("GIRLS", "BOYS", *GRADES_OF))
    + " P8_BANDING PTL2BASICS_95 PTL2BASICS_94 PTL2BASICS_95_GIRLS PTL2BASICS_95_BOYS"
    + " PTL2BASICS_94_GIRLS PTL2BASICS_94_BOYS "
    + " ".join(f"PT{name}BASICS_{grade}" for name in GRADES_OF.values() for grade in (95, 94))
    + " TEBACC_E_PTQ_EE PTEBACC_E_PTQ_EE EBACCAPS EBACCAPS_FSM6CLA1A EBACCAPS_NFSM6CLA1A"
    + " PTEBACC_95 PTEBACC_94"
).split()
HEADER = (*_PLACE, *WHO, *RESULTS)


WHO_COUNTS: tuple[tuple[str, str, Callable[[Leaver], bool]], ...] = (
    ("BPUP", "PBPUP", lambda one: not one.girl),
    ("GPUP", "PGPUP", lambda one: one.girl),
    ("TPRIORLO", "PTPRIORLO", lambda one: one.prior == 0),
    ("TPRIORAV", "PTPRIORAV", lambda one: one.prior == 1),
    ("TPRIORHI", "PTPRIORHI", lambda one: one.prior == 2),
    ("TFSM6CLA1A", "PTFSM6CLA1A", lambda one: one.disadvantaged),
    ("TNOTFSM6CLA1A", "PTNOTFSM6CLA1A", lambda one: not one.disadvantaged),
    ("TEALGRP2", "PTEALGRP2", lambda one: one.eal),
    ("TNMOB", "PTNMOB", lambda one: not one.moved),
    ("SEN_ALL4", "PSEN_ALL4", lambda one: one.sen != ""),
    ("SENSE4", "PSENSE4", lambda one: one.sen == "E"),
    ("SENAPK4", "PSENAPK4", lambda one: one.sen == "K"),
)

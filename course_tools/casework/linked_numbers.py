"""Numbers of pupils that belong together, and how a reader can work one out from others.

    absent = figure_list({"FSM": (36, 90), "not FSM": (42, 210)}, everyone=(78, 300))
    published = publish(absent)            # in course_tools.casework.hiding
    published.number("FSM: count")         # 36, or None when hidden

One-way lists, two-way tables and "count of base" figures are made here; `together` joins what is
about the same pupils.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from course_tools.casework.other_tables import Sum
from course_tools.casework.small_numbers import RULE, SmallNumberRule, refuse_crossing

EVERYONE = "everyone"
Pair = tuple[int | None, int | None]


@dataclass(frozen=True)
class ShareOf:
    """The number called `count` is read as so many of the number called `base`."""

    count: str
    base: str


@dataclass(frozen=True)
class LinkedNumbers:
    """`numbers`: name -> whole number of 0 or more, or None where the source hid it.

    `sums`: every way in which they add up. `shares`: which is read as a part of which.
    `unprinted`: what a reader could work out though nobody prints it ("everyone else").
    `out_already`: what was published elsewhere and cannot be taken back. `split_by`: what each
    table in it splits pupils by, such as {"sex", "language"}.
    Raises ValueError when a number is impossible or a name has none.
    """

    numbers: Mapping[str, int | None]
    sums: tuple[Sum, ...]
    shares: tuple[ShareOf, ...]
    unprinted: frozenset[str] = frozenset()
    out_already: frozenset[str] = frozenset()
    split_by: tuple[frozenset[str], ...] = ()

    def __post_init__(self) -> None:
        for name, value in self.numbers.items():
            if value is not None and (isinstance(value, bool) or value < 0 or value % 1 != 0):
                raise ValueError(
                    f"“{name}” is {value}; write a whole number of pupils, 0 or more, "
                    "or leave it empty where the source hid it."
                )
        used = {name for rule in self.sums for name in (rule.whole, *rule.parts)}
        used |= {name for share in self.shares for name in (share.count, share.base)}
        missing = sorted((used | self.out_already | self.unprinted) - set(self.numbers))
        if missing:
            raise ValueError(f"No number is given for {', '.join(missing)}.")

    def is_part(self, share: ShareOf) -> bool:
        """Is the count one of the numbers that add up to the base?"""
        return any(share.base == rule.whole and share.count in rule.parts for rule in self.sums)

    def in_order(self) -> "LinkedNumbers":
        """The same, sorted by name: what is hidden must not hang on how a table was sorted."""
        sums = (Sum(rule.whole, tuple(sorted(rule.parts))) for rule in self.sums)
        return replace(
            self,
            numbers=dict(sorted(self.numbers.items())),
            sums=tuple(sorted(sums, key=lambda rule: (rule.whole, rule.parts))),
            shares=tuple(sorted(self.shares, key=lambda share: (share.base, share.count))),
        )

    def already_out(self, *names: str) -> "LinkedNumbers":
        """The same numbers, with these known to every reader from elsewhere."""
        return replace(self, out_already=self.out_already | set(names))


def count_list(
    groups: Mapping[str, int | None],
    everyone: int | None,
    split_by: str = "",
    rest: str = "",
    total: str = EVERYONE,
) -> LinkedNumbers:
    """How many pupils of each group, and of all.

    Names: the groups, and `total`. The groups must add up to `everyone`, unless `rest` names the
    pupils in none of them: nobody prints their number, but a reader can subtract.
    """
    numbers: dict[str, int | None] = dict(groups)
    if rest:
        numbers[rest] = None
        if everyone is not None and None not in groups.values():
            numbers[rest] = everyone - sum(value or 0 for value in groups.values())
    parts = tuple(numbers)
    numbers[total] = everyone
    return LinkedNumbers(
        numbers,
        (Sum(total, parts),),
        tuple(ShareOf(part, total) for part in parts),
        unprinted=frozenset({rest} if rest else ()),
        split_by=(frozenset({split_by} if split_by else ()),),
    )


def cell(row: str, column: str) -> str:
    """The name of a number in a two-way table; `EVERYONE` stands for all rows or all columns."""
    return EVERYONE if row == column == EVERYONE else f"{row}, {column}"


def count_table(
    rows: Mapping[str, Mapping[str, int | None]], split_by: Collection[str] = ()
) -> LinkedNumbers:
    """How many pupils in each row and column. Name of a number: `cell(row, column)`.

    `rows`: row -> column -> number; a row or column called `EVERYONE` holds totals, which are
    added up where they are missing. Every row needs the same columns.
    """
    names = [row for row in rows if row != EVERYONE]
    columns = [column for column in rows[names[0]] if column != EVERYONE] if names else []
    for row in rows:
        if set(rows[row]) - {EVERYONE} != set(columns):
            raise ValueError(f"Row “{row}” has other columns than row “{names[0]}”.")
    numbers = {cell(row, column): rows[row][column] for row in names for column in columns}
    sums = []
    for row in names:
        whole = cell(row, EVERYONE)
        sums.append(Sum(whole, tuple(cell(row, column) for column in columns)))
        numbers[whole] = rows[row].get(EVERYONE, _added(numbers, sums[-1]))
    given = rows.get(EVERYONE, {})
    for column in columns:
        whole = cell(EVERYONE, column)
        sums.append(Sum(whole, tuple(cell(row, column) for row in names)))
        numbers[whole] = given.get(column, _added(numbers, sums[-1]))
    sums.append(Sum(EVERYONE, tuple(cell(row, EVERYONE) for row in names)))
    sums.append(Sum(EVERYONE, tuple(cell(EVERYONE, column) for column in columns)))
    numbers[EVERYONE] = given.get(EVERYONE, _added(numbers, sums[-1]))
    shares = tuple(ShareOf(part, rule.whole) for rule in sums for part in rule.parts)
    return LinkedNumbers(numbers, tuple(sums), shares, split_by=(frozenset(split_by),))


def figure_list(
    groups: Mapping[str, Pair],
    everyone: Pair,
    split_by: str = "",
    rest: str = "",
    total: str = EVERYONE,
) -> LinkedNumbers:
    """Figures "count of base" for each group and for all pupils.

    Names: "GROUP: count" and "GROUP: base". Those without (base − count) are watched too. `rest`
    and `total` as in `count_list`.
    """
    bases = count_list({g: base for g, (_, base) in groups.items()}, everyone[1], rest=rest)
    counts = count_list({g: count for g, (count, _) in groups.items()}, everyone[0], rest=rest)
    numbers: dict[str, int | None] = {}
    sums: list[Sum] = []
    unprinted: set[str] = set()
    for kind, listed in (("base", bases), ("count", counts)):
        said = {name: f"{total if name == EVERYONE else name}: {kind}" for name in listed.numbers}
        numbers |= {said[name]: value for name, value in listed.numbers.items()}
        sums += [Sum(said[r.whole], tuple(said[part] for part in r.parts)) for r in listed.sums]
        unprinted |= {said[name] for name in listed.unprinted}
    shares = [ShareOf(f"{g}: count", f"{g}: base") for g in (*groups, total, *filter(None, [rest]))]
    return LinkedNumbers(
        numbers,
        tuple(sums),
        tuple(shares),
        frozenset(unprinted),
        split_by=(frozenset({split_by} if split_by else ()),),
    )


def figure_table(
    rows: Mapping[str, Mapping[str, Pair]], split_by: Collection[str] = ()
) -> LinkedNumbers:
    """Figures "count of base" in rows and columns, as `count_table`.

    Names: `cell(row, column)` with ": count" or ": base" behind it.
    """
    numbers: dict[str, int | None] = {}
    sums: list[Sum] = []
    shares: list[ShareOf] = []
    for place, kind in enumerate(("count", "base")):
        table = count_table({r: {c: p[place] for c, p in row.items()} for r, row in rows.items()})
        numbers |= {f"{name}: {kind}": value for name, value in table.numbers.items()}
        sums += [
            Sum(f"{rule.whole}: {kind}", tuple(f"{part}: {kind}" for part in rule.parts))
            for rule in table.sums
        ]
        shares = [ShareOf(f"{name}: count", f"{name}: base") for name in table.numbers]
    return LinkedNumbers(numbers, tuple(sums), tuple(shares), split_by=(frozenset(split_by),))


def together(*tables: LinkedNumbers, links: tuple[Sum, ...] = ()) -> LinkedNumbers:
    """Several tables about the same pupils as one: a number with one name must be one number.

    `links`: further sums that tie them, such as three years that add up to a published total.
    Raises ValueError where two tables give different numbers for one name.
    """
    numbers: dict[str, int | None] = {}
    for table in tables:
        for name, value in table.numbers.items():
            known = numbers.get(name)
            if known is not None and value is not None and known != value:
                raise ValueError(
                    f"“{name}” is {known} in one table and {value} in another. Give them different "
                    "names if they count different pupils; otherwise look both up."
                )
            numbers[name] = value if known is None else known
    return LinkedNumbers(
        numbers,
        tuple(dict.fromkeys([*(s for table in tables for s in table.sums), *links])),
        tuple(dict.fromkeys(share for table in tables for share in table.shares)),
        # What one table prints is printed.
        frozenset(n for n in numbers if all(n in t.unprinted for t in tables if n in t.numbers)),
        frozenset().union(*(table.out_already for table in tables)),
        tuple(split for table in tables for split in table.split_by),
    )


def refuse_crossings(linked: LinkedNumbers, rule: SmallNumberRule = RULE) -> None:
    """Raises ValueError when the tables cross more characteristics than the rule allows.

    Three tables that cross three things pair by pair tell almost as much as all three at once.
    """
    reached: dict[str, str] = {}

    def first_of(thing: str) -> str:
        while thing in reached:
            thing = reached[thing]
        return thing

    for split in dict.fromkeys(linked.split_by):
        refuse_crossing(split, rule)
        one, *others = sorted(split) or [""]
        for other in others:
            if first_of(one) == first_of(other):
                refuse_crossing(frozenset().union(*linked.split_by), rule)
            else:
                reached[first_of(one)] = first_of(other)


def _added(numbers: Mapping[str, int | None], rule: Sum) -> int | None:
    """The sum of the parts; unknown when one of them is."""
    values = [numbers[part] for part in rule.parts]
    return None if None in values else sum(value or 0 for value in values)

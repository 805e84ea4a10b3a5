"""Tables of pupils with many small numbers, printed, and then attacked by a reader who subtracts.

A `Case` keeps the truth, so the attack can be judged; the reader only gets what is printed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from course_tools.casework.hiding import publish
from course_tools.casework.linked_numbers import (
    EVERYONE,
    LinkedNumbers,
    cell,
    count_list,
    count_table,
    figure_list,
    figure_table,
    together,
)
from course_tools.casework.other_tables import Sum
from course_tools.casework.published import Published, printed_rows
from course_tools.casework.small_numbers import HIDDEN
from tests.casework.reader_who_subtracts import Reader, read_csv, read_html

Draw = Callable[[int, int], int]  # a whole number from … to …, both included

# What must stay open: (no higher than, at least up to), written out again from the promise.
COUNT, BASE, MARKED = (1, 5), (5, 11), (1, 11)


@dataclass
class Case:
    """Secrets: a sum of numbers (name -> how often), its true value, what must stay open."""

    reader: Reader
    published: Published
    secrets: list[tuple[dict[str, int], int, tuple[int, int]]] = field(default_factory=list)

    def widths(self) -> list[int]:
        """Attacks every secret; fails if one is found out; how many values are left for each."""
        left = []
        for wanted, truth, (at_most, at_least) in self.secrets:
            low, high = self.reader.range_of(wanted)
            assert low <= truth <= high, f"the reader was misled about {wanted}"
            assert low < high, f"{wanted} was recovered: {truth}"
            assert low <= at_most and high >= at_least, f"{wanted} = {truth} is in {low}..{high}"
            left.append(high - low + 1)
        return left


def pupils(draw: Draw) -> int:
    """A number of pupils; every second one is small."""
    return draw(0, 12) if draw(0, 1) else draw(5, 70)


def one_way(draw: Draw) -> Case:
    """A list of groups with a total; the source has hidden some groups of 10 or fewer."""
    truth = {f"group {at}": pupils(draw) for at in range(draw(2, 7))}
    total = sum(truth.values())
    given = {g: None if n <= 10 and not draw(0, 2) else n for g, n in truth.items()}
    published = publish(count_list(given, total))
    case = Case(Reader(), published)
    for read in (read_html, read_csv):
        for group, text in read([[name, published.text(name)] for name in (*truth, EVERYONE)]):
            case.reader.sees(group, text)
    case.reader.knows_sum(EVERYONE, list(truth))
    for group, n in truth.items():
        if given[group] is None:
            case.secrets.append(({group: 1}, n, MARKED))
        else:
            _add_figure(case, {group: 1}, {EVERYONE: 1}, n, total)
    return case


def out_before(draw: Draw) -> Case:
    """A list of groups of which some, small ones too, were printed elsewhere before."""
    truth = {f"group {at}": pupils(draw) for at in range(draw(3, 7))}
    total = sum(truth.values())
    out = [group for group in truth if draw(0, 2) == 0]
    published = publish(count_list(truth, total).already_out(*out))
    case = Case(Reader(), published)
    for name in (*truth, EVERYONE):
        case.reader.sees(name, str(truth[name]) if name in out else published.text(name))
    case.reader.knows_sum(EVERYONE, list(truth))
    if not published.refusal:  # else what was out already may tell, and nothing was added to it
        for group in set(truth) - set(out):
            _add_figure(case, {group: 1}, {EVERYONE: 1}, truth[group], total)
    return case


def two_way(draw: Draw, rows: int = 5, columns: int = 5) -> Case:
    """Rows and columns with all totals; sometimes the source has hidden cells."""
    names = [f"row {at}" for at in range(draw(2, rows))]
    heads = [f"column {at}" for at in range(draw(2, columns))]
    truth = {cell(r, c): pupils(draw) for r in names for c in heads}
    marks = {name for name, n in truth.items() if n <= 10 and draw(0, 5) == 0}
    for r in names:
        truth[cell(r, EVERYONE)] = sum(truth[cell(r, c)] for c in heads)
    for c in (*heads, EVERYONE):
        truth[cell(EVERYONE, c)] = sum(truth[cell(r, c)] for r in names)
    given = {
        r: {c: None if cell(r, c) in marks else truth[cell(r, c)] for c in (*heads, EVERYONE)}
        for r in (*names, EVERYONE)
    }
    published = publish(count_table(given))
    case = Case(Reader(), published)
    printed = printed_rows(published, (*names, EVERYONE), (*heads, EVERYONE))
    for read in (read_html, read_csv):
        for row, *texts in read(printed):
            for column, text in zip((*heads, EVERYONE), texts, strict=True):
                case.reader.sees(cell(row, column), text)
    for r in (*names, EVERYONE):
        case.reader.knows_sum(cell(r, EVERYONE), [cell(r, c) for c in heads])
    for c in (*heads, EVERYONE):
        case.reader.knows_sum(cell(EVERYONE, c), [cell(r, c) for r in names])
    for r in (*names, EVERYONE):
        for c in (*heads, EVERYONE):
            for whole in {cell(r, EVERYONE), cell(EVERYONE, c)} - {cell(r, c)}:
                here = cell(r, c)
                if here in marks:
                    case.secrets.append(({here: 1}, truth[here], MARKED))
                else:
                    _add_figure(case, {here: 1}, {whole: 1}, truth[here], truth[whole])
    return case


def figures(draw: Draw) -> Case:
    """Count of base for two breakdowns of the same pupils, sometimes with a rest nobody prints."""
    groups = {f"group {at}": _pair(draw) for at in range(draw(2, 5))}
    everyone = (sum(k for k, _ in groups.values()), sum(n for _, n in groups.values()))
    marks = {g for g, (_, n) in groups.items() if n <= 10 and draw(0, 2) == 0}
    given = {g: (None, None) if g in marks else pair for g, pair in groups.items()}
    tables = [figure_list(given, everyone, split_by="language")]
    splits = [("", groups)]
    if draw(0, 1):
        n = draw(0, everyone[1])
        k = draw(max(0, everyone[0] - (everyone[1] - n)), min(n, everyone[0]))
        tables.append(figure_list({"FSM": (k, n)}, everyone, split_by="meals", rest="no FSM"))
        splits.append(("no FSM", {"FSM": (k, n), "no FSM": (everyone[0] - k, everyone[1] - n)}))
    published = publish(together(*tables))
    case = Case(Reader(), published)
    for unprinted, groups_of_split in splits:
        every = {**groups_of_split, EVERYONE: everyone}
        _learn_figures(case, every, unprinted, marks)
        for kind in ("count", "base"):
            case.reader.knows_sum(f"{EVERYONE}: {kind}", [f"{g}: {kind}" for g in groups_of_split])
    return case


def crossed_figures(draw: Draw) -> Case:
    """Count of base in rows and columns: three kinds of sums at once."""
    names = [f"row {at}" for at in range(draw(2, 3))]
    heads = [f"column {at}" for at in range(draw(2, 3))]
    truth = {cell(r, c): _pair(draw) for r in names for c in heads}
    rows = {r: {c: truth[cell(r, c)] for c in heads} for r in names}
    sums = [(cell(r, EVERYONE), [cell(r, c) for c in heads]) for r in names]
    sums += [(cell(EVERYONE, c), [cell(r, c) for r in names]) for c in heads]
    sums += [(EVERYONE, [cell(r, EVERYONE) for r in names])]
    sums += [(EVERYONE, [cell(EVERYONE, c) for c in heads])]
    for whole, parts in sums:
        truth[whole] = (sum(truth[p][0] for p in parts), sum(truth[p][1] for p in parts))
    case = Case(Reader(), publish(figure_table(rows)))
    _learn_figures(case, truth, "", set())
    for whole, parts in sums:
        for kind in ("count", "base"):
            case.reader.knows_sum(f"{whole}: {kind}", [f"{part}: {kind}" for part in parts])
    return case


def years(draw: Draw) -> Case:
    """Three years by group, printed beside group totals of all years that were out before."""
    groups = [f"group {at}" for at in range(draw(2, 4))]
    each = [{f"{g}, year {y}": pupils(draw) for g in groups} for y in range(3)]
    out = {g: sum(year[f"{g}, year {y}"] for y, year in enumerate(each)) for g in groups}
    tables = [
        count_list(year, sum(year.values()), total=f"all, year {y}") for y, year in enumerate(each)
    ]
    pooled = LinkedNumbers(out, (), (), out_already=frozenset(out))
    links = tuple(Sum(g, tuple(f"{g}, year {y}" for y in range(3))) for g in groups)
    published = publish(together(*tables, pooled, links=links))
    case = Case(Reader(), published)
    for g in groups:
        case.reader.sees(g, str(out[g]))
        case.reader.knows_sum(g, [f"{g}, year {y}" for y in range(3)])
    for y, year in enumerate(each):
        total = f"all, year {y}"
        case.reader.knows_sum(total, list(year))
        for name in (*year, total):
            case.reader.sees(name, published.text(name))
    if not published.refusal:  # else what was out already may tell, and nothing was added to it
        for y, year in enumerate(each):
            for name, n in year.items():
                whole = f"all, year {y}"
                _add_figure(case, {name: 1}, {whole: 1}, n, sum(year.values()))
    return case


def _pair(draw: Draw) -> tuple[int, int]:
    base = pupils(draw)
    return draw(0, base), base


def _learn_figures(
    case: Case, truth: dict[str, tuple[int, int]], unprinted: str, marks: set[str]
) -> None:
    for group, (k, n) in truth.items():
        count, base, rest = (f"{group}: {kind}" for kind in ("count", "base", "others"))
        case.reader.knows_sum(base, [count, rest])
        if group != unprinted:
            for name in (count, base):
                case.reader.sees(name, case.published.text(name))
            if HIDDEN in (case.published.text(count), case.published.text(base)):
                assert case.published.share(count, base) is None
        if group in marks:
            case.secrets.append(({count: 1}, k, COUNT))
            case.secrets.append(({base: 1}, n, MARKED))
        else:
            _add_figure(case, {count: 1}, {base: 1}, k, n)


def _add_figure(case: Case, count: dict[str, int], base: dict[str, int], k: int, n: int) -> None:
    """Writes down what is small about k of n, from the words of the brief."""
    if n <= 10:
        case.secrets.append((base, n, BASE))
    if 1 <= k <= 4:
        case.secrets.append((count, k, COUNT))
    if 1 <= n - k <= 4:
        case.secrets.append(({**base, **dict.fromkeys(count, -1)}, n - k, COUNT))


KINDS = {
    "one-way": one_way,
    "out before": out_before,
    "two-way": two_way,
    "figures": figures,
    "crossed figures": crossed_figures,
    "years": years,
}

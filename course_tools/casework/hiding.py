"""Which numbers of a table to hide, so that none of the small ones can be worked out (Brief 4.6).

What is promised. For every small number the reader of all printed numbers and totals is left with
other whole tables that fit everything printed (`other_tables`):

- for a count, one in which it is 1 or less, and one in which it is above the limit (5 or more);
- for a base, one in which it is 5 or less, and one in which it is above the limit (11 or more);
- for a number that the source hid, one in which it is 1 or less and one in which it is 11 or more
  (5 or more, if it is a count beside a base of its own); if the source itself shows it to be
  larger, one in which it is different.

So nobody can tell which small number it is, nor that it is small. It follows that every margin
with a hidden number has at least two, or its total is hidden. A printed zero is never hidden to
cover for another number: a reader may know that such a group is empty.

What is not promised. A reader with knowledge from elsewhere (a parent who knows the class, an older
version of the table) may learn more: say what is out with `LinkedNumbers.already_out`. A reader who
runs this very program on every table that fits can rule some of them out, because the smallest
number is chosen as cover; of very small one-way lists fewer than one secret in a hundred is then
left with a single value (tests/casework/test_small_numbers.py counts them).
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from course_tools.casework.linked_numbers import LinkedNumbers, ShareOf, refuse_crossings
from course_tools.casework.other_tables import OtherTables, Sum, completed
from course_tools.casework.published import Published
from course_tools.casework.small_numbers import RULE, SmallNumberRule


@dataclass(frozen=True)
class Span:
    """All numbers from `low` to `high` must stay possible, and one above `high`."""

    low: int
    high: int


@dataclass
class Secrets:
    """The numbers with a guess for each unknown, what must not be found out, what is hidden yet."""

    numbers: dict[str, int]
    sums: list[Sum]
    unprinted: set[str]
    spans: dict[str, Span] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)


def publish(linked: LinkedNumbers, rule: SmallNumberRule = RULE) -> Published:
    """Hides the small numbers, and few and small others that protect them.

    The same numbers, in whatever order, always hide the same ones. Publish once and take every
    page, chart and file from the answer: two tables with other cuts of the same pupils, each safe
    alone, can be subtracted from each other; give them `together`.
    Raises ValueError when too many characteristics are crossed or the sums cannot be right.
    """
    refuse_crossings(linked, rule)
    in_order = linked.in_order()
    secrets = secrets_of(in_order, rule)
    unprotected = _cover(secrets, in_order)
    printed = set(linked.numbers) - linked.unprinted
    hidden = printed if unprotected else secrets.hidden & printed
    shown = {name: secrets.numbers[name] for name in linked.numbers if name in printed - hidden}
    refusal = ""
    if unprotected:
        refusal = (
            "Nothing of this table can be published: no way was found to keep its small numbers "
            "from being worked out, given what is out already. Join small groups, add years "
            "together, or leave the table out."
        )
    elif not shown:
        refusal = (
            "Nothing of this table can be published: there are too few pupils. "
            "Add years together, or ask the question of a larger group."
        )
    return Published(shown, frozenset(hidden), rule, refusal)


def could_be(linked: LinkedNumbers, hidden: Iterable[str], name: str) -> tuple[int, int | None]:
    """The lowest and the highest that `name` can be for a reader who knows all but `hidden`.

    None: no highest. Numbers the source hid are never known. For showing what a subtraction gives
    away: total 42, groups 18 and 17 and a hidden one: from 7 to 7.
    """
    numbers, sums, unprinted = _filled_in(linked)
    unknown = {*hidden, *unprinted}
    unknown |= {other for other, value in linked.numbers.items() if value is None}
    if name not in unknown:
        return numbers[name], numbers[name]
    return _limits(OtherTables(numbers, sums), name, unknown)


def _limits(tables: OtherTables, name: str, unknown: Collection[str]) -> tuple[int, int | None]:
    low, high = tables.bounds(name, unknown)
    return math.ceil(low - 1e-6), None if math.isinf(high) else math.floor(high + 1e-6)


def secrets_of(linked: LinkedNumbers, rule: SmallNumberRule = RULE) -> Secrets:
    """The small numbers of a table and how far each must stay open, before anything covers them."""
    secrets = Secrets(*_filled_in(linked))
    source = OtherTables(secrets.numbers, secrets.sums)
    unknown = secrets.unprinted | {n for n, value in linked.numbers.items() if value is None}
    count_span = Span(rule.smallest_hidden_count, rule.largest_hidden_count)
    base_span = Span(rule.largest_hidden_count + 1, rule.largest_hidden_base)
    either = Span(count_span.low, base_span.high)
    beside_a_base = {share.count for share in linked.shares if not linked.is_part(share)}
    for name, value in linked.numbers.items():
        if value is None:
            usual = count_span if name in beside_a_base else either
            span = _span_of_unknown(usual, *_limits(source, name, unknown))
            secrets.spans |= {name: span} if span else {}
            secrets.hidden.add(name)
        elif rule.count_is_small(value):
            secrets.spans[name] = count_span
            secrets.hidden.add(name)
    for share in linked.shares:
        if None in (linked.numbers[share.count], linked.numbers[share.base]):
            continue
        count, base = secrets.numbers[share.count], secrets.numbers[share.base]
        if rule.count_is_small(base - count):
            secrets.hidden.add(share.count)
            if not {share.count, share.base} <= linked.out_already:
                _add_rest(secrets, share)
                secrets.spans[_rest(share)] = count_span
        if rule.base_is_small(base):
            secrets.hidden |= {share.base, share.count}
            secrets.spans[share.base] = base_span
            if count > rule.largest_hidden_count:  # a smaller one has its span, a zero needs none
                secrets.spans.setdefault(share.count, base_span)
    _hide_with_base(secrets, linked)
    for name in linked.out_already:
        secrets.spans.pop(name, None)  # no secret any more; it stays unprinted by us
    return secrets


def _span_of_unknown(usual: Span, low: int, high: int | None) -> Span | None:
    """What the source hid but anyone can see to be large (`low`…`high`) need only not be exact."""
    if low <= usual.high:
        return usual
    return Span(low - 1, low) if low == high else None


def _rest(share: ShareOf) -> str:
    return f"{share.base} without {share.count}"


def _add_rest(secrets: Secrets, share: ShareOf) -> None:
    if _rest(share) not in secrets.numbers:
        secrets.numbers[_rest(share)] = secrets.numbers[share.base] - secrets.numbers[share.count]
        secrets.sums.append(Sum(share.base, (share.count, _rest(share))))
        secrets.unprinted.add(_rest(share))


def _filled_in(linked: LinkedNumbers) -> tuple[dict[str, int], list[Sum], set[str]]:
    """Numbers, sums, and what nobody prints: with the rest of each base that stands by its count."""
    numbers, sums, unprinted = dict(linked.numbers), list(linked.sums), set(linked.unprinted)
    for share in linked.shares:
        if not linked.is_part(share):
            numbers[_rest(share)] = None
            sums.append(Sum(share.base, (share.count, _rest(share))))
            unprinted.add(_rest(share))
    return completed(numbers, sums), sums, unprinted


def _hide_with_base(secrets: Secrets, linked: LinkedNumbers) -> None:
    """A count beside a hidden base says how large the base is at least: it is hidden too."""
    for share in linked.shares:
        if share.base in secrets.hidden and not linked.is_part(share):
            secrets.hidden.add(share.count)


def _prices(secrets: Secrets, linked: LinkedNumbers) -> dict[str, float]:
    """What it costs the reader to lose a number: totals most, then large groups.

    Printed zeros and what is out already are not for sale.
    """
    height = dict.fromkeys(secrets.numbers, 0)
    for _ in range(4):  # sums of sums of sums; taller ones cost no more
        for rule in secrets.sums:
            tallest = max((height[part] for part in rule.parts), default=-1)
            height[rule.whole] = max(height[rule.whole], min(tallest + 1, 4))
    prices = {}
    for name, value in secrets.numbers.items():
        if name in linked.out_already:
            continue
        if name in secrets.unprinted | secrets.hidden:
            prices[name] = 0.0
        elif value:
            prices[name] = (10 + math.log2(1 + value)) * 4.0 ** height[name]
    return prices


def _cover(secrets: Secrets, linked: LinkedNumbers) -> set[str]:
    """Hides more until every secret has its other tables; returns the secrets that have none."""
    tables, prices = OtherTables(secrets.numbers, secrets.sums), _prices(secrets, linked)
    wishes = [(name, goal) for name, span in secrets.spans.items()
              for goal in (span.low, span.high + 1)]  # fmt: skip
    wishes.sort(key=lambda wanted: -abs(wanted[1] - secrets.numbers[wanted[0]]))
    lowest, highest = dict(secrets.numbers), dict(secrets.numbers)
    unprotected = set()
    for name, goal in wishes:
        wants_low = goal == secrets.spans[name].low
        if lowest[name] <= goal if wants_low else highest[name] >= goal:
            continue
        goals = range(goal, -1, -1) if wants_low else range(goal, goal + 4)
        other = _another_table(tables, prices, linked, name, goals)
        if other is None:
            unprotected.add(name)
            continue
        mirrored = {at: 2 * secrets.numbers[at] - value for at, value in other.items()}
        fitting = (other, mirrored) if min(mirrored.values()) >= 0 else (other,)
        for changed, value in other.items():
            lowest[changed] = min(lowest[changed], *(table[changed] for table in fitting))
            highest[changed] = max(highest[changed], *(table[changed] for table in fitting))
            if value != secrets.numbers[changed] and changed not in secrets.unprinted:
                secrets.hidden.add(changed)
        _hide_with_base(secrets, linked)
        prices |= dict.fromkeys(secrets.hidden - linked.out_already, 0.0)
    return unprotected


def _another_table(
    tables: OtherTables, prices: dict[str, float], linked: LinkedNumbers, name: str, goals: range
) -> dict[str, int] | None:
    """The first that is found: with other counts only, with other bases only, with both.

    The first two are small searches, and mostly as cheap as the third.
    """
    beside = [share for share in linked.shares if not linked.is_part(share)]
    kept = [{share.base for share in beside}, {share.count for share in beside}] if beside else []
    for fixed in (*kept, set[str]()):
        may_change = {other: price for other, price in prices.items() if other not in fixed}
        for goal in goals:
            found = tables.cheapest(name, goal, may_change)
            if found is not None:
                return found
    return None

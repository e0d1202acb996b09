"""Judges a grid and an order: value -> verdicts, each with its reason. Pure, no widget.

A grid's value is ``{row id: {column id: choice id}}``, an order's a list of row ids. A ``rule``
says what else is looked at in a whole grid; each of its messages names the rule.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from statistics import mean

from ..case.records import Column, Item, Row, Verdict
from . import lineage

Grid = Mapping[str, Mapping[str, str]]
WEIGHTS = ("-2", "-1", "0", "1", "2")
AGREEMENTS = ("supports", "contradicts", "silent", "unclear")


def problems_of(item: Item) -> Iterator[tuple[str, str]]:
    """Go through what is wrong with a grid or an order as a file has it: (field, sentence)."""
    rows = {row.id for row in item.rows}
    choices = {column.id: {choice for choice, _ in column.choices} for column in item.columns}
    for column, known in choices.items():
        if len(known) < 2:
            yield "columns", f"the column '{column}' needs at least two choices"
    for cell in item.cells:
        if cell.row not in rows | {"*"} or cell.column not in choices:
            yield "cells", f"there is no cell '{cell.row}/{cell.column}'; write row/column"
        elif cell.value not in choices[cell.column]:
            yield "cells", f"'{cell.value}' is not a choice in '{cell.row}/{cell.column}'"
    if item.kind == "order" and len(rows) < 3:
        yield "rows", "an order needs at least three cards"
    needed = _NEEDED.get(item.rule, set())
    for column, known in choices.items():
        if item.rule == "lineage" and column == "from" and known != rows | {lineage.NOBODY}:
            yield "columns", "the choices of 'from' must be the rows and 'nobody'"
        if item.rule in ("corroboration", "weights") and known != needed:
            yield "columns", (f"with the rule '{item.rule}' the choices must be "
                              f"{', '.join(sorted(needed))}")
    if item.rule == "lineage" and "from" not in choices:
        yield "columns", "the rule 'lineage' needs a column 'from'"


def grid_shape(item: Item, value: object) -> str:
    """Return "" where a value has the form of a grid's answer, else what is wrong."""
    rows = {row.id for row in item.rows}
    choices = {column.id: {choice for choice, _ in column.choices} for column in item.columns}
    sound = isinstance(value, dict) and all(
        row in rows and isinstance(cells, dict) and all(
            column in choices and isinstance(choice, str) and choice in choices[column]
            for column, choice in cells.items())
        for row, cells in value.items())
    return "" if sound else "a grid needs one of its choices in each cell"


def grid_missing(item: Item, value: Grid | None) -> str:
    """Return "" where every cell is filled, else the sentence that says which is not."""
    for row in item.rows:
        for column in item.columns:
            if column.id not in (value or {}).get(row.id, {}):
                return f"Choose something for “{row.text}”, {column.text}."
    return ""


def judge_grid(item: Item, value: Grid) -> list[Verdict]:
    """Return a verdict on each cell that has a key, then what the rule sees in the whole grid."""
    verdicts: list[Verdict] = []
    for row in item.rows:
        for column in item.columns:
            keys = [c for c in item.cells if (c.row, c.column) == (row.id, column.id)]
            keys += [c for c in item.cells if (c.row, c.column) == ("*", column.id)]
            chosen = value[row.id][column.id]
            names = dict(column.choices)
            part = f"{row.text} – {column.text}: {names[chosen]}"
            if item.rule == "lineage" and column.id == "link" and verdicts[-1:] and (
                    verdicts[-1].mark in ("wrong", "tempting")):
                continue  # how sure another link is, is not the question
            hit = next((key for key in keys if key.value == chosen), None)
            right = next((key for key in keys if key.mark == "right"), None)
            ours = right or next((key for key in keys if key.mark == "arguable"), None)
            told = f"We chose “{names[ours.value]}”. {ours.because}" if ours else ""
            if hit:
                known = hit.mark in ("right", "arguable", "noted")
                because = hit.because if known else f"{hit.because} {told}".strip()
                verdicts.append(Verdict(part, hit.mark, because, tag=hit.tag))
            elif ours:
                verdicts.append(Verdict(part, "wrong", told))
    return verdicts + (_RULES[item.rule](item, value) if item.rule else [])


def _silence(item: Item, value: Grid) -> list[Verdict]:
    """Silence is not denial: count the cells where it was taken for one."""
    silent = [c for c in item.cells if c.value == "silent" and c.mark == "right"]
    taken = [c for c in silent if value[c.row][c.column] == "contradicts"]
    if not taken:
        return [Verdict("Silence", "right", "You took no silence for a contradiction.",
                        rule="silence error")] if silent else []
    because = (f"In {len(taken)} of {len(silent)} silent cells you chose “contradicts”. Does the "
               "source deny it, or not mention it?")
    return [Verdict("Silence taken as contradiction", "tempting", because, "silence error", "S8")]


def _flat(item: Item, value: Grid) -> list[Verdict]:
    """The same value for every question says nothing about any of them."""
    verdicts = []
    for column in item.columns:
        if len({value[row.id][column.id] for row in item.rows}) == 1 and len(item.rows) > 1:
            verdicts.append(Verdict(
                f"{column.text}: the same everywhere", "noted",
                "Which of these questions would this author be best placed on?", "flat value"))
    return verdicts


def _weights(item: Item, value: Grid) -> list[Verdict]:
    """A card that fits every story decides nothing, and two cards from one root are one card."""
    verdicts = []
    for row in item.rows:
        given = [int(value[row.id][column.id]) for column in item.columns]
        if max(given) - min(given) <= 1 and not _key_is_flat(item, row.id):
            verdicts.append(Verdict(row.text, "noted", "You gave it about the same weight "
                                    "everywhere. If it fits every story, does it decide anything?",
                                    "diagnosticity"))
    once = totals(item.rows, item.columns, value)
    plain = {c.id: sum(int(value[row.id][c.id]) for row in item.rows) for c in item.columns}
    names = {column.id: column.text for column in item.columns}
    said = "; ".join(f"{names[one]} {once[one]:+.3g}" + (
        f" ({plain[one]:+d} if every card counted)" if plain[one] != once[one] else "")
        for one in sorted(once, key=lambda c: -once[c]))
    verdicts.append(Verdict("Your weights add up to", "noted",
                            f"{said}. Cards from one root count once.", "thin root"))
    return [*verdicts, _decides(item, value, names)]


def _key_is_flat(item: Item, row: str) -> bool:
    """Tell whether the file itself gives a card about the same weight everywhere."""
    right = [int(c.value) for c in item.cells if c.row == row and c.mark == "right"]
    return len(right) == len(item.columns) and max(right) - min(right) <= 1


def totals(rows: Sequence[Row], columns: Sequence[Column], value: Grid) -> dict[str, float]:
    """Return the sum of the weights for each column, the mean of cards from one root counted once.

    Weights are whole numbers from -2 (strongly against) to 2 (strongly for).
    """
    roots = {row.root or row.id for row in rows}
    return {column.id: round(sum(
        mean(int(value[row.id][column.id]) for row in rows if (row.root or row.id) == root)
        for root in roots), 6) for column in columns}


def _decides(item: Item, value: Grid, names: Mapping[str, str]) -> Verdict:
    """Take away one card after the other: which of them changes the first place?"""
    first = _first(totals(item.rows, item.columns, value))
    found = []
    for row in item.rows:
        left = [other for other in item.rows if other is not row]
        now = _first(totals(left, item.columns, value))
        if now != first:
            found.append(f"Without “{row.text}”, first is: "
                         f"{' and '.join(names[one] for one in now)}.")
    return Verdict("Take away one card", "noted", " ".join(found) or
                   "No single card changes the first place.", "leave one out")


def _first(sums: Mapping[str, float]) -> list[str]:
    return [one for one, total in sums.items() if total == max(sums.values())]


def _lineage(item: Item, value: Grid) -> list[Verdict]:
    """Count roots, not retellings; a circle of links can have no beginning."""
    names = {row.id: row.text for row in item.rows}
    mine = {row: cells["from"] for row, cells in value.items()}
    ours = {c.row: c.value for c in item.cells if c.column == "from" and c.mark == "right"}
    verdicts = []
    circle = lineage.cycle(mine)
    if circle:
        said = " from ".join(f"“{names[one]}”" for one in (*circle, circle[0]))
        verdicts.append(Verdict("A circle", "wrong", f"{said}: who told it first?", "cycle"))
    found, known = len(lineage.roots(mine)), len(lineage.roots(ours))
    because = (f"By your links {len(mine)} tellings go back to {_roots(found)}, by ours to "
               f"{_roots(known)}. A copy is not a second witness.")
    verdicts.append(Verdict("Roots", "right" if found == known else "almost",
                            because, "thin root"))
    return verdicts + [Verdict(row.text, "noted", f"What it added: {row.adds}", "mutation")
                       for row in item.rows if row.adds]


def _roots(number: int) -> str:
    return "1 root" if number == 1 else f"{number} roots"


_RULES: dict[str, Callable[[Item, Grid], list[Verdict]]] = {
    "corroboration": _silence, "flat": _flat, "lineage": _lineage, "weights": _weights,
}
GRID_RULES = tuple(_RULES)
_NEEDED = {"corroboration": set(AGREEMENTS), "weights": set(WEIGHTS)}


def mixed(rows: Sequence[Row]) -> list[Row]:
    """Return cards in an order that is always the same and never the right one."""
    by_hash = sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())
    return [*by_hash[1:], by_hash[0]] if by_hash == list(rows) else by_hash


def order_shape(item: Item, value: object) -> str:
    """Return "" where a value is the item's cards in some order, else what is wrong."""
    ids = sorted(row.id for row in item.rows)
    sound = isinstance(value, list) and all(isinstance(one, str) for one in value) and (
        sorted(value) == ids)
    return "" if sound else "an order needs each of its cards once"


def judge_ranking(item: Item, value: Sequence[str], weighed: Item, weights: Grid) -> list[Verdict]:
    """Hold a student's ranking of explanations against the weights the same student gave.

    Nothing is right here: a ranking may follow the weights or have a reason not to.
    """
    sums = totals(weighed.rows, weighed.columns, weights)
    names = {row.id: row.text for row in item.rows}
    turned = [(above, below) for above, below in combinations(value, 2)
              if sums[above] < sums[below]]
    if not turned:
        return [Verdict("Your ranking", "noted", "It follows your own weights.", "own ranking")]
    return [Verdict(f"“{names[above]}” stands above “{names[below]}”", "arguable",
                    "By your weights it is the other way round. Which do you stand by, the ranking "
                    "or the weights, and why?", "own ranking") for above, below in turned]


def judge_order(item: Item, value: list[str]) -> list[Verdict]:
    """Compare an order with the file's: how many pairs stand right, and each wrong neighbour.

    Method: the share of pairs in the right order, as in Kendall's rank distance.
    """
    right = [row.id for row in item.rows]
    texts = {row.id: row for row in item.rows}
    pairs = list(combinations(right, 2))
    good = sum(value.index(first) < value.index(second) for first, second in pairs)
    part = f"{good} of {len(pairs)} pairs stand in the right order"
    close = "almost" if good >= 0.8 * len(pairs) else "wrong"
    mark = "right" if good == len(pairs) else close
    said = [f"{n}. {texts[i].text}." for n, i in enumerate(right, start=1)]
    verdicts = [Verdict(part, mark, f"The order is: {' '.join(said)}", "order")]
    for before, after in pairwise(value):
        if right.index(before) > right.index(after):
            row = texts[before]
            verdicts.append(Verdict(f"“{texts[after].text}” comes before “{row.text}”", "wrong",
                                    row.because or texts[after].because, "order"))
    told = {verdict.because for verdict in verdicts}
    verdicts += [Verdict(f"{n}. {row.text}", "noted", row.because, "order")
                 for n, row in enumerate(item.rows, start=1)
                 if row.because and row.because not in told]
    return verdicts

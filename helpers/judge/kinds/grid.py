"""``grid``: rows and columns, one choice in each cell.

An answer is ``{row id: {column id: choice id}}``. A ``rule`` says what else is looked at in a whole
grid; each of its messages names the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import mean
from typing import Any

from ...case import items
from ...case.items import Before
from ...case.records import Cell, Column, Document, Item, Row, Verdict
from ...case.yamlfile import Fields
from .. import foundations, lineage
from ..scene import Blank, Line, Scene, Short, marked

NEEDS = ("rows", "columns")
RULES = ("corroboration", "flat", "foundations", "lineage", "weights")
ANSWERED_IN = "form"
Grid = Mapping[str, Mapping[str, str]]
# The choices that a rule needs in every column.
_SAYS = {"supports", "contradicts", "silent", "unclear"}
_CHOICES = {"corroboration": _SAYS, "foundations": _SAYS,
            "weights": {"-2", "-1", "0", "1", "2"}}


def read(fields: Fields) -> dict[str, Any]:
    """Return the rows, the columns with their choices, and what is said of single cells."""
    return {"rows": items.rows(fields), "columns": items.columns(fields),
            "cells": items.cells(fields)}


def problems(item: Item, before: Before) -> Iterator[tuple[str, str]]:
    """Go through what is wrong: cells that are not there, choices that a rule cannot use."""
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
    needed = _CHOICES.get(item.rule, set())
    for column, known in choices.items():
        if item.rule == "lineage" and column == "from" and known != rows | {lineage.NOBODY}:
            yield "columns", "the choices of 'from' must be the rows and 'nobody'"
        if needed and known != needed:
            yield "columns", (f"with the rule '{item.rule}' the choices must be "
                              f"{', '.join(sorted(needed))}")
    if item.rule == "lineage" and "from" not in choices:
        yield "columns", "the rule 'lineage' needs a column 'from'"


def shape(item: Item, value: object) -> str:
    """Return "" where a value has the form of a grid's answer, else what is wrong."""
    rows = {row.id for row in item.rows}
    choices = {column.id: {choice for choice, _ in column.choices} for column in item.columns}
    sound = isinstance(value, dict) and all(
        row in rows and isinstance(cells, dict) and all(
            column in choices and isinstance(choice, str) and choice in choices[column]
            for column, choice in cells.items())
        for row, cells in value.items())
    return "" if sound else "a grid needs one of its choices in each cell"


def missing(item: Item, value: Any) -> str:
    """Return "" where every cell is filled, else the sentence that says which is not."""
    for row in item.rows:
        for column in item.columns:
            if column.id not in (value or {}).get(row.id, {}):
                return f"Choose something for “{row.text}”, {column.text}."
    return ""


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    """Return a verdict on each cell that has a key, then what the rule sees in the whole grid."""
    verdicts: list[Verdict] = []
    for row in item.rows:
        of_row: list[Verdict] = []
        for column in item.columns:
            missed = of_row and of_row[-1].mark in ("wrong", "tempting")
            if item.rule == "lineage" and column.id == "link" and missed:
                continue  # how sure another link is, is not the question
            of_row += _cell(item, row, column, value[row.id][column.id])
        verdicts += of_row
    return verdicts + (_LOOKS[item.rule](item, value) if item.rule else [])


def _cell(item: Item, row: Row, column: Column, chosen: str) -> list[Verdict]:
    """Return the verdict on one cell; none where it has no key."""
    keys = item.cells_at(row.id, column.id)
    names = dict(column.choices)
    part = f"{row.text} – {column.text}: {names[chosen]}"
    hit = next((key for key in keys if key.value == chosen), None)
    right = next((key for key in keys if key.mark == "right"), None)
    ours = right or next((key for key in keys if key.mark == "arguable"), None)
    told = f"We chose “{names[ours.value]}”. {ours.because}" if ours else ""
    cell = (row.id, column.id)
    if hit:
        known = hit.mark in ("right", "arguable", "noted")
        because = hit.because if known else f"{hit.because} {told}".strip()
        shown = names[ours.value] if ours and not known else ""
        return [Verdict(part, hit.mark, because, tag=hit.tag, cell=cell, ours=shown)]
    if not ours:
        return []
    # Where nothing is right, another choice is not wrong; nor is a weight of the same direction.
    same = item.rule == "weights" and int(chosen) * int(ours.value) > 0
    mark = "noted" if not right else "arguable" if same else "wrong"
    because = f"{told} You chose “{names[chosen]}”: say why." if same else told
    return [Verdict(part, mark, because, cell=cell, ours=names[ours.value])]


def _silence(item: Item, value: Grid) -> list[Verdict]:
    """Silence is not denial: count the cells where it was taken for one."""
    silent = item.cells_that_are("silent")
    taken = [(row, column) for row, column in silent if value[row][column] == "contradicts"]
    if not taken:  # praise beside another mistake about silence would read like irony
        seen = bool(silent) and all(value[row][column] == "silent" for row, column in silent)
        return [Verdict("Silence", "right", "You took no silence for a contradiction.",
                        rule="silence error")] if seen else []
    because = (f"In {len(taken)} of {len(silent)} silent cells you chose “contradicts”. Does the "
               "source deny it, or not mention it?")
    return [Verdict("Silence taken as contradiction", "tempting", because, "silence error", "S8")]


def _foundations(item: Item, value: Grid) -> list[Verdict]:
    """Take away one source after the other: which claims have nothing left to stand on?"""
    claims = {row.id: row.text for row in item.rows}
    stands = foundations.supports(item.rows, item.columns, value)
    said = [f"“{claims[claim]}” has {_number(len(sources), 'source')} and "
            f"{_roots(len(foundations.roots(sources, item.columns)))}."
            for claim, sources in stands.items()]
    found = []
    for column in item.columns:
        fallen = foundations.falls_without(column.id, item.rows, item.columns, value)
        if fallen:
            named = "; ".join(claims[claim] for claim in fallen)
            found.append(f"Without “{column.text}” this falls: {named}.")
    return [*_silence(item, value),
            Verdict("What your answers stand on", "noted", " ".join(said), "thin root"),
            Verdict("Take away one source", "noted", " ".join(found) or
                    "No claim falls with a single source.", "leave one out")]


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
    right = [int(cell.value) for column in item.columns
             for cell in item.cells_at(row, column.id) if cell.mark == "right"]
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
    found, known = set(lineage.roots(mine)), set(lineage.roots(ours))
    because = (f"By your links {len(mine)} tellings go back to {_roots(len(found))}, by ours to "
               f"{_roots(len(known))}. A copy is not a second witness.")
    if found != known and len(found) == len(known):
        because += " As many as ours, but not the same."
    verdicts.append(Verdict("Roots", "right" if found == known else "almost",
                            because, "thin root"))
    return verdicts + [Verdict(row.text, "noted", f"What it added: {row.adds}", "mutation")
                       for row in item.rows if row.adds]


def _roots(number: int) -> str:
    return _number(number, "root")


def _number(number: int, name: str) -> str:
    return f"1 {name}" if number == 1 else f"{number} {name}s"


_LOOKS: dict[str, Callable[[Item, Grid], list[Verdict]]] = {
    "corroboration": _silence, "flat": _flat, "foundations": _foundations, "lineage": _lineage,
    "weights": _weights,
}


def said(item: Item, value: Any, documents: Mapping[str, Document], judged: bool) -> list[str]:
    """Return the choices row by row, unless verdicts name the cells they are about."""
    texts = {row.id: row.text for row in item.rows}
    return [f"{texts[row]}: " + "; ".join(
                f"{column.text}: {dict(column.choices)[cells[column.id]]}"
                for column in item.columns if column.id in cells)
            for row, cells in value.items() if not (judged and item.cells)]


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    cite = scene.around.cite
    return {
        # Other exercises may ask the same: a list of a page's regions must tell them apart.
        "name": f"Exercise {scene.exercise.number}: {cite(item.ask)}",
        "rows": [[row.id, cite(row.text), row.document] for row in item.rows],
        "columns": [[c.id, cite(c.text), [list(one) for one in c.choices], c.document]
                    for c in item.columns],
        # Weights tip a balance while one gives them; cards from one root count once.
        "balance": [row.root or row.id for row in item.rows] if item.rule == "weights" else [],
        # The root of each column, whose source may be struck out once the answer is committed.
        "strikes": [c.root or c.id for c in item.columns] if item.rule == "foundations" else [],
    }


def scripts(item: Item) -> tuple[str, ...]:
    return ("editor-grid", "editor-foundations") if item.rule == "foundations" else ("editor-grid",)


def blank(item: Item) -> Blank:
    """Return the choices and an empty table."""
    lists = {tuple(text for _, text in column.choices): column.text for column in item.columns}
    named = "; ".join((f"{name}: " if len(lists) > 1 else "") + ", ".join(texts)
                      for texts, name in lists.items())
    return Blank(says=(f"Write in each cell. {named}.",), head=_head(item),
                 rows=tuple((row.text, *("" for _ in item.columns)) for row in item.rows))


def _head(item: Item) -> tuple[str, ...]:
    return ("", *(column.text for column in item.columns))


def short(item: Item) -> Short:
    """Return the right answers in their cells, those that can be argued in brackets."""
    if not item.cells:
        return Short()
    told: dict[tuple[str, str], list[str]] = {}
    for c in item.cells:
        if c.mark in ("right", "arguable"):
            word = _choice(item, c)
            told.setdefault((c.row, c.column), []).append(
                word if c.mark == "right" else f"({word})")
    ids = [(row.id, row.text) for row in item.rows]
    ids += [("*", "any row")] if any(row == "*" for row, _ in told) else []
    return Short(head=_head(item), rows=tuple(
        (text, *(" / ".join(told.get((row, column.id), ())) for column in item.columns))
        for row, text in ids))


def key(item: Item) -> list[Line]:
    """Return every cell that has something said of it."""
    texts = {row.id: row.text for row in item.rows} | {"*": "any row"}
    several = len(item.columns) > 1
    names = {column.id: f", {column.text}" if several else "" for column in item.columns}
    return [(marked(c.mark, c.tag), f"{texts[c.row]}{names[c.column]}: {_choice(item, c)}",
             c.because) for c in item.cells]


def _choice(item: Item, cell: Cell) -> str:
    return {(c.id, one): text for c in item.columns for one, text in c.choices}[
        cell.column, cell.value]


def seconds(item: Item) -> int:
    return 15 * len(item.rows) * len(item.columns)

"""From the fields of a file to the parts of a question: options, keys, spans, rows, cells.

What all kinds of question share is read here; the kinds in ``judge/kinds`` put their own together.
Mistakes are noted in ``fields.problems``, each at its own line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import dates
from .records import MARKS, Cell, Column, Item, Key, Option, Row, Span
from .yamlfile import Fields

VERDICTS = tuple(MARKS)
FORMS = ("date", "name", "number", "quotation")  # what can be seen of an answer in words
Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Before:
    """What stands before an item in its exercise: the items of earlier steps, by id.

    ``locked`` tells whether the texts are still closed in the item's step.
    """

    items: Mapping[str, Item] = field(default_factory=dict)
    locked: bool = False


ReadItem = Callable[[Fields, Before], Item]


def shared(fields: Fields, rules: tuple[str, ...]) -> dict[str, Any]:
    """Read the fields that an item of any kind may have, by their names in ``Item``."""
    return {
        "line": fields.line,
        "id": fields.identifier("id"),
        "ask": fields.text("ask"),
        "hints": fields.texts("hints"),
        "rule": fields.one_of("rule", rules, ""),
        "revises": fields.text("revises", ""),
        "compares": fields.text("compares", ""),
        "table": fields.text("table", ""),
        "table_columns": fields.texts("table_columns"),
        "paper": fields.text("paper", ""),
        "source": fields.text("source", ""),
        "lit": fields.texts("lit"),
    }


def options(fields: Fields) -> tuple[Option, ...]:
    """Read the answers to choose from."""
    return _apart(fields, "option", _option)


def rows(fields: Fields, *more: str) -> tuple[Row, ...]:
    """Read the rows of a grid, or cards; ``more`` names fields that only a kind knows."""
    return _apart(fields, "row", lambda part: _row(part, more))


def columns(fields: Fields) -> tuple[Column, ...]:
    """Read the columns of a grid; ``choices`` of the item stand for those of a column."""
    common = labels(fields, "choices")
    return _apart(fields, "column", lambda part: part.closed(Column(
        part.identifier("id"), part.text("text"), labels(part, "choices") or common,
        part.text("document", ""), part.text("root", ""))))


def cells(fields: Fields) -> tuple[Cell, ...]:
    """Read what is said of single cells of a grid."""
    return tuple(map(_cell, fields.each("cells")))


def labels(fields: Fields, name: str) -> Labels:
    """Read a list of ids with their texts."""
    return tuple(part.closed((part.text("id"), part.text("text"))) for part in fields.each(name))


def spans(fields: Fields, known: Labels) -> tuple[Span, ...]:
    """Read the words that may be marked, each under one of the labels."""
    ids = {name for name, _ in known}
    return tuple(part.closed(Span(part.text("words"), part.one_of("label", ids),
                                  part.text("because"))) for part in fields.each("spans"))


def key(part: Fields, value: str, more: Mapping[str, str]) -> Key:
    """Return a key of this value; ``more`` are fields that only its kind of question knows."""
    return part.closed(Key(value, part.one_of("mark", VERDICTS), part.text("because"),
                           part.text("tag", ""), more))


def date_field(fields: Fields, name: str) -> str:
    """Return a field that must be a date in EDTF."""
    value = fields.text(name)
    if value:
        try:
            dates.bounds(value)
        except ValueError as error:
            fields.problem(name, str(error))
    return value


def no_twins(entries: list[Fields], ids: list[str], what: str) -> None:
    """Report the second of two entries with one id, at its own line."""
    for place, one in enumerate(ids):
        if one and one in ids[:place]:
            entries[place].problem("id", f"two {what}s have the id '{one}'; rename one of them")


def _apart(fields: Fields, what: str, read: Callable[[Fields], Any]) -> tuple[Any, ...]:
    """Read a list of parts whose ids must differ."""
    entries = list(fields.each(f"{what}s"))
    found = tuple(map(read, entries))
    no_twins(entries, [one.id for one in found], what)
    return found


def _option(fields: Fields) -> Option:
    return fields.closed(Option(
        id=fields.identifier("id"),
        text=fields.text("text"),
        verdict=fields.one_of("verdict", VERDICTS),
        because=fields.text("because"),
        tag=fields.text("tag", ""),
        opens=fields.text("opens", ""),
        looks=fields.one_of("looks", (*FORMS, ""), ""),
    ))


def _row(fields: Fields, more: tuple[str, ...]) -> Row:
    return fields.closed(Row(
        id=fields.identifier("id"),
        text=fields.text("text"),
        because=fields.text("because", ""),
        root=fields.text("root", ""),
        adds=fields.text("adds", ""),
        camp=fields.text("camp", ""),
        document=fields.text("document", ""),
        about=fields.one_of("about", ("yes", "no"), "no") == "yes",
        more={name: fields.text(name, "") for name in more},
    ))


def _cell(fields: Fields) -> Cell:
    row, _, column = fields.text("at").partition("/")
    return fields.closed(Cell(
        row, column, fields.text("value"), fields.one_of("mark", VERDICTS),
        fields.text("because"), fields.text("tag", "")))

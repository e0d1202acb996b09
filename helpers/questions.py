"""The parts of a question as plain immutable records: options, keys, spans, rows, cells.

Like ``records``, nothing here reads a file or draws.
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("choice", "field", "grid", "mark", "order", "prose", "recall", "result")


@dataclass(frozen=True)
class Option:
    """One answer to choose, with what will be said about it.

    ``opens`` is what stands behind a card of a result list, read once it is chosen.
    """

    id: str
    text: str
    verdict: str
    because: str
    tag: str
    opens: str = ""


@dataclass(frozen=True)
class Key:
    """One answer that a field or a result expects, with what will be said about it."""

    value: str
    mark: str
    because: str
    tag: str


@dataclass(frozen=True)
class Span:
    """Words of a document that a reader may mark, under one label, and why they matter."""

    words: str
    label: str
    because: str


@dataclass(frozen=True)
class Row:
    """A row of a grid, a card to put in order, or a source that a rebuilt page can cite.

    ``root`` names where a piece of evidence comes from in the end, ``adds`` what a retelling put
    to the story, ``because`` why a card stands where it does. ``camp`` says whose standpoint a
    source takes, ``document`` where its words are, ``about`` that it is about the question itself.
    """

    id: str
    text: str
    because: str = ""
    root: str = ""
    adds: str = ""
    camp: str = ""
    document: str = ""
    about: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a grid with what can be chosen in its cells, as (id, text)."""

    id: str
    text: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cell:
    """What is said of one choice in one cell of a grid; the row ``*`` stands for every row."""

    row: str
    column: str
    value: str
    mark: str
    because: str
    tag: str


@dataclass(frozen=True)
class Item:
    """One question. Which fields count depends on ``kind`` (see ``data/README.md``)."""

    id: str
    kind: str
    ask: str
    hints: tuple[str, ...] = ()
    sure: bool = False
    pick: str = "1"
    options: tuple[Option, ...] = ()
    form: str = "text"
    keys: tuple[Key, ...] = ()
    otherwise: str = ""
    document: str = ""
    passage: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    spans: tuple[Span, ...] = ()
    rows: tuple[Row, ...] = ()
    columns: tuple[Column, ...] = ()
    cells: tuple[Cell, ...] = ()
    rule: str = ""
    weighs: str = ""
    grids: tuple[str, ...] = ()
    revises: str = ""
    compares: str = ""
    recalls: str = ""
    model: str = ""
    rubric: tuple[str, ...] = ()
    table: str = ""
    solution: str = ""
    table_columns: tuple[str, ...] = ()
    paper: str = ""
    line: int = 0

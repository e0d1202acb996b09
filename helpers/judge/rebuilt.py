"""A page as a student rebuilds it: one sentence a line, with its source cards and its tag. Pure.

    The bell rang at nine. [logbook] {fact, would publish}

``read`` takes a draft apart; a ``Shelf`` is what the functions of ``rules`` compare it with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..case.records import SURE, Column, Document, Item, Row

TAGS = ("fact", "inference", "judgement")
_TAG = re.compile(r"\{([^{}]*)\}")
_CARD = re.compile(r"\[([^\[\]]*)\]")
_ID = re.compile(r"\s*[A-Za-z-]+\s*")  # [letter, log]: two cards; [letter, line 2]: one


@dataclass(frozen=True)
class Line:
    """One sentence of a draft: its line number, its words, and what it says of itself."""

    number: int
    text: str
    cards: tuple[str, ...]
    tag: str
    sure: str


@dataclass(frozen=True)
class Card:
    """A source that can be cited: its row in the lesson file and its document, if it has one."""

    row: Row
    document: Document | None = None

    @property
    def words(self) -> str:
        """The text of the document, exact and plainer, in which a quotation must stand."""
        return "\n".join((*self.document.text, *self.document.plainer)) if self.document else ""

    @property
    def root(self) -> str:
        """Where the card comes from in the end."""
        return self.row.root or self.row.id


@dataclass(frozen=True)
class Shelf:
    """What a draft is compared with: the cards, the page to rebuild, the student's own grids.

    ``taken`` holds the hashes of the two real pages' runs of words (see ``shingles``).
    """

    cards: Mapping[str, Card]
    page: str = ""
    taken: frozenset[str] = frozenset()
    grids: tuple[tuple[Item, Mapping[str, Mapping[str, str]]], ...] = ()

    def cited(self, line: Line) -> list[Card]:
        """Return the known cards of a line."""
        return [self.cards[name] for name in line.cards if name in self.cards]

    def names(self, ids: Iterable[str]) -> str:
        """Return cards by the names a student sees."""
        return ", ".join(f"“{self.cards[one].row.text}”" if one in self.cards else f"“{one}”"
                         for one in ids)

    def by_rule(self, *rules: str) -> list[tuple[Item, Mapping[str, Mapping[str, str]]]]:
        """Return the student's own grids with one of these rules."""
        return [(item, value) for item, value in self.grids if item.rule in rules]


def read(draft: str) -> list[Line]:
    """Return the lines of a draft that hold words; line numbers count from 1 as in the box."""
    lines = []
    for number, row in enumerate(draft.split("\n"), start=1):
        words = [part.strip().casefold() for part in ",".join(_TAG.findall(row)).split(",")]
        rest = _TAG.sub(" ", row)
        # [letter, line 2] cites the card "letter"; more cards are parted by semicolons.
        parts = [part.split(",") for found in _CARD.findall(rest) for part in found.split(";")]
        cards = [one.strip().casefold() for first, *more in parts
                 for one in (first, *(m for m in more if _ID.fullmatch(m)))]
        text = " ".join(_CARD.sub(" ", rest).split())
        if any(letter.isalnum() for letter in text):
            lines.append(Line(number, text, tuple(dict.fromkeys(filter(None, cards))),
                              next((word for word in words if word in TAGS), ""),
                              next((word for word in words if word in SURE), "")))
    return lines


def roots(line: Line, shelf: Shelf) -> int:
    """Return how many roots the cards of a line go back to: copies of one are one."""
    return len({card.root for card in shelf.cited(line)})


def in_cards(item: Item, value: Mapping[str, Mapping[str, str]],
             cards: Sequence[Row]) -> tuple[Item, Mapping[str, Mapping[str, str]]]:
    """Return a grid with its answer in the names of the cards.

    A row or column of another lesson is a card where both are about one document, and no other row
    or column is; what is no card keeps its own name.
    """
    of = {card.document: card.id for card in cards if card.document}

    def names(parts: Sequence[Row] | Sequence[Column]) -> dict[str, str]:
        about = [part.document for part in parts]
        known = {card.id for card in cards} & {part.id for part in parts}
        return {part.id: of[part.document] for part in parts if part.document in of
                and about.count(part.document) == 1 and not known}

    rows, columns = names(item.rows), names(item.columns)
    renamed = replace(
        item, rows=tuple(replace(row, id=rows.get(row.id, row.id)) for row in item.rows),
        columns=tuple(replace(one, id=columns.get(one.id, one.id)) for one in item.columns),
        cells=tuple(replace(cell, row=rows.get(cell.row, cell.row),
                            column=columns.get(cell.column, cell.column)) for cell in item.cells))
    return renamed, {rows.get(row, row): {columns.get(one, one): said
                                          for one, said in cells.items()}
                     for row, cells in value.items()}


def shelf(item: Item, documents: Mapping[str, Document],
          grids: Sequence[tuple[Item, Mapping[str, Mapping[str, str]]]] = (),
          taken: frozenset[str] = frozenset()) -> Shelf:
    """Return what an item with the rule ``page`` is compared with."""
    page = documents.get(item.document)
    return Shelf({row.id: Card(row, documents.get(row.document)) for row in item.rows},
                 "\n".join((*page.text, *page.plainer)) if page else "", taken,
                 tuple(in_cards(one, value, item.rows) for one, value in grids))

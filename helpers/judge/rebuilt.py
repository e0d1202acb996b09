"""A page as a student rebuilds it: one sentence a line, with its source cards and its tag. Pure.

    The bell rang at nine. [logbook] {fact, would publish}

``read`` takes a draft apart; a ``Shelf`` is what the functions of ``rules`` compare it with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..case.records import SURE, Document, Item, Row

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

    def by_rule(self, rule: str) -> list[tuple[Item, Mapping[str, Mapping[str, str]]]]:
        """Return the student's own grids with one rule."""
        return [(item, value) for item, value in self.grids if item.rule == rule]


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


def shelf(item: Item, documents: Mapping[str, Document],
          grids: Sequence[tuple[Item, Mapping[str, Mapping[str, str]]]] = (),
          taken: frozenset[str] = frozenset()) -> Shelf:
    """Return what an item with the rule ``page`` is compared with."""
    page = documents.get(item.document)
    return Shelf({row.id: Card(row, documents.get(row.document)) for row in item.rows},
                 "\n".join((*page.text, *page.plainer)) if page else "", taken, tuple(grids))

"""The kinds of question: one file a kind, and the table that names them.

A new kind is one module beside these with the functions of ``Kind`` and its test in
``tests/kinds``; begin from ``order.py`` where an answer is whole from the first click, from
``grid.py`` where it is filled part by part. Around it stand

- a row in ``KINDS``;
- an editor, ``screen/static/editor-<kind>.js``, which the kind's ``scripts`` names, and three
  lines in ``types.d.ts``: an interface, its name in ``Item``, its line in ``Editors``;
- a row in the table of kinds of ``data/README.md``, and its time in the sentence on minutes;
- an item in a new step of ``voices`` in ``tests/toy`` (``python -m helpers rebuild 01`` there);
- a sample in ``tests/answers.py``, and how it is answered by mouse and by keyboard: ``fill`` in
  ``tests/browser/lesson.py`` and ``keyboard.py``.

Tests name each that is missing; what ``seen``, ``blank`` and ``short`` return has tables of its
own in ``tests/kinds/test_all_kinds.py``, where a new kind gets its rows. A control with
``data-source`` brings that document to the front of the sources.

Fields that no other kind has are read into ``more`` of a key or a row, and ``seen`` keeps them from
the page. An answer counts as one to an older question once ids or texts of options, rows or columns
change (``states.digest``). What is still lacking in an editor is a control that is ``required``, or
was told so by ``setCustomValidity``: there the focus goes when a commit is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from ...case.items import Before, shared
from ...case.records import Document, Item, Verdict
from ...case.yamlfile import Fields
from ..scene import Blank, Line, Scene, Short
from . import choice, field, grid, mark, order, prose, recall, result


class Kind(Protocol):
    """What a module says of its kind of question. Every value comes from a page or a journal."""

    @property
    def NEEDS(self) -> tuple[str, ...]:
        """Fields of the file that an item of this kind cannot do without."""

    @property
    def RULES(self) -> tuple[str, ...]:
        """What can look at a whole answer: the words allowed as ``rule``."""

    @property
    def ANSWERED_IN(self) -> str:
        """Where a student answers: in the ``form``, by ``code`` in a cell, or in ``nothing``."""

    def read(self, fields: Fields) -> dict[str, Any]:
        """Return the item's own fields by their names in ``Item``."""

    def problems(self, item: Item, before: Before) -> Iterator[tuple[str, str]]:
        """Go through what is wrong with the item as the file has it: (field, sentence)."""

    def shape(self, item: Item, value: object) -> str:
        """Return "" where a value has the form of an answer, else what is wrong with it.

        Every draft is asked too: what is half filled has the form.
        """

    def missing(self, item: Item, value: Any) -> str:
        """Return "" where an answer of that form, or None, is complete, else what is to be done."""

    def judge(self, item: Item, value: Any, scene: Scene) -> list[Verdict]:
        """Return what is said of a complete answer, each verdict with its reason."""

    def said(self, item: Item, value: Any, documents: Mapping[str, Document],
             judged: bool) -> list[str]:
        """Return the answer in words; if ``judged``, without what its verdicts name anyway."""

    def seen(self, item: Item, scene: Scene) -> dict[str, Any]:
        """Return what the page shows of the item besides what all items have."""

    def scripts(self, item: Item) -> tuple[str, ...]:
        """Return the scripts of ``static`` that its editor needs besides the common ones."""

    def blank(self, item: Item) -> Blank:
        """Return the question as it stands on paper."""

    def short(self, item: Item) -> Short:
        """Return the answers for the short key."""

    def key(self, item: Item) -> list[Line]:
        """Return the lines of the whole key."""

    def seconds(self, item: Item) -> int:
        """Return how long answering takes, reading apart. A working figure, not measured."""


KINDS: Mapping[str, Kind] = {
    "choice": choice, "field": field, "grid": grid, "mark": mark, "order": order, "prose": prose,
    "recall": recall, "result": result,
}


def of(item: Item) -> Kind:
    """Return the module of an item's kind."""
    return KINDS[item.kind]


def _revisable(first: Item, item: Item) -> bool:
    """Tell whether an answer to the first item can stand as one to this item."""
    return first.kind not in KINDS or (  # that is a mistake of its own
        first.kind == item.kind and {o.id for o in first.options} <= {o.id for o in item.options})


def read_item(fields: Fields, before: Before) -> Item:
    """Read one question of any kind; what is wrong with it is noted at its lines."""
    name = fields.one_of("kind", KINDS)
    kind = KINDS.get(name)
    own = kind.read(fields) if kind else {}
    item = Item(kind=name, **shared(fields, kind.RULES if kind else ()), **own)
    if kind is None:
        return item  # nothing more can be said of its fields
    for field_name in kind.NEEDS:
        if not fields.has(field_name):
            fields.problem(field_name, f"is missing; an item of kind '{name}' needs it")
    for field_name, sentence in kind.problems(item, before):
        fields.problem(field_name, sentence)
    if item.revises and item.revises not in before.items:
        fields.problem("revises", f"'{item.revises}' is no item of an earlier step")
    elif item.revises and not _revisable(before.items[item.revises], item):
        fields.problem("revises", f"'{item.revises}' is of another kind or has options that are "
                                  "not here, so its answer cannot be written anew here")
    if item.table and not item.table_columns and not item.paper:  # too long for paper
        fields.problem("table_columns", "is missing; name the columns that are printed on paper, "
                                        "none of which gives the answer away")
    if len(item.hints) not in (0, 2, 3):
        fields.problem("hints", "give three hints (where to look, narrower, the answer), two "
                                "(where to look, narrower) where help fades, or none")
    return fields.closed(item)

"""The page a student rebuilt, as one HTML file: numbered notes, confidence, and its change log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..case import attribution
from ..case.citations import cited
from ..case.records import Exercise, Item
from ..judge import differ, rebuilt
from ..judge.kinds import prose
from ..judge.scene import Around
from ..judge.states import State
from ..judge.values import committed
from . import markup

# What bears a sentence, told by a sign and by words: never by the sign alone.
TWO, ONE, NONE = "● two roots", "◐ one root", "○ no card"
SIGNS = {"inference": "△ inference", "judgement": "◇ judgement"}
References = Callable[[Iterable[str]], Mapping[str, str]]


def html(exercise: Exercise, item: Item, state: State, around: Around,
         references: References = lambda _: {}) -> str:
    """Return the published page of a committed item with the rule ``page``.

    ``references`` gives the full reference of each work by its id, for the bibliography.
    Raises ``ValueError`` where the item is not committed yet.
    """
    text = committed(item.id, exercise, state)
    if not isinstance(text, str):
        raise ValueError("Commit your page first, then publish it.")
    lines, shelf = rebuilt.read(text), rebuilt.shelf(item, around.documents)
    order = list(dict.fromkeys(card.row.id for line in lines for card in shelf.cited(line)))
    notes = [_note(shelf.cards[one], around.cite) for one in order]
    works = dict.fromkeys(key for one in order for key in _works(shelf.cards[one]))
    return markup.page(
        "published.html", title=exercise.title, notes=notes,
        sentences=[_sentence(line, order, shelf) for line in lines],
        signs=[TWO, ONE, NONE, *SIGNS.values()],
        bibliography=sorted(references(works).values(), key=str.casefold),
        log=_log(item, state, text, around))


def _sentence(line: rebuilt.Line, order: Sequence[str],
              shelf: rebuilt.Shelf) -> tuple[str, str, str, str]:
    """Return a sentence's text, the numbers of its notes, what it says of itself, its sign."""
    numbers = ", ".join(f"{order.index(name) + 1}" for name in line.cards if name in order)
    says = ", ".join(filter(None, (line.tag, line.sure)))
    return line.text, numbers, says or "no tag", sign(line, shelf)


def sign(line: rebuilt.Line, shelf: rebuilt.Shelf) -> str:
    """Return what bears a sentence: its roots where it is a fact, else what it calls itself."""
    if line.tag in SIGNS:
        return SIGNS[line.tag]
    return (NONE, ONE, TWO)[min(2, rebuilt.roots(line, shelf))]


def _works(card: rebuilt.Card) -> list[str]:
    """Return the ids of the works in which a card's text stands."""
    return [key for key, _ in cited(card.document.edition)] if card.document else []


def _note(card: rebuilt.Card, cite: Callable[[str], str]) -> str:
    if not card.document:
        return card.row.text
    rows = dict(attribution.attribution(card.document))
    kept = [rows[name] for name in ("Who", "Written", "Edition") if name in rows]
    return f"{card.document.title}: {cite('; '.join(kept))}"


def _log(item: Item, state: State, final: str, around: Around) -> list[tuple[str, str, str]]:
    """Say of every version that was checked, and of the last, what changed and what was asked."""
    versions = [(f"Checked {act.at[:16].replace('T', ' ')} UTC", str(act.answers.get(item.id, "")))
                for act in state.checked.get(item.id, ())
                if not prose.shape(item, act.answers.get(item.id))]
    rows, before = [], ""
    for name, text in [*versions, ("Published", final)]:
        asked = [v for v in prose.asked(item, text, around) if v.rule != "all"]
        rows.append((name, differ.said(differ.parts(before, text)), str(len(asked))))
        before = text
    return rows

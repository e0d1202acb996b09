"""The page a student rebuilt, as one HTML file: numbered notes, confidence, and its change log."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..case import attribution
from ..case.records import Exercise, Item
from ..judge import differ, rebuilt
from ..judge.kinds import prose
from ..judge.scene import Around
from ..judge.states import State
from ..judge.values import committed
from . import markup


def html(exercise: Exercise, item: Item, state: State, around: Around) -> str:
    """Return the published page of a committed item with the rule ``page``.

    Raises ``ValueError`` where the item is not committed yet.
    """
    text = committed(item.id, exercise, state)
    if not isinstance(text, str):
        raise ValueError("Commit your page first, then publish it.")
    lines, shelf = rebuilt.read(text), rebuilt.shelf(item, around.documents)
    order = list(dict.fromkeys(card.row.id for line in lines for card in shelf.cited(line)))
    notes = [_note(shelf.cards[one], around.cite) for one in order]
    return markup.page(
        "published.html", title=exercise.title, notes=notes,
        sentences=[_sentence(line, order) for line in lines],
        log=_log(item, state, text, around))


def _sentence(line: rebuilt.Line, order: Sequence[str]) -> tuple[str, str, str]:
    """Return a sentence's text, the numbers of its notes, and what it says of itself."""
    numbers = ", ".join(f"{order.index(name) + 1}" for name in line.cards if name in order)
    says = ", ".join(filter(None, (line.tag, line.sure)))
    return line.text, numbers, says or "no tag"


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

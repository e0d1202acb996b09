"""The page a student rebuilt, as one HTML file: numbered notes, confidence, and its change log.

Pure, like ``cards``: every text is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from ..case import attribution
from ..case.records import Exercise, Item
from ..judge import differ, rebuilt
from ..judge.kinds import prose
from ..judge.scene import Around
from ..judge.states import State
from ..judge.values import committed
from . import markup

_STYLE = "td,th{border:1px solid #8a7f6c;padding:.25rem .5rem}table{border-collapse:collapse}"


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
    body = (
        f"<h1>{escape(exercise.title)}</h1>{''.join(_sentence(line, order) for line in lines)}"
        f"<h2>Notes</h2><ol>{''.join(f'<li>{escape(note)}</li>' for note in notes)}</ol>"
        "<h2>How this page changed</h2>"
        + markup.table_html(_log(item, state, text, around),
                           ("Version", "Words", "Questions the rules asked"))
    )
    return markup.whole(exercise.title, _STYLE, body)


def _sentence(line: rebuilt.Line, order: Sequence[str]) -> str:
    numbers = [f"{order.index(name) + 1}" for name in line.cards if name in order]
    marks = f"<sup>{', '.join(numbers)}</sup>" if numbers else ""
    says = ", ".join(filter(None, (line.tag, line.sure)))
    return (f'<p dir="auto">{escape(line.text)}{marks} '
            f"<small>({escape(says or 'no tag')})</small></p>")


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

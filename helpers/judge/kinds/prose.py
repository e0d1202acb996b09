"""``prose``: a few sentences, never graded: asked about form, set beside a model answer.

An answer is a text. With the rule ``page`` it is a page that a student rebuilds, one sentence a
line with its cards and its tag, and the reference rules ask about it (``rebuilt``, ``rules``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...case import items
from ...case.items import Before
from ...case.records import SURE, Item, Verdict
from ...case.yamlfile import Fields
from .. import rebuilt, rules, wording
from ..scene import Around, Blank, Line, Scene, Short
from . import field

NEEDS: tuple[str, ...] = ()
RULES = ("page",)
ANSWERED_IN = "form"
MOST_SENTENCES = 12
shape, said = field.shape, field.said


def read(fields: Fields) -> dict[str, Any]:
    """Return the model answer, the rubric, and for a page its cards, its original and grids."""
    return {"model": fields.text("model", ""), "rubric": fields.texts("rubric"),
            "rows": items.rows(fields), "document": fields.text("document", ""),
            "grids": fields.texts("grids"), "sentences": _sentences(fields)}


def _sentences(fields: Fields) -> int:
    """Return how many sentences are asked for: 1 where the file does not say."""
    asked = fields.text("sentences", "1")
    if asked not in [str(n) for n in range(1, MOST_SENTENCES + 1)]:
        fields.problem("sentences", f"must be a whole number from 1 to {MOST_SENTENCES}")
        return 1
    return int(asked)


def problems(item: Item, before: Before) -> Iterator[tuple[str, str]]:
    """Go through what is wrong: a page needs cards to cite."""
    if item.rule == "page" and not item.rows:
        yield "rows", "is missing; the rule 'page' needs it"


def missing(item: Item, value: Any) -> str:
    """Return "" where something is written."""
    return "" if str(value or "").strip() else "Write a few words first."


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    """Return advice on form, and the model answer; of a page what the rules ask."""
    model = [Verdict("A model answer", "noted", item.model)] if item.model else []
    if item.rule == "page":
        return asked(item, value, scene.around) + model
    shown = [scene.around.documents[i] for i in scene.exercise.shows]
    texts = ["\n".join((d.title, *d.text, *d.plainer)) for d in shown]  # either may be quoted
    return wording.stock_phrases(value) + wording.quotations(value, texts) + model


def asked(item: Item, page: str, around: Around) -> list[Verdict]:
    """Return what the reference rules ask of a page, beside the student's own earlier grids."""
    given = [around.elsewhere(address) for address in item.grids]
    own = [(one.item, one.value) for one in given if one and isinstance(one.value, dict)]
    shelf = rebuilt.shelf(item, around.documents, own, around.taken)
    return rules.check(rebuilt.read(page), shelf)


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    """Return what the editor of a page needs: cards, tags, and what the last check asked."""
    if item.rule != "page":
        return {}
    checked = [act for act in scene.state.checked.get(item.id, ())
               if not shape(item, act.answers.get(item.id))]
    found: dict[str, Any] = {
        "editor": "page", "cards": [[row.id, row.text] for row in item.rows],
        "tags": list(rebuilt.TAGS), "sures": list(SURE), "checks": len(checked),
    }
    last = checked[-1].answers.get(item.id) if checked else None
    if not scene.frozen and isinstance(last, str):
        found["asked"] = asked(item, last, scene.around)
    return found


def scripts(item: Item) -> tuple[str, ...]:
    """Return the editor of a page; a box for prose is among the common ones."""
    return ("editor-page",) if item.rule == "page" else ()


def blank(item: Item) -> Blank:
    """Return lines to write on; for a page its cards and how a line is written."""
    if item.rule != "page":
        return Blank(lines=5)
    cards = ", ".join(f"{row.text} [{row.id}]" for row in item.rows)
    return Blank(lines=14, says=(
        f"The cards: {cards}.",
        "One sentence a line. End each with its cards in square brackets, with fact, inference or "
        f"judgement, and with how sure you are: {', '.join(SURE)}."))


def short(item: Item) -> Short:
    return Short()


def key(item: Item) -> list[Line]:
    """Return the cards of a page, and the model answer with its rubric."""
    lines = [("card", f"{row.text} [{row.id}]", "; ".join(filter(None, (
        row.root and f"goes back to {row.root}", row.camp,
        "about the question itself" if row.about else "")))) for row in item.rows]
    return lines + ([("model", item.model, " ".join(item.rubric))] if item.model else [])


def seconds(item: Item) -> int:
    return 75 * item.sentences

"""What the page may show of an exercise now: no key, no locked text, no early feedback. Pure.

``view`` is the one trait a form sends; ``static/exercise.js`` renders it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from ..case.attribution import FIRST, attribution
from ..case.records import MARKS, NOT_CHOSEN, Document, Exercise, Item, Verdict
from . import differ, kinds
from .scene import Answer, Around, Scene
from .states import State, digest, open_step, texts_open
from .values import committed, judged, said, value_of


def view(exercise: Exercise, state: State, around: Around) -> dict[str, Any]:
    """Return what the page may show now."""
    current = open_step(exercise, state)
    opened = texts_open(exercise, state)
    hides = () if state.frozen else exercise.hides
    shown = [s for s in exercise.steps if s.id in state.frozen or s is current]
    # The sources behind the rows of a question can be read again beside it.
    behind = [row.document for step in shown for item in step.items for row in item.rows
              if row.document and opened]
    return {
        "exercise": exercise.address,
        "title": exercise.title,
        "number": exercise.number,
        "done": current is None,
        "cards": [_card(around.documents[i], opened, current is None, hides, around)
                  for i in dict.fromkeys((*exercise.shows, *behind))],
        "steps": [_step(Scene(exercise, step, state, around)) for step in shown],
    }


def _card(document: Document, opened: bool, done: bool, hides: Collection[str],
          around: Around) -> dict[str, Any]:
    """Return a document's card; what we know about the text waits until all is answered."""
    rows = [[name, around.cite(text)] for name, text in attribution(document, hides)]
    return {
        "id": document.id,
        "title": document.title,
        "attribution": [row for row in rows if row[0] in FIRST],
        "more": [row for row in rows if row[0] not in FIRST],
        "text": list(document.text) if opened else None,
        "plainer": list(document.plainer) if opened and document.plainer else None,
        "notes": [around.cite(note) for note in document.notes] if done else [],
        "isSummary": document.text_is == "summary",
        "words": [list(one) for one in around.words.items()
                  if opened and _stands(one[0], document.text)],
    }


def _stands(word: str, text: Sequence[str]) -> bool:
    """Tell whether a hard word, or its plural, stands in a text."""
    return bool(re.search(rf"(?<!\w){re.escape(word)}s?(?!\w)", " ".join(text), re.IGNORECASE))


def _step(scene: Scene) -> dict[str, Any]:
    step, cite, documents = scene.step, scene.around.cite, scene.around.documents
    act = scene.state.frozen.get(step.id)
    older = act is not None and act.of != digest(step, documents)
    verdicts = judged(scene.exercise, step, scene.state, scene.around) if (
        act and not older) else {}
    return {
        "id": step.id,
        "title": step.title,
        "frozen": act is not None,
        "older": older,
        "opens": step.opens,
        "readsTitle": step.reads_title,
        "reads": [[cite(r.text), cite(r.comment)] for r in step.reads],
        "notes": [cite(note) for note in step.notes],
        "differs": _differs([documents[one] for one in step.differs]) if scene.open else None,
        "items": [_item(item, scene, verdicts.get(item.id, [])) for item in step.items],
    }


def _item(item: Item, scene: Scene, verdicts: list[Verdict]) -> dict[str, Any]:
    cite, frozen = scene.around.cite, scene.frozen
    used = min(scene.state.hints.get(item.id, 0), len(item.hints))
    value = value_of(item, scene.step, scene.exercise, scene.state)
    seen: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "ask": cite(item.ask),
        "value": value,
        "hints": [cite(hint) for hint in item.hints[:used]],
        "hintsLeft": 0 if frozen else len(item.hints) - used,
        "source": item.source,
        "lit": list(item.lit) if scene.open else [],
        **kinds.of(item).seen(item, scene),
        **_earlier(item, value, scene),
    }
    # What a rule asks of a draft stands where the verdicts will stand.
    seen["verdicts"] = [_verdict(one, scene.around) for one in verdicts or seen.pop("asked", [])]
    if frozen:
        seen["said"] = said(item, value, scene.around, judged=bool(verdicts))
        if item.rubric:
            seen["rubric"] = [cite(row) for row in item.rubric]
    return seen


def _verdict(verdict: Verdict, around: Around) -> dict[str, Any]:
    # What a rule says of a text quotes the student, whose words are no markup.
    by_rule = verdict.rule in QUOTING or verdict.line > 0
    return {"word": (MARKS | NOT_CHOSEN)[verdict.mark], "part": _bare(verdict.part),
            "mark": verdict.mark,
            "because": _bare(verdict.because) if by_rule else around.cite(verdict.because),
            "opened": around.cite(verdict.opened), "line": verdict.line,
            "cell": verdict.cell and list(verdict.cell), "ours": verdict.ours,
            # A reason for what is in its place can wait until it is asked for.
            "waits": verdict.mark not in ("wrong", "tempting", "almost") and (
                verdict.cell is not None or (verdict.rule, verdict.mark) == ("order", "noted"))}


QUOTING = ("stock phrase", "quotation fidelity")


def _bare(text: str) -> str:
    """Return a text in which nothing is a mark for the page: no bold word, no folded note."""
    return re.sub("[\ue000-\ue004]", "", text).replace("**", "*\u200b*")


def _differs(both: Sequence[Document]) -> dict[str, Any] | None:
    """Return the words in which two documents differ, with one sentence on how much."""
    if not both:
        return None
    found = differ.parts(*(" ".join(document.text) for document in both))
    titles = " → ".join(document.title for document in both)
    return {"title": titles, "parts": found, "said": differ.said(found)}


def _earlier(item: Item, value: Any, scene: Scene) -> dict[str, Any]:
    """Return the earlier answer beside this one, and once both are committed what changed."""
    first = scene.around.elsewhere(item.compares) if item.compares and scene.frozen else None
    if item.revises:
        before = committed(item.revises, scene.exercise, scene.state)
        if before is not None:
            revised = scene.exercise.item(item.revises)
            first = Answer(item, before, tuple(said(revised, before, scene.around)))
    if first is None:
        return {}
    both = [first.value, value]
    changed = None
    if scene.frozen and item.revises and first.value == value:
        return {"changed": {"parts": [], "said": "You kept your first answer."}}
    if scene.frozen and all(isinstance(one, str) for one in both):
        found = differ.parts(*both)
        changed = {"parts": found, "said": differ.said(found)}
    return {"first": list(first.said), "changed": changed}

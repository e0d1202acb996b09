"""What the page may show of an exercise now: no key, no locked text, no early feedback. Pure.

``view`` is the one trait a form sends; ``static/exercise.js`` renders it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from ..case import attribution
from ..case.records import MARKS, SURE, Document, Exercise, Item, Step, Verdict
from . import checks, differ, grids, rebuilt, said
from .states import (
    Answer,
    Elsewhere,
    State,
    digest,
    first_version,
    judged,
    nowhere,
    open_step,
    passage,
    ruled,
    texts_open,
    value_of,
)


def view(exercise: Exercise, state: State, documents: Mapping[str, Document],
         cite: Callable[[str], str],
         elsewhere: Elsewhere = nowhere,
         taken: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return what the page may show now. ``cite`` turns citations into what a reader sees.

    ``taken`` are the hashes of wording that a rebuilt page must not copy.
    """
    current = open_step(exercise, state)
    opened = texts_open(exercise, state)
    hides = () if state.frozen else exercise.hides
    shown = [s for s in exercise.steps if s.id in state.frozen or s is current]
    return {
        "exercise": exercise.address,
        "title": exercise.title,
        "number": exercise.number,
        "further": exercise.path == "further",
        "done": current is None,
        "cards": [_card(documents[i], opened, current is None, hides, cite)
                  for i in exercise.shows],
        "steps": [_step(step, exercise, state, documents, cite, elsewhere, taken)
                  for step in shown],
    }


def _card(document: Document, opened: bool, done: bool, hides: Collection[str],
          cite: Callable[[str], str]) -> dict[str, Any]:
    """Return a document's card; what we know about the text waits until all is answered."""
    return {
        "id": document.id,
        "title": document.title,
        "attribution": [[name, cite(text)]
                        for name, text in attribution.attribution(document, hides)],
        "text": list(document.text) if opened else None,
        "plainer": list(document.plainer) if opened and document.plainer else None,
        "notes": [cite(note) for note in document.notes] if done else [],
        "isSummary": document.text_is == "summary",
    }


def _step(step: Step, exercise: Exercise, state: State, documents: Mapping[str, Document],
          cite: Callable[[str], str], elsewhere: Elsewhere,
          taken: frozenset[str]) -> dict[str, Any]:
    act = state.frozen.get(step.id)
    older = act is not None and act.of != digest(step, documents)
    verdicts = judged(exercise, step, state, documents, elsewhere, taken) if (
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
        "differs": _differs([documents[one] for one in step.differs])
        if texts_open(exercise, state) else None,
        "items": [
            _item(item, step, exercise, state, documents, cite, elsewhere, taken,
                  verdicts.get(item.id, [])) for item in step.items
        ],
    }


def _item(item: Item, step: Step, exercise: Exercise, state: State,
          documents: Mapping[str, Document], cite: Callable[[str], str], elsewhere: Elsewhere,
          taken: frozenset[str], verdicts: list[Verdict]) -> dict[str, Any]:
    used = min(state.hints.get(item.id, 0), len(item.hints))
    value = value_of(item, step, exercise, state)
    if item.kind == "recall":
        recalled = elsewhere(item.recalls)
        value = "; ".join(recalled.said) if recalled else ""
    seen: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "ask": cite(item.ask),
        "value": value,
        "hints": [cite(hint) for hint in item.hints[:used]],
        "hintsLeft": 0 if step.id in state.frozen else len(item.hints) - used,
        "verdicts": [_verdict(verdict, cite) for verdict in verdicts],
    }
    if step.id in state.frozen:
        words = checks.tokens(" ".join(passage(item, documents)))
        seen["said"] = said.said(item, value, words, judged=bool(verdicts))
    if item.kind == "choice":
        seen |= {"options": [[o.id, o.text] for o in item.options], "pick": item.pick,
                 "sure": list(SURE) if item.sure else None}
    elif item.kind == "field":
        seen["form"] = item.form
    elif item.kind == "grid":
        # Other exercises may ask the same: a list of a page's regions must tell them apart.
        seen["name"] = f"Exercise {exercise.number}: {seen['ask']}"
        seen["rows"] = [[row.id, cite(row.text)] for row in item.rows]
        seen["columns"] = [[c.id, cite(c.text), [list(one) for one in c.choices]]
                           for c in item.columns]
    elif item.kind == "order":
        seen["rows"] = [[row.id, cite(row.text)] for row in grids.mixed(item.rows)]
    elif item.kind == "mark" and (item.passage or texts_open(exercise, state)):
        seen["paragraphs"] = [checks.tokens(p) for p in passage(item, documents)]
        seen["labels"] = [list(label) for label in item.labels]
    elif item.rule == "page":
        seen |= _page(item, step, state, documents, cite, elsewhere, taken)
    seen["papers"] = _papers(item, exercise, documents) if texts_open(exercise, state) else []
    seen |= _earlier(item, value, exercise, state, elsewhere, step.id in state.frozen)
    if step.id in state.frozen and item.rubric:
        seen["rubric"] = [cite(row) for row in item.rubric]
    return seen


def _papers(item: Item, exercise: Exercise, documents: Mapping[str, Document]) -> list[Any]:
    """Return the texts behind an item's rows that no card of the exercise shows, to read again."""
    behind = [documents[row.document] for row in item.rows
              if row.document and row.document not in exercise.shows]
    return [[document.title, list(document.text)] for document in behind]


def _verdict(verdict: Verdict, cite: Callable[[str], str]) -> dict[str, Any]:
    return {"label": f"{MARKS[verdict.mark]}: {verdict.part}", "mark": verdict.mark,
            "because": cite(verdict.because), "opened": cite(verdict.opened),
            "line": verdict.line}


def _differs(both: Sequence[Document]) -> dict[str, Any] | None:
    """Return the words in which two documents differ, with one sentence on how much."""
    if not both:
        return None
    found = differ.parts(*(" ".join(document.text) for document in both))
    titles = " → ".join(document.title for document in both)
    return {"title": titles, "parts": found, "said": differ.said(found)}


def _earlier(item: Item, value: Any, exercise: Exercise, state: State, elsewhere: Elsewhere,
             frozen: bool) -> dict[str, Any]:
    """Return the earlier answer beside this one, and once both are committed what changed."""
    first = elsewhere(item.compares) if item.compares and frozen else None
    if item.revises:
        before = first_version(item, exercise, state)
        if before is not None:
            first = Answer(item, before, tuple(said.said(exercise.item(item.revises), before)))
    if first is None:
        return {}
    both = [first.value, value]
    changed = None
    if frozen and all(isinstance(one, str) for one in both):
        found = differ.parts(*both)
        changed = {"parts": found, "said": differ.said(found)}
    return {"first": list(first.said), "changed": changed}


def _page(item: Item, step: Step, state: State, documents: Mapping[str, Document],
          cite: Callable[[str], str], elsewhere: Elsewhere,
          taken: frozenset[str]) -> dict[str, Any]:
    """Return what the editor of a rebuilt page needs: the cards, the tags, the last check."""
    drafts = [act for act in state.checked.get(item.id, ())
              if not checks.shape(item, act.answers.get(item.id))]
    seen: dict[str, Any] = {
        "editor": "page", "cards": [[row.id, row.text] for row in item.rows],
        "tags": list(rebuilt.TAGS), "sures": list(SURE), "checks": len(drafts),
    }
    last = drafts[-1].answers.get(item.id) if drafts else None
    if step.id not in state.frozen and isinstance(last, str):
        seen["verdicts"] = [_verdict(v, cite)
                            for v in ruled(item, last, documents, elsewhere, taken)]
    return seen

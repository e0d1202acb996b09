"""``mark``: words of a text, marked under labels.

An answer is a list of ``[first word, last word, label id]``; words are counted from 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...case import items
from ...case.items import Before
from ...case.records import Document, Item, Verdict
from ...case.yamlfile import Fields
from ..scene import Blank, Line, Scene, Short, passage
from ..wording import folded

NEEDS = ("labels", "spans")
RULES: tuple[str, ...] = ()
ANSWERED_IN = "form"
MOST = 100  # marks in one answer
_PENS = ("a straight line", "a wavy line", "a circle", "a box")


def read(fields: Fields) -> dict[str, Any]:
    """Return the labels, the words we would mark, and the text: a document's or a passage."""
    labels = items.labels(fields, "labels")
    return {"labels": labels, "spans": items.spans(fields, labels),
            "document": fields.text("document", ""), "passage": fields.texts("passage"),
            "otherwise": fields.text("otherwise", "")}


def problems(item: Item, before: Before) -> Iterator[tuple[str, str]]:
    """Go through what is wrong: no text or two, or a text that is still closed."""
    if bool(item.document) == bool(item.passage):
        yield "document", "words are marked in a 'document' or in a 'passage'; give one"
    if before.locked:
        yield "kind", "no text can be marked before a step has opened it"


def shape(item: Item, value: object) -> str:
    """Return "" where a value is a list of marks, else what is wrong with it."""
    labels = {label for label, _ in item.labels}
    sound = isinstance(value, list) and len(value) <= MOST and all(
        isinstance(m, list) and len(m) == 3
        and type(m[0]) is int and type(m[1]) is int and 0 <= m[0] <= m[1] < 1000
        and isinstance(m[2], str) and m[2] in labels
        for m in value
    )
    return "" if sound else "marks need a first word, a last word and a label"


def missing(item: Item, value: Any) -> str:
    """Return "" where something is marked."""
    return "" if value else "Mark at least one word first."


def judge(item: Item, value: Any, scene: Scene) -> list[Verdict]:
    """Return a verdict on each span we would mark, then a note on all other marks."""
    within = tokens(" ".join(passage(item, scene.around.documents)))
    names = dict(item.labels)
    mine = [(set(range(first, last + 1)), label) for first, last, label in value]
    verdicts, used = [], set()
    for span in item.spans:
        places = [set(place) for place in find_words(span.words, within)] or [set()]
        # Words that stand twice may be marked at either place.
        words = max(places, key=lambda place: max((len(m & place) for m, _ in mine), default=0))
        same = [(m, i) for i, (m, label) in enumerate(mine) if label == span.label and m & words]
        other = [(m, label) for m, label in mine if label != span.label and m & words]
        used |= {i for _, i in same} | {i for i, (m, _) in enumerate(mine) if m & words}
        part = f"“{span.words}” ({names[span.label]})"
        if same:
            marks: set[int] = set().union(*(m for m, _ in same))
            close = len(marks & words) / len(marks | words) >= 0.5
            verdicts.append(Verdict(part, "right" if close else "almost", span.because))
        elif other:
            told = f"You marked this as “{names[other[0][1]]}”. {span.because}"
            verdicts.append(Verdict(part, "almost", told))
        else:
            verdicts.append(Verdict(part, "also", span.because))  # a few marks may be enough
    extra = [f"“{' '.join(within[first : last + 1])}”"
             for i, (first, last, _) in enumerate(value) if i not in used]
    if extra:
        because = item.otherwise or ("Not on our list. That does not make them wrong: be ready to "
                                     "say what they do.")
        verdicts.append(Verdict("; ".join(extra), "noted", because))
    return verdicts


def tokens(text: str) -> list[str]:
    """Return the words of a text as a reader marks them, punctuation attached."""
    return text.split()


def find_words(words: str, within: Sequence[str]) -> list[range]:
    """Return every place where ``words`` stand in a list of tokens."""
    wanted = folded(words).split()
    plain = [folded(token) for token in within]
    places = []
    for start in range(len(plain)):
        stop = start
        taken: list[str] = []
        while stop < len(plain) and len(taken) < len(wanted):
            taken += plain[stop].split()
            stop += 1
        if wanted and taken == wanted:
            places.append(range(start, stop))
    return places


def said(item: Item, value: Any, documents: Mapping[str, Document], judged: bool) -> list[str]:
    """Return the marked words, each with its label."""
    words = tokens(" ".join(passage(item, documents)))
    names = dict(item.labels)
    return [f"“{' '.join(words[a : b + 1])}” – {names[k]}" for a, b, k in value]


def seen(item: Item, scene: Scene) -> dict[str, Any]:
    """Return the text in words and the labels, once the text may be read."""
    if not item.passage and not scene.open:
        return {}
    return {"paragraphs": [tokens(p) for p in passage(item, scene.around.documents)],
            "labels": [list(label) for label in item.labels]}


def scripts(item: Item) -> tuple[str, ...]:
    return ("editor-mark",)


def blank(item: Item) -> Blank:
    """Return the passage, and a way of marking with a pen for each label."""
    pens = "; ".join(f"{text}: {pen}"
                     for (_, text), pen in zip(item.labels, _PENS, strict=False))
    where = "in this passage" if item.passage else "on the document sheet"
    return Blank(passage=item.passage, says=(f"Mark the words {where}. {pens}.",))


def short(item: Item) -> Short:
    labels = dict(item.labels)
    return Short(right=tuple(f"{s.words} ({labels[s.label]})" for s in item.spans))


def key(item: Item) -> list[Line]:
    """Return the words we would mark, each with its reason, and what is said of others."""
    labels = dict(item.labels)
    rows = [(labels[s.label], s.words, s.because) for s in item.spans]
    return rows + ([("wrong", "anything else", item.otherwise)] if item.otherwise else [])


def seconds(item: Item) -> int:
    return 60

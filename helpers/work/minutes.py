"""How long a lesson takes, by a sum over its file and its notebook.

The rates are the course's own working figures, not measurements of a class.
"""

from __future__ import annotations

from collections.abc import Callable

from ..case.citations import CITATION
from ..case.records import Document, Item, Lesson
from ..case.specimen import NAME, read_specimen
from ..judge.kinds import KINDS
from . import library, notebook

WORDS_A_MINUTE = 150


def of_lesson(lesson: Lesson,
              document: Callable[[str], Document] = library.document) -> dict[str, int]:
    """Return the minutes of the core path and of the further path, rounded up.

    ``document`` finds a document by its id and raises ``CourseError`` or ``KeyError`` elsewhere.
    Words are the notebook's Markdown, the replica it shows, asks, options, notes, the documents'
    Text once each, and the longest ``because`` of each item (a student reads one or two of them).
    """
    shown = notebook_words(lesson.slug) + replica_words(lesson.slug)
    seconds = {"core": shown * 60 / WORDS_A_MINUTE, "further": 0.0}
    read: set[str] = set()
    for exercise in lesson.exercises:
        words = sum(_words(*document(i).text) for i in exercise.shows if i not in read)
        read |= set(exercise.shows)
        for step in exercise.steps:
            words += _words(step.title, *step.notes)
            words += sum(_words(r.text, r.comment) for r in step.reads)
        for _, item in exercise.items():
            words += _item_words(item)
            kind = KINDS.get(item.kind)  # check names an unknown one
            seconds[exercise.path] += kind.seconds(item) if kind else 0
        seconds[exercise.path] += words * 60 / WORDS_A_MINUTE
    for note in lesson.notes.values():
        seconds[note.path] += _words(*note.text) * 60 / WORDS_A_MINUTE
    return {path: -int(-total // 60) for path, total in seconds.items()}


def _item_words(item: Item) -> int:
    becauses = [f"{o.opens} {o.because}" for o in item.options]
    becauses += [k.because for k in item.keys]
    becauses += [s.because for s in item.spans] + [c.because for c in item.cells]
    becauses += [r.because for r in item.rows]
    if item.model:
        becauses.append(item.model)
    longest = max(map(_words, becauses), default=0)
    texts = [o.text for o in item.options] + [r.text for r in item.rows]
    return _words(item.ask, *item.passage, *texts, *(c.text for c in item.columns)) + longest


def _words(*texts: str) -> int:
    return sum(len(CITATION.sub("", text).split()) for text in texts)


def replica_words(slug: str) -> int:
    """Return the number of words of the replica where a lesson's notebook shows it."""
    if not any("helpers.replica(" in source for _, source in notebook.cells(slug)):
        return 0
    found = read_specimen(library.root() / NAME, [])  # its mistakes are for check to name
    return _words(*(one.text for one in found.sentences))


def notebook_words(slug: str) -> int:
    """Return the number of words in the Markdown cells of a lesson's notebook."""
    return _words(*(source for kind, source in notebook.cells(slug) if kind == "markdown"))

"""The teacher's page of a lesson: one printable HTML file from the same records as the lesson.

Question, minutes, pivot question, expected errors with replies, the printed twin, the documents on
sheets of their own (the twin withholds them), the key with arguable items marked, the rubric.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from . import cards, library, minutes
from .form import documents_of, draw
from .records import Document, Exercise, Item, Lesson

_STYLE = (
    "body{font:1rem/1.45 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#2b2620;background:#fff}h1,h2,h3{line-height:1.25}table{border-collapse:collapse}"
    "td,th{border:1px solid #8a7f6c;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".sheet{break-before:page}li{margin:.3rem 0}@media print{body{margin:0;max-width:none}}"
)


def page(lesson_id: str) -> str:
    """Return the teacher's page of a lesson as HTML that opens and prints anywhere."""
    lesson = library.lesson(lesson_id)
    documents = {k: v for e in lesson.exercises for k, v in documents_of(e).items()}
    spent = minutes.of_lesson(lesson, documents, minutes.notebook_words(lesson.slug))
    teaching = lesson.teaching
    parts = [
        f"<h1>Lesson {lesson.id}: {escape(lesson.question)}</h1>",
        f"<p>Core path {spent['core']} minutes, further path {spent['further']}.</p>"
        f"<p>{escape(lesson.move)}</p><p>{escape(lesson.content_note)}</p>"
        f"<p><strong>{escape(lesson.review)}</strong></p>",
        f"<h2>Pivot question</h2><p>{escape(teaching.pivot)}</p>",
        "<h2>Plan</h2>", _table(("Minutes", "What to do"), teaching.plan),
        "<h2>What students will say</h2>",
        _table(("They say", "Tag", "You could ask or answer"), teaching.expect),
        "<h2>How this works</h2>", _list(_PLAINLY),
        f"<h2>Without a computer</h2><p>{escape(teaching.twin)}</p>",
        "<h2>Rubric</h2>", _table(("Row", "0", "1", "2", "3"),
                                  [(row, *levels) for row, levels in teaching.rubric]),
        "<h2>Questions for print</h2>",
        *(cards.twin(e, [documents[i] for i in e.shows], draw) for e in lesson.exercises),
        *(_sheet(document) for document in documents.values()),
        '<h2 class="sheet">Key</h2>', *(_key(exercise) for exercise in lesson.exercises),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Teacher's page, lesson {escape(lesson.id)}</title><style>{_STYLE}</style></head>"
        f"<body>{''.join(parts)}</body></html>"
    )


_PLAINLY = (
    "Prose is never marked by the program. It asks one question at a stock phrase, checks that "
    "quoted words stand in the text, and shows a model answer and the rubric.",
    "Collect work as one HTML file a student (Export in the first cell). Nobody needs an account.",
    "The answers stand in open files of the repository, so use the lesson to teach, not to grade.",
    "If Binder is full: run the course from a stick with uv, or use the printed questions below.",
)


def _sheet(document: Document) -> str:
    rows = [(name, draw(text)) for name, text in cards.attribution(document)]
    plainer = cards.paragraphs_html(document.plainer)
    plainer = f"<h3>Plainer text</h3>{plainer}" if plainer else ""
    notes = [draw(note) for note in document.notes]
    return (
        f'<section class="sheet"><h2>Document sheet: {escape(document.title)}</h2>'
        f"{_table(('', ''), rows)}{cards.paragraphs_html(document.text)}{plainer}"
        f"<h3>About this text</h3>{cards.paragraphs_html(notes)}</section>"
    )


def _key(exercise: Exercise) -> str:
    items = "".join(_item_key(item) for _, item in exercise.items())
    further = " (further)" if exercise.path == "further" else ""
    return f"<h3>{exercise.number} · {escape(exercise.title)}{further}</h3>{items}"


def _item_key(item: Item) -> str:
    labels = dict(item.labels)
    rows = [(_said(o.verdict, o.tag), o.text, o.because) for o in item.options]
    rows += [(_said(k.mark, k.tag), k.value, k.because) for k in item.keys]
    rows += [(labels[s.label], s.words, s.because) for s in item.spans]
    if item.model:
        rows.append(("model", item.model, "; ".join(item.rubric)))
    drawn = [(mark, text, draw(because)) for mark, text, because in rows]
    table = _table(("Mark", "Answer", "Because"), drawn) if rows else ""
    return f"<p>{escape(item.ask)}</p>{table}"


def _said(mark: str, tag: str) -> str:
    return f"{mark} ({tag})" if tag else mark


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _list(rows: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(row)}</li>" for row in rows) + "</ul>"


def title(lesson: Lesson) -> str:
    """Return the file name of a lesson's teacher page."""
    return f"teacher-{lesson.id}.html"

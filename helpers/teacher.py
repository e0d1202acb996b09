"""The teacher's page of a lesson: one printable HTML file from the same records as the lesson.

Three parts: for the teacher (plan, expected errors, rubric, key, notes), for students (background,
questions, tables; a new page where something must not be seen yet), and one sheet a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from . import cards, library, minutes
from .form import documents_of, draw
from .labs import table, table_html
from .records import Document, Exercise, Item, Lesson
from .yamlfile import CourseError

_STYLE = (
    "h1,h2,h3{line-height:1.25}table{border-collapse:collapse}"
    "td,th{border:1px solid #8a7f6c;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".sheet,.later{break-before:page}.exercise,tr{break-inside:avoid}"
    "h2,h3{break-after:avoid}li{margin:.3rem 0}"
    "@page{margin:14mm}@media print{body{margin:0;max-width:none;font-size:9.5pt}}"
)


def page(lesson_id: str) -> str:
    """Return the teacher's page of a lesson as HTML that opens and prints anywhere."""
    lesson = library.lesson(lesson_id)
    documents = {k: v for e in lesson.exercises for k, v in documents_of(e).items()}
    body = (_teachers_part(lesson, documents) + _students_part(lesson)
            + _sheets(lesson, documents))
    return cards.page_html(f"Teacher's page, lesson {lesson.id}", _STYLE, body)


_PLAINLY = (
    "Prose is never marked by the program. It asks one question at a stock phrase, checks that "
    "quoted words stand in the text, and shows a model answer and the rubric.",
    "Collect work as one HTML file a student (Export in the first cell). Nobody needs an account.",
    "The answers stand in open files of the repository, so use the lesson to teach, not to grade.",
    "The minutes are a sum: reading at 150 words a minute plus a fixed time for each answer. They "
    "leave out starting the computers, class talk and slow readers. Plan two periods, or give the "
    "data lab and the translations as homework.",
    "If Binder is full: run the course on one computer and project it, or use the printed parts.",
    "Give the plainer text first to readers who need it; it stands on every document sheet.",
)


def _teachers_part(lesson: Lesson, documents: Mapping[str, Document]) -> str:
    spent = minutes.of_lesson(lesson)
    teaching = lesson.teaching
    beliefs = misconceptions()
    said = [(says, f"{tag}: {beliefs.get(tag, '')}", answer) for says, tag, answer in
            teaching.expect]
    return "".join((
        f"<h1>Teacher: lesson {lesson.id}, {escape(lesson.question)}</h1>",
        "<p>This file has three parts: for the teacher (with the key), for students, and document "
        "sheets. Print and hand out only the second and the third.</p>",
        f"<p>Core path {spent['core']} minutes, further path {spent['further']}, by our sum. "
        f"{escape(lesson.move)}</p><p>{escape(lesson.content_note)}</p>"
        f"<p><strong>{escape(lesson.review)}</strong></p>",
        f"<h2>Pivot question</h2><p>{escape(teaching.pivot)}</p>",
        "<h2>Plan</h2>", cards.table_html(teaching.plan, ("Minutes", "What to do")),
        "<h2>What students will say</h2>",
        cards.table_html(said, ("They say", "The belief behind it", "You could ask or answer")),
        "<h2>How this works</h2>", _list(_PLAINLY),
        f"<h2>Without a computer</h2><p>{escape(teaching.twin)}</p>",
        "<h2>Rubric: use it on the three-sentence answer</h2>",
        cards.table_html([(row, *levels) for row, levels in teaching.rubric],
                         ("Row", "0", "1", "2", "3")),
        "<h2>Key</h2><p>Right, almost, tempting, wrong: as it says. Arguable: accept it with a "
        "reason. Noted: nothing to judge. Tempting answers name the belief behind them.</p>",
        *(_key(exercise) for exercise in lesson.exercises),
        "<h2>Notes on the documents</h2>",
        *(f"<h3>{escape(d.title)}</h3>{cards.paragraphs_html([draw(n) for n in d.notes])}"
          for d in documents.values()),
    ))


def _students_part(lesson: Lesson) -> str:
    notes = [draw(text) for note in lesson.notes.values() for text in note.text]
    meanings = library.glossary()
    words = [(word, meanings.get(word, "")) for word in lesson.words]
    parts = [
        f'<h1 class="sheet">Students: {escape(lesson.question)}</h1><p>Code: ________________</p>',
        cards.list_html("Words", words),
        "<h2>Background</h2>", cards.paragraphs_html(notes),
    ]
    for exercise in lesson.exercises:
        sheets = ", ".join(f"sheet {_letter(lesson, i)}" for i in exercise.shows)
        opens = any(step.opens for step in exercise.steps)
        when = " after the first step" if opens else ""
        how = f"You need {sheets}{when}." if sheets else ""
        hidden = [library.document(i) for i in exercise.shows] if opens else []
        parts.append(f'<div class="exercise">{cards.twin(exercise, hidden, draw, how)}')
        parts += [table_html(_printed_table(item.table))
                  for _, item in exercise.items() if item.table]
        parts += [f'<div class="later">{cards.readings_html(step, draw)}</div>'
                  for step in exercise.steps[1:] if step.reads]
        parts.append("</div>")
    return "".join(parts)


def _printed_table(name: str) -> Any:
    frame = table(name)
    ours = ("note", "verdict", "what_differs")  # for checking the table, or the answer itself
    hidden = [c for c in frame.columns if c.endswith(("_edtf", "sources", "_id")) or c in ours]
    return frame.drop(columns=hidden)


def _letter(lesson: Lesson, document_id: str) -> str:
    """Return the letter of a document's sheet, in the order of the exercises."""
    shown = list(dict.fromkeys(i for e in lesson.exercises for i in e.shows))
    return chr(ord("A") + shown.index(document_id))


def _sheets(lesson: Lesson, documents: Mapping[str, Document]) -> str:
    parts = []
    for document in documents.values():
        hides = {row for e in lesson.exercises if document.id in e.shows for row in e.hides}
        rows = [(name, draw(text)) for name, text in cards.attribution(document, hides)]
        plainer = cards.paragraphs_html(document.plainer)
        plainer = f"<h3>Plainer text</h3>{plainer}" if plainer else ""
        parts.append(
            f'<section class="sheet"><h2>Sheet {_letter(lesson, document.id)}: '
            f"{escape(document.title)}</h2>{cards.table_html(rows)}"
            f"{cards.paragraphs_html(document.text)}{plainer}</section>"
        )
    return "".join(parts)


def misconceptions() -> dict[str, str]:
    """Return the beliefs that answers are tagged with, by tag (none where there is no table)."""
    try:
        rows = table("misconceptions").itertuples(index=False)
    except CourseError:
        return {}
    return {str(row[0]): str(row[1]) for row in rows}


def _key(exercise: Exercise) -> str:
    items = "".join(_item_key(item) for _, item in exercise.items())
    further = " (further)" if exercise.path == "further" else ""
    models = "".join(cards.readings_html(step, draw) for step in exercise.steps)
    return f"<h3>{exercise.number} · {escape(exercise.title)}{further}</h3>{items}{models}"


def _item_key(item: Item) -> str:
    labels = dict(item.labels)
    rows = [(_said(o.verdict, o.tag), o.text, o.because) for o in item.options]
    rows += [(_said(k.mark, k.tag), k.value, k.because) for k in item.keys]
    rows += [(labels[s.label], s.words, s.because) for s in item.spans]
    if item.model:
        rows.append(("model", item.model, " ".join(item.rubric)))
    if item.otherwise:
        rows.append(("wrong", "anything else", item.otherwise))
    drawn = [(mark, text, draw(because)) for mark, text, because in rows]
    table = cards.table_html(drawn, ("Mark", "Answer", "Because")) if rows else ""
    return f"<p>{escape(item.ask)}</p>{table}"


def _said(mark: str, tag: str) -> str:
    return f"{mark} ({tag})" if tag else mark


def _list(rows: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(row)}</li>" for row in rows) + "</ul>"


def title(lesson: Lesson) -> str:
    """Return the file name of a lesson's teacher page."""
    return f"teacher-{lesson.id}.html"

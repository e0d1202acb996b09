"""What students get on paper: notes, questions and tables in the notebook's order, then the sheets.

Nothing here gives an answer away: a step that would is printed apart, on a new page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from ..case import attribution
from ..case.read import is_on
from ..case.records import Document, Exercise, Lesson
from ..work import library, notebook
from ..work.library import cite
from . import last, markup, replicas, twin
from .frames import printed
from .notes import glossary_rows, note_html, reference_rows
from .teacher import documents, rubric_html

_SHOWN = re.compile(r'helpers\.(\w+)\("([^"]+)"\)')


def html(lesson_id: str, path: str = "further") -> str:
    """Return the students' pages and document sheets of a path of a lesson as HTML."""
    lesson = library.lesson(lesson_id)
    title = f"Lesson {lesson.id}: {lesson.question}"
    named = dict.fromkeys(one.id for exercise in lesson.exercises if is_on(exercise.path, path)
                          for one in library.documents_of(exercise).values())
    parts = list(_parts(lesson, path))
    sheets = [_sheet(lesson, one) for one in documents(lesson) if one.id in named]
    return markup.page(
        "students.html", title=title, foot=Markup(_css(title)), lesson=lesson, parts=parts,
        sources=_named(lesson, "".join([*(str(part) for _, _, part in parts),
                                        *(str(rows) for _, rows, _ in sheets)])),
        rubric=rubric_html(lesson), sheets=sheets)


def _named(lesson: Lesson, printed_text: str) -> Markup:
    """Return the list of those works of a lesson that are named in what is printed."""
    rows = [row for row in reference_rows(lesson.id)
            if row[0] in printed_text or escape(row[0]) in printed_text]
    return markup.list_html("Sources", rows) if rows else Markup()


def _css(text: str) -> str:
    """Return a text without the signs that could end a text in a style."""
    return re.sub(r"[^\w\s:,.?!'-]", "", text).replace("'", "\\'")


def _order(lesson: Lesson) -> list[tuple[str, str]]:
    """Return (function, address) of what the notebook shows, or all in the file's order.

    A drawn figure stands there as ("figure", its stored output), a heading as ("head", "").
    """
    found = []
    for kind, source, output in notebook.outputs(lesson.slug):
        if kind == "markdown" and source.startswith("#"):
            found.append(("head", ""))
        found += _SHOWN.findall(source) if kind == "code" else []
        found += [("figure", figure)
                  for figure in re.findall(r"<figure.*?</figure>", output, re.DOTALL)]
    return found or [
        *(("note", f"{lesson.id}/{name}") for name in lesson.notes),
        *(("exercise", exercise.address) for exercise in lesson.exercises), ("words", lesson.id)]


def _parts(lesson: Lesson, path: str) -> Iterator[tuple[str, str, Markup]]:
    """Go through what the notebook shows on a path: a heading, the class of its box, and itself.

    The extra exercises begin on a new page.
    """
    extra = next((e.address for e in lesson.exercises if e.path == "further"), "")
    off = {*(f"{lesson.id}/{name}" for name, note in lesson.notes.items()
             if not is_on(note.path, path)),
           *(one.address for one in lesson.exercises if not is_on(one.path, path))}
    order = _order(lesson)
    for place, (kind, address) in enumerate(order):
        if address in off or (kind == "figure" and _belongs_to(order[place + 1:]) in off):
            continue
        yield "Extra" if (kind, address) == ("exercise", extra) else "", *_part(
            lesson, kind, address)


def _belongs_to(rest: list[tuple[str, str]]) -> str:
    """Return the address of what a figure leads to: the next exercise, up to a heading."""
    kind, address = next((one for one in rest if one[0] != "figure"), ("", ""))
    return address if kind == "exercise" else ""


def _part(lesson: Lesson, kind: str, address: str) -> tuple[str, Markup]:
    name = address.partition("/")[2]
    if kind == "note" and name in lesson.notes:
        return "", note_html(lesson.notes[name], opened=True)
    if kind == "figure":  # without its table, whose columns have the names that code uses
        return "exercise", Markup(address)
    if kind == "replica":
        return "", replicas.html(library.specimen(), opened=True)
    if kind == "exercise":
        return _exercise(lesson, library.exercise(address))
    if kind == "last_page" and lesson.end:
        return "apart", last.html(lesson, lesson.end, whole=True)
    if kind == "words":
        return "apart", markup.list_html("Words", glossary_rows(lesson))
    return "", Markup()


def _exercise(lesson: Lesson, exercise: Exercise) -> tuple[str, Markup]:
    sheets = ", ".join(f"sheet {_letter(lesson, i)}" for i in exercise.shows)
    opens = any(step.opens for step in exercise.steps)
    how = f"You need {sheets}{' after the first step' if opens else ''}." if sheets else ""
    before = [library.document(i) for i in exercise.shows] if opens else []
    tables = [printed(item.table, item.table_columns) for _, item in exercise.items()
              if item.table_columns]
    after = [twin.readings_html(step) for step in exercise.steps[1:]]
    return ("apart" if exercise.steps[0].apart else "exercise",
            Markup().join((*tables, twin.twin(exercise, before, how, True), *after)))


def _letter(lesson: Lesson, document_id: str) -> str:
    """Return the letter of a document's sheet, in the order of the exercises."""
    shown = list(dict.fromkeys(i for e in lesson.exercises for i in e.shows))
    return chr(ord("A") + shown.index(document_id))


def _sheet(lesson: Lesson, document: Document) -> tuple[str, list[tuple[str, str]], Document]:
    """Return a document with the title of its sheet and what is said of it before its text."""
    hides = {row for e in lesson.exercises if document.id in e.shows for row in e.hides}
    rows = [(name, cite(text)) for name, text in attribution.attribution(document, hides)]
    return f"Sheet {_letter(lesson, document.id)}: {document.title}", rows, document

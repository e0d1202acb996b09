"""What a lesson shows between its exercises: background notes, hard words, sources."""

from __future__ import annotations

import functools
import re
from html import escape
from pathlib import Path

from markupsafe import Markup

from ..case import citations, shingles, specimen
from ..case.errors import CourseError, Problem, first
from ..case.records import Lesson, Note
from ..case.yamlfile import read_text
from ..work import library, notebook
from ..work.library import cite
from ..work.tables import described, sheet
from . import replicas
from .markup import Html, list_html, notes_html, paragraphs_html, sentence, told

REPLICA = Path(specimen.NAME).stem  # the only one


def found(address: str) -> Note:
    """Return a background note by its address, ``02/background``; raises ``CourseError``."""
    lesson_id, _, note_id = address.partition("/")
    notes = library.lesson(lesson_id).notes
    if note_id not in notes:
        raise CourseError(f"There is no note '{address}'. There are: {', '.join(notes)}.")
    return notes[note_id]


def note_html(note: Note, opened: bool = False) -> Markup:
    """Return a note for paper: its paragraphs, with the sources listed below.

    In a notebook one that is not on the shortest path is folded, unless ``opened``.
    """
    cite = library.numbered()
    body = paragraphs_html([cite(text) for text in note.text])
    title = f"<p><strong>{escape(note.title)}</strong></p>" if opened else ""
    whole = f'<div style="max-width:44em">{title}{body}{notes_html(cite.notes)}</div>'
    if opened or note.path == "short":
        return Markup(whole)
    return Markup(f"<details><summary>{escape(note.title)}</summary>{whole}</details>")


def note_text(note: Note) -> str:
    """Return a note as plain text."""
    return "\n\n".join(cite(text) for text in note.text).replace("**", "")


@told
def replica(name: str) -> Html:
    """Show ``data/specimen.md`` (``replica("specimen")``), under a label that says what it is."""
    if name != REPLICA:
        raise CourseError(f"There is no replica '{name}'. There is: {REPLICA}.")
    found = library.specimen()
    return Html(replicas.html(found), f"{found.replica}\n\n" + " ".join(
        one.text for one in found.sentences))


@told
def own_words(text: str) -> Html:
    """Say whether nine words in a row of a text stand on the two pages; their text is not here."""
    known = library.shingles()
    if not known:
        return sentence(f"{shingles.NAME} is missing, so this text cannot be compared.")
    if not isinstance(text, str):
        return sentence("Put the words between quotation marks.")
    found = shingles.copied(text, known)
    if found:
        return sentence(f"These words stand in a row on the two pages: “{found[0]}”.")
    few = "Give at least nine words. " if len(shingles.words(text)) <= shingles.RUN else ""
    return sentence(f"{few}No nine words in a row of this text stand on the two pages.")


@told
def words(lesson_id: str) -> Html:
    """Show the lesson's hard words with their meanings."""
    return _listed("Words", glossary_rows(library.lesson(lesson_id)))


def glossary_rows(lesson: Lesson) -> list[tuple[str, str]]:
    """Return a lesson's hard words with their meanings."""
    meanings = library.glossary()
    for word in lesson.words:
        if word not in meanings:
            raise CourseError(f"data/glossary.csv has no word '{word}'; add it or take it out.")
    return [(word, meanings[word]) for word in lesson.words]


@told
def sources(lesson_id: str) -> Html:
    """Show every work a lesson cites: how the lesson calls it, and the full reference."""
    return _listed("Sources", reference_rows(lesson_id))


def reference_rows(lesson_id: str) -> list[tuple[str, str]]:
    """Return the works a lesson cites as (short name, full reference), in alphabetical order."""
    entries = library.bibliography()
    full = library.references(cited_in(lesson_id))
    rows = [(citations.short(entries[key]), text) for key, text in full.items()]
    return sorted(rows, key=lambda row: row[0].casefold())


def _listed(title: str, rows: list[tuple[str, str]]) -> Html:
    html = (f'<details style="max-width:44em"><summary>{title}: {len(rows)}</summary>'
            f"{list_html(title, rows)}</details>")
    return Html(html, "\n".join(f"{term}: {text}" for term, text in rows))


def cited_in(lesson_id: str) -> list[str]:
    """Return the ids of all works that a lesson, its documents and its tables cite."""
    lesson = library.lesson(lesson_id)
    shown = [i for exercise in lesson.exercises for i in exercise.shows]
    files = [lesson.file, *(library.document(i).file for i in dict.fromkeys(shown))]
    problems: list[Problem] = []
    texts = [read_text(library.root() / file, file, problems) for file in files]
    texts += [" ".join(row.values()) for name in tables_of(lesson)
              for _, row in sheet(described(name), problems).rows]
    if problems:
        raise first(problems)
    return list(dict.fromkeys(key for text in texts for key, _ in citations.cited(text)))


@functools.cache
def declared() -> dict[str, list[str]]:
    """Return the tables behind each figure, as its line ``@picture("votes")`` says.

    The files are read, not imported: figures stand above this room.
    """
    files = sorted((Path(__file__).parents[1] / "figures").glob("*.py"))
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    found = re.findall(r"^@picture\(([^)]*)\)\ndef (\w+)", source, re.MULTILINE)
    return {name: re.findall(r'"([\w-]+)"', tables) for tables, name in found}


def tables_of(lesson: Lesson) -> list[str]:
    """Return the tables that a lesson's questions or its notebook's cells read."""
    asked = [item.table for exercise in lesson.exercises for _, item in exercise.items()]
    cells = " ".join(source for kind, source in notebook.cells(lesson.slug) if kind == "code")
    read = re.findall(r'\btable\("([\w-]+)"\)', cells)
    # A figure called without rows opens its tables itself.
    drawn = [one for name in re.findall(r"\b(\w+)\(\s*(?:\)|\w+\s*=)", cells)
             for one in declared().get(name, ())]
    return list(dict.fromkeys(name for name in (*asked, *read, *drawn) if name))

"""What a lesson shows between its exercises: background notes, hard words, sources."""

from __future__ import annotations

from html import escape

from . import citations, library
from .cards import Html, list_html, paragraphs_html, told
from .form import draw
from .yamlfile import CourseError


@told
def note(address: str) -> Html:
    """Show a background note by its address, such as ``02/background``."""
    lesson_id, _, note_id = address.partition("/")
    notes = library.lesson(lesson_id).notes
    if note_id not in notes:
        raise CourseError(f"There is no note '{address}'. There are: {', '.join(notes)}.")
    drawn = [draw(text) for text in notes[note_id].text]
    html = f'<div style="max-width:44em">{paragraphs_html(drawn)}</div>'
    return Html(html, "\n\n".join(drawn).replace("**", ""))


@told
def words(lesson_id: str) -> Html:
    """Show the lesson's hard words with their meanings."""
    meanings = library.glossary()
    rows = []
    for word in library.lesson(lesson_id).words:
        if word not in meanings:
            raise CourseError(f"data/glossary.csv has no word '{word}'; add it or take it out.")
        rows.append((word, meanings[word]))
    return Html(list_html("Words", rows), "\n".join(f"{word}: {text}" for word, text in rows))


@told
def sources(lesson_id: str) -> Html:
    """Show every work a lesson cites, as a reference list."""
    lines = citations.reference_list(library.bibliography(), cited_in(lesson_id))
    body = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return Html(f'<ul style="max-width:44em">{body}</ul>', "\n".join(lines))


def cited_in(lesson_id: str) -> list[str]:
    """Return the ids of all works that a lesson, its documents and its tables cite."""
    lesson = library.lesson(lesson_id)
    shown = [i for exercise in lesson.exercises for i in exercise.shows]
    files = [library.root() / lesson.file]
    files += [library.document_files()[i] for i in dict.fromkeys(shown)]
    files += [
        library.root() / "data" / f"{item.table}.csv"
        for exercise in lesson.exercises for _, item in exercise.items() if item.table
    ]
    texts = (path.read_text(encoding="utf-8") for path in files)
    return list(dict.fromkeys(key for text in texts for key, _ in citations.cited(text)))

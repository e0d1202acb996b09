"""A background note between the exercises, live: sources and hard words open where they stand."""

from __future__ import annotations

from typing import Any

from ..case.errors import CourseError
from ..case.records import Note
from ..paper import markup, notes
from ..work import learners, library, look
from .widget import CourseWidget, copy_name


class BackgroundNote(CourseWidget):
    """One background note of a lesson."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "paths", "note")

    @property
    def note(self) -> Note:
        """The note as the lesson file has it now."""
        return notes.found(self.address)

    def seen(self) -> dict[str, Any]:
        """Return the note's paragraphs and where it belongs."""
        note = self.note
        try:
            me = learners.learner()
        except CourseError:  # several learners: the bar asks, and a note is for everybody
            me = ""
        return {"kind": "note", "lesson": self.address.partition("/")[0], "path": note.path,
                "title": note.title, "text": [library.cite_in_notes(text) for text in note.text],
                "learner": me, "course": library.course(), "copy": copy_name()}

    def take(self, message: Any) -> dict[str, Any]:
        """Refuse: nothing is answered here."""
        raise CourseError("The page is older than the course. Run this cell again.")

    def printed(self) -> tuple[str, str]:
        """Return the note for paper, its sources listed below."""
        return notes.note_text(self.note), notes.note_html(self.note)


@markup.told
def note(address: str) -> BackgroundNote:
    """Show a background note by its address, such as ``02/background``."""
    with look.one():
        notes.found(address)
        return BackgroundNote(address)

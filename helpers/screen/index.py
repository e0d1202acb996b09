"""The index of the course: every lesson file with its question, minutes and your progress."""

from __future__ import annotations

from typing import Any

from ..case.errors import CourseError
from ..paper import markup
from ..work import learners, library
from .bar import counted, progress, times
from .widget import CourseWidget

HEAD = ("Lesson", "Question", "Minutes", "Your progress")
CAPTION = "The lessons of this course"
_ADDRESS = "index"


class CourseIndex(CourseWidget):
    """A table of all lessons, made from the lesson files."""

    def __init__(self) -> None:
        super().__init__(_ADDRESS, "links", "index")

    def seen(self) -> dict[str, Any]:
        """Return one row for each lesson file, with the present learner's progress."""
        try:
            learners.learner()
            asks = ""
        except CourseError as error:
            asks = str(error)
        return {
            "kind": "index", "caption": CAPTION, "head": list(HEAD), "asks": asks,
            "learner": "" if asks else learners.learner(),
            "rows": [_row(one, with_progress=not asks) for one in library.lesson_files()],
        }

    def take(self, message: Any) -> dict[str, Any]:
        """Refuse: nothing is answered here."""
        raise CourseError("The page is older than the course. Run this cell again.")

    def printed(self) -> tuple[str, str]:
        """Return the table for paper, without anybody's progress."""
        rows = [_row(lesson_id, with_progress=False) for lesson_id in library.lesson_files()]
        said = [(f"{row['id']} {row['title']}", row["question"] or row["problem"], row["minutes"])
                for row in rows]
        text = "\n".join(" · ".join(part for part in row if part) for row in said)
        return text, markup.table_html(said, HEAD[:3], CAPTION)


def _row(lesson_id: str, with_progress: bool) -> dict[str, str]:
    """Return one lesson's row; a mistake in its file is said there and hides no other lesson."""
    path = library.lesson_files()[lesson_id]
    notebook = library.root() / "notebooks" / f"{path.stem}.ipynb"
    row = {"id": lesson_id, "title": path.stem[3:].replace("-", " "), "question": "",
           "minutes": "", "progress": "", "problem": "",
           "link": notebook.name if notebook.exists() else ""}
    try:
        lesson = library.lesson(lesson_id)
        spent = times(lesson)
        done = progress(lesson) if with_progress else []
    except (CourseError, OSError) as error:
        return {**row, "problem": f"This lesson cannot be opened yet. {error}"}
    return {**row, "title": lesson.title, "question": lesson.question,
            "minutes": spent,
            "progress": f"{counted(done)} done" if with_progress else ""}


def course() -> CourseIndex | markup.Html:
    """Show the index of all lessons, with your progress."""
    return _shown(_ADDRESS)


@markup.told
def _shown(_: str) -> CourseIndex:
    return CourseIndex()

"""The last page of a lesson: first thought and last, what is firm, what is open, what to do now."""

from __future__ import annotations

from typing import Any

from ..case.errors import CourseError
from ..case.records import End, Lesson
from ..paper import answers, last, markup
from ..work import elsewhere, learners, library, look
from .widget import CourseWidget, copy_name


class LastPage(CourseWidget):
    """The end of one lesson."""

    def __init__(self, address: str) -> None:
        super().__init__(address, "links", "last")

    def seen(self) -> dict[str, Any]:
        """Return the learner's two answers, and the rest once the second one is committed."""
        lesson, end = _lesson_with_end(self.address.partition("/")[0])
        first, now = (elsewhere.answer(f"{lesson.id}/{one}") for one in (end.first, end.now))
        opened = now is not None
        cited = [[library.cite_in_notes(text) for text in texts] if opened else []
                 for texts in (end.firm, end.open)]
        return {
            "kind": "last", "open": opened,
            "craft": library.cite_in_notes(end.craft) if opened else "",
            "first": list(first.said) if first else [], "firstAt": _place(lesson, end.first),
            "now": list(now.said) if now else [], "nowAt": _place(lesson, end.now),
            "firm": cited[0], "still": cited[1], "next": _next(lesson),
            "learner": learners.learner(), "course": library.course(), "copy": copy_name(),
        }

    def take(self, message: Any) -> dict[str, Any]:
        """Export the answers."""
        if isinstance(message, dict) and message.get("do") == "export":
            return {"file": answers.export()}
        raise CourseError("The page is older than the course. Run this cell again.")

    def printed(self) -> tuple[str, str]:
        """Return the page as a closed notebook shows it: without what is established."""
        lesson, end = _lesson_with_end(self.address.partition("/")[0])
        return "The last page of the lesson", last.html(lesson, end)


def _lesson_with_end(lesson_id: str) -> tuple[Lesson, End]:
    lesson = library.lesson(lesson_id)
    if lesson.end is None:
        raise CourseError(f"Lesson {lesson_id} has no last page. Add 'end' to {lesson.file}.")
    return lesson, lesson.end


def _place(lesson: Lesson, address: str) -> str:
    """Return the exercise of an item's address as a reader finds it."""
    exercise = lesson.exercise(address.partition("/")[0])
    return f"exercise {exercise.number}, {exercise.title}"


def _next(lesson: Lesson) -> dict[str, str] | None:
    """Return the next lesson that has a notebook; a mistake in its file hides only its question."""
    for one, path in library.lesson_files().items():
        notebook = library.notebook_file(path.stem)
        if one > lesson.id and notebook.exists():
            try:
                about = library.lesson(one).question
            except (CourseError, OSError):
                about = path.stem[3:].replace("-", " ")
            return {"title": f"{one} · {about}", "link": notebook.name}
    return None


@markup.told
def last_page(lesson_id: str) -> LastPage:
    """Show the last page of a lesson by its number, such as ``02``."""
    with look.one():
        return LastPage(f"{_lesson_with_end(lesson_id)[0].id}/end")

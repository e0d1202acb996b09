"""The lesson bar: the question, the minutes, what is done, export and restore."""

from __future__ import annotations

from html import escape
from typing import Any

from . import exercises, journal, learners, library, minutes, portfolio
from .cards import told
from .form import CourseWidget, refresh_all
from .yamlfile import CourseError


class LessonBar(CourseWidget):
    """The bar at the head of a lesson."""

    def drawn(self) -> dict[str, Any]:
        """Return the bar's view: no more than the lesson file and the journal say."""
        lesson = library.lesson(self.address)
        pages = journal.read(self.address)
        progress = []
        for exercise in lesson.exercises:
            state = journal.state(exercise)
            done = exercises.is_done(exercise, state)
            word = "done" if done else "begun" if state.saved_at else "not begun"
            further = " (extra)" if exercise.path == "further" else ""
            progress.append([f"{exercise.title}{further}", word])
        finished = sum(word == "done" for _, word in progress)
        spent = minutes.of_lesson(lesson)
        return {
            "kind": "bar",
            "question": lesson.question,
            "move": lesson.move,
            "minutes": spent["core"],
            "further": spent["further"],
            "learner": learners.learner(),
            "folder": _place(),
            "contentNote": lesson.content_note,
            "warnings": list(pages.warnings),
            "progress": progress,
            "done": f"{finished} of {len(progress)} exercises done",
        }

    def take(self, message: Any) -> dict[str, Any]:
        """Export or restore."""
        if not isinstance(message, dict):
            message = {}
        if message.get("do") == "export":
            return {"file": portfolio.export()}
        if message.get("do") == "restore":
            note = portfolio.restore(str(message.get("text", "")))
            refresh_all()
            return {"note": note}
        raise CourseError("The page is older than the lesson. Run this cell again.")

    def printed(self) -> tuple[str, str]:
        """Return the head of the lesson for paper: question, minutes, move, content note."""
        lesson, seen = library.lesson(self.address), self.view
        text = f"Lesson {lesson.id}: {lesson.question} ({seen['minutes']} minutes)"
        note = f"<p>{escape(lesson.content_note)}</p>" if lesson.content_note else ""
        move = f"Headline move: {escape(lesson.move)}"
        return text, f"<p><strong>{escape(text)}</strong><br>{move}</p>{note}"


def _place() -> str:
    """Return the folder of the answers as a reader finds it."""
    try:
        return learners.folder().relative_to(library.root()).as_posix()
    except ValueError:
        return str(learners.folder())


@told
def lesson(lesson_id: str) -> LessonBar:
    """Show the bar of a lesson by its number, such as ``02``."""
    return LessonBar(library.lesson(lesson_id).id, "bar")

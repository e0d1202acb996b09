"""The lesson bar: the question, the minutes, what is done, export and restore."""

from __future__ import annotations

from html import escape
from typing import Any

from . import exercises, journal, library, minutes, portfolio
from .cards import Html
from .form import CourseWidget, documents_of, refresh_all
from .yamlfile import CourseError


class LessonBar(CourseWidget):
    """The bar at the head of a lesson."""

    def __init__(self, lesson_id: str) -> None:
        self.address = self.lesson_id = library.lesson(lesson_id).id
        super().__init__()

    def drawn(self) -> dict[str, Any]:
        """Return the bar's view: no more than the lesson file and the journal say."""
        lesson = library.lesson(self.lesson_id)
        pages = journal.read(self.lesson_id)
        progress = []
        for exercise in lesson.exercises:
            state = exercises.fold(a for a in pages.acts if a.exercise == exercise.id)
            done = exercises.is_done(exercise, state)
            word = "done" if done else "begun" if state.saved_at else "not begun"
            further = " (further)" if exercise.path == "further" else ""
            progress.append([f"{exercise.title}{further}", word])
        finished = sum(word == "done" for _, word in progress)
        documents = {k: v for e in lesson.exercises for k, v in documents_of(e).items()}
        spent = minutes.of_lesson(lesson, documents, minutes.notebook_words(lesson.slug))
        return {
            "kind": "bar",
            "question": lesson.question,
            "move": lesson.move,
            "minutes": spent["core"],
            "further": spent["further"],
            "learner": journal.learner(),
            "folder": "notebooks/my-work",
            "contentNote": lesson.content_note,
            "warnings": list(pages.warnings),
            "progress": progress,
            "done": f"{finished} of {len(progress)} exercises done",
        }

    def take(self, message: dict[str, Any]) -> dict[str, Any]:
        """Export or restore."""
        if message.get("do") == "export":
            return {"file": portfolio.export([self.lesson_id])}
        if message.get("do") == "restore":
            note = portfolio.restore(str(message.get("text", "")))
            refresh_all()
            return {"note": note}
        raise CourseError("The page is older than the lesson. Run this cell again.")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        lesson = library.lesson(self.lesson_id)
        seen = self.view
        text = f"Lesson {lesson.id}: {lesson.question} ({seen['minutes']} minutes)"
        note = f"<p>{escape(lesson.content_note)}</p>" if lesson.content_note else ""
        move = f"Headline move: {escape(lesson.move)}"
        html = f"<p><strong>{escape(text)}</strong><br>{move}</p>{note}"
        return {**data, "text/plain": text, "text/html": html}, metadata


def lesson(lesson_id: str) -> LessonBar | Html:
    """Show the bar of a lesson by its number, such as ``02``."""
    try:
        return LessonBar(lesson_id)
    except CourseError as error:
        return Html(f"<p><strong>{escape(str(error))}</strong></p>", str(error))

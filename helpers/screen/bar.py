"""The lesson bar: question, minutes, progress, and whose answers are saved where.

What a student rarely needs stands in one place: export, restore, start afresh, another code.
"""

from __future__ import annotations

from html import escape
from typing import Any

from ..case.errors import CourseError
from ..case.read import PATHS
from ..case.records import Lesson
from ..judge import states
from ..paper import answers
from ..paper.markup import told
from ..work import journal, learners, library, look, minutes, restore
from .widget import CourseWidget, copy_name, refresh_all

OFFERED = 5  # codes a learner may choose from


class LessonBar(CourseWidget):
    """The bar at the head of a lesson."""

    def __init__(self, address: str) -> None:
        self._codes = learners.suggest(OFFERED)  # the same ones for as long as the bar stands
        super().__init__(address, "paths", "bar")

    def seen(self) -> dict[str, Any]:
        """Return the bar's view: no more than the lesson file and the journal say."""
        lesson = library.lesson(self.address)
        seen = {
            "kind": "bar",
            "lesson": lesson.id,
            "question": lesson.question,
            "move": lesson.move,
            "paths": _paths(lesson),
            "stop": minutes.stopping_point(lesson),
            "contentNote": lesson.content_note,
            "course": library.course(),
            "copy": copy_name(),
            "fixed": bool(learners.fixed()),
            "codes": self._codes,
            "here": learners.claimed(),
        }
        try:
            learners.learner()
        except CourseError:  # several learners: the bar asks which of them this is
            return {**seen, "learner": ""}
        return {**seen, **self._own(lesson)}

    def _own(self, lesson: Lesson) -> dict[str, Any]:
        pages, rows, me = journal.read(lesson.id), progress(lesson), learners.learner()
        return {
            "learner": me,
            "here": [code for code in learners.claimed() if code != me],
            "codes": [code for code in self._codes if code != me][: OFFERED - 1],
            "isNew": not learners.fixed() and me not in learners.claimed(),
            "folder": _place(),
            "savedAt": max((act.at for act in pages.acts), default=""),
            "warnings": journal.warnings(lesson.id),
            "progress": rows,
            "done": f"{counted(rows)} exercises done",
        }

    def opened(self) -> dict[str, Any]:
        """Return what the browser's copy must hold: the lines of all lessons of this learner."""
        if not self.view["learner"]:
            return {"lines": []}
        return {"lines": restore.carried(library.lesson_files())}

    def take(self, message: Any) -> dict[str, Any]:
        """Export, restore, start afresh, or go on under another code."""
        if not isinstance(message, dict):
            message = {}
        do = message.get("do")
        if do == "export":
            return {"file": answers.export()}
        before = self.view["learner"]
        if do == "restore":
            note = restore.restore(str(message.get("text", "")), bool(message.get("join")))
        elif do == "afresh":
            note = self._afresh()
        elif do == "rename":
            learners.rename(str(message.get("code") or ""))
            note = f"Your code is {learners.learner()}. Write it down: it finds your answers."
        elif do == "choose":
            learners.choose(str(message.get("code") or ""))
            again = "" if before else " Run the cells below once more: Run > Run All Cells."
            note = f"You go on as {learners.learner()}.{again}"
        else:
            raise CourseError("The page is older than the lesson. Run this cell again.")
        refresh_all()
        # The copy in the browser moves with the code, but not to somebody else.
        return {"note": note, "moved": "" if do == "choose" else before, **self.opened()}

    def _afresh(self) -> str:
        with journal.LOCK:
            aside = journal.put_aside(self.address)
        return (f"Lesson {self.address} begins afresh. Your answers were not deleted: they are in "
                f"{_place()}/{aside}.")

    def printed(self) -> tuple[str, str]:
        """Return the head of the lesson for paper: question, minutes, move, content note."""
        lesson = library.lesson(self.address)
        text = f"Lesson {lesson.id}: {lesson.question} ({times(lesson)})"
        note = f"<p>{escape(lesson.content_note)}</p>" if lesson.content_note else ""
        move = f"Headline move: {escape(lesson.move)}"
        return text, f"<p><strong>{escape(text)}</strong><br>{move}</p>{note}"


def _paths(lesson: Lesson) -> list[dict[str, Any]]:
    """Return each path's name, its minutes, and those of its exercises for fast and slow readers.

    A path on which nothing is added to the one before is left out.
    """
    found: list[dict[str, Any]] = []
    known: set[str] = set()
    for path in PATHS:
        parts = minutes.parts(lesson, path)
        own = [one.id for one in lesson.exercises if one.id in parts]
        between = minutes.total(spent for one, spent in parts.items() if one not in own)
        if own and parts.keys() != known:
            known = set(parts)
            found.append({
                "path": path, "said": minutes.total(parts.values()).said,
                "exercises": [[one, *_rounded(parts[one])] for one in own],
                "between": _rounded(between)})
    return found


def _rounded(spent: minutes.Spent) -> list[float]:
    """Return the minutes for fast and for slow readers."""
    return [round(spent.minutes(speed), 1) for speed in (minutes.FAST, minutes.SLOW)]


def times(lesson: Lesson) -> str:
    """Return the minutes of a lesson's paths: ``one period 31-38 minutes, two periods 55-66``."""
    names = {"short": "one period ", "core": "two periods ", "further": "everything "}
    found = _paths(lesson)
    if not found:
        return ""
    first, *more = (f"{names[one['path']] if len(found) > 1 else ''}{one['said']}" for one in found)
    return ", ".join((f"{first} minutes", *more))


def progress(lesson: Lesson) -> list[list[str]]:
    """Return each exercise's id, title, path, and how far the present learner is with it."""
    rows = []
    for exercise in lesson.exercises:
        state = journal.state(exercise)
        done = states.is_done(exercise, state)
        word = "done" if done else "begun" if state.saved_at else "not begun"
        rows.append([exercise.id, exercise.title, exercise.path, word])
    return rows


def counted(rows: list[list[str]]) -> str:
    """Return how many exercises of a progress are done: ``3 of 5, 1 of 8 extra``."""
    extra = [word for *_, path, word in rows if path == "further"]
    core = [word for *_, path, word in rows if path != "further"]
    said = f"{core.count('done')} of {len(core)}"
    return f"{said}, {extra.count('done')} of {len(extra)} extra" if extra else said


def _place() -> str:
    """Return the folder of the present learner's answers as a reader finds it."""
    own = learners.folder() / learners.learner()
    try:
        return own.relative_to(library.root()).as_posix()
    except ValueError:
        return str(own)


@told
def lesson(lesson_id: str) -> LessonBar:
    """Show the bar of a lesson by its number, such as ``02``."""
    with look.one():
        return LessonBar(library.lesson(lesson_id).id)

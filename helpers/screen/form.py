"""One exercise as a live form. The page decides nothing.

One answer from key press to disk, in five hops: ``static/exercise.js`` sends a message ->
``CourseWidget._on_message`` -> ``ExerciseForm.take`` -> ``messages.act`` checks it ->
``journal.append`` writes it; then the page is told "saved".
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..case.errors import CourseError
from ..case.records import Exercise
from ..judge import kinds, messages, views
from ..paper import markup, published, twin
from ..work import journal, learners, library, look
from ..work.elsewhere import answer, around
from .widget import CourseWidget, copy_name, refresh_all


def editors(exercise: Exercise) -> set[str]:
    """Return the scripts an exercise needs beside the common ones."""
    items = [item for _, item in exercise.items()]
    own = {script for item in items for script in kinds.of(item).scripts(item)}
    differs = any(step.differs for step in exercise.steps)
    changes = any(item.revises or item.compares for item in items)
    return own | ({"diff"} if differs or changes else set())


class ExerciseForm(CourseWidget):
    """One exercise as a form."""

    def __init__(self, address: str) -> None:
        super().__init__(address, *sorted(editors(library.exercise(address))), "unsent",
                         "sources", "paths", "exercise")

    @property
    def exercise(self) -> Exercise:
        """The exercise as the lesson file has it now."""
        return library.exercise(self.address)

    def seen(self) -> dict[str, Any]:
        """Return what the page may show of this exercise now."""
        exercise = self.exercise
        state = journal.state(exercise)
        return {
            **views.view(exercise, state, replace(around(exercise), cite=library.cite_in_notes)),
            "kind": "exercise",
            "lesson": exercise.lesson,
            "path": exercise.path,
            "of": len(library.lesson(exercise.lesson).exercises),
            "learner": learners.learner(),
            "course": library.course(),
            "copy": copy_name(),
            "book": journal.book(exercise.lesson),
            "savedAt": state.saved_at,
            "warnings": journal.warnings(exercise.lesson),
        }

    def take(self, message: Any) -> dict[str, Any]:
        """Check one message, write it down, and answer with the time it was saved.

        Where some answers were left out, ``dropped`` says why, by item; the others are saved. For
        a draft ``why`` repeats the first of these sentences, since the page must not say "Saved".
        """
        exercise = self.exercise
        if isinstance(message, dict) and message.get("do") == "publish":
            return {"file": _published(exercise, str(message.get("item")))}
        with journal.LOCK:
            state = journal.state(exercise)
            # "ready" asks what a commit would be told, and writes nothing.
            ready = isinstance(message, dict) and message.get("do") == "ready"
            asked = {**message, "do": "commit"} if ready else message
            result = messages.act(exercise, state, asked, library.documents_of(exercise))
            if isinstance(result, messages.Refusal):
                self.refresh()  # the page may be older than the journal
                return {"why": result.why, "item": result.item}
            left = {"dropped": dict(result.dropped)} if result.dropped else {}
            if ready:
                first = all(act.do != "commit" for act in journal.read(exercise.lesson).acts)
                return {**left, "asks": messages.question(
                    exercise, state, result.fields["answers"], first, answer)}
            act = journal.new_act(exercise.lesson, exercise.id, **result.fields,
                                  after=state.saved_at)
            journal.append(act)
            kept = {"saved": act.at, "line": journal.line(act), **left}
            if act.do == "draft" and result.dropped:
                item, why = next(iter(result.dropped.items()))
                kept |= {"why": f"{why} Everything else is saved.", "item": item}
            if act.do == "commit" and journal.state(exercise).frozen[act.step].id != act.id:
                self.refresh()  # another window was a moment faster
                return {"why": "This step was just answered in another window. "
                               "The first answer was kept."}
        if act.do in ("commit", "hint", "check"):
            refresh_all()
        return kept

    def printed(self) -> tuple[str, str]:
        """Return the exercise's printed twin."""
        documents = [library.document(i) for i in self.exercise.shows]
        return twin.twin_text(self.exercise), twin.twin(self.exercise, documents)


def _published(exercise: Exercise, item_id: str) -> dict[str, str]:
    found = [item for _, item in exercise.items() if item.id == item_id and item.rule == "page"]
    if not found:
        raise CourseError("There is no page to publish here. Run the cell again.")
    try:
        html = published.html(exercise, found[0], journal.state(exercise), around(exercise),
                              library.references)
    except ValueError as error:
        raise CourseError(str(error)) from None
    return {"name": f"page-{exercise.lesson}-{exercise.id}.html", "html": html}


@markup.told
def exercise(address: str) -> ExerciseForm:
    """Show an exercise by its address, such as ``02/masthead``."""
    with look.one():
        return ExerciseForm(library.exercise(address).address)

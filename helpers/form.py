"""The live side: one widget an exercise. The page decides nothing.

One answer from key press to disk: ``static/course.js`` sends a message -> ``ExerciseForm.take``
-> ``exercises.act`` checks it -> ``journal.append`` writes it -> the page is told "saved".
"""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from . import cards, citations, exercises, journal, library, portfolio
from .errors import explain_errors
from .records import Document, Exercise
from .yamlfile import CourseError

_STATIC = Path(__file__).parent / "static"
# Messages can arrive in another thread while a cell runs; one at a time may judge, write, draw.
LOCK = threading.RLock()
_live: dict[str, CourseWidget] = {}


class CourseWidget(anywidget.AnyWidget):
    """What an exercise and the lesson bar share: a view to draw and messages to take."""

    _esm = _STATIC / "course.js"
    _css = _STATIC / "course.css"
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()
        explain_errors()
        self.on_msg(self._on_message)
        self.refresh()
        with LOCK:
            earlier = _live.pop(address, None)
            _live[address] = self
        if earlier:
            earlier.close()  # the cell was run again: one live widget an exercise

    def refresh(self) -> None:
        """Draw again what stands in the journal."""
        with LOCK:
            self.view = self.drawn()

    def drawn(self) -> dict[str, Any]:
        """Return the view as it is now."""
        raise NotImplementedError

    def take(self, message: Any) -> dict[str, Any]:
        """Act on one message and return the answer to it."""
        raise NotImplementedError

    def printed(self) -> tuple[str, str]:
        """Return what stands for the widget on paper: one line of text, and HTML."""
        raise NotImplementedError

    def _on_message(self, _: object, message: Any, __: object) -> None:
        number = message.get("n") if isinstance(message, dict) else None
        try:
            if isinstance(message, dict) and message.get("do") == "open":
                self.refresh()
                reply: dict[str, Any] = {}
            else:
                reply = self.take(message)
        except CourseError as error:
            reply = {"why": str(error)}
        except OSError as error:
            reply = {"why": f"Your answer could not be written to disk ({error.strerror}). "
                            "Free some space or check the folder my-work, then try again."}
        self.send({**reply, ("refused" if "why" in reply else "ack"): number})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.address!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        text, html = self.printed()
        return {**data, "text/plain": text, "text/html": html}, metadata


class ExerciseForm(CourseWidget):
    """One exercise as a form."""

    @property
    def exercise(self) -> Exercise:
        """The exercise as the lesson file has it now."""
        return library.exercise(self.address)

    def drawn(self) -> dict[str, Any]:
        """Return what the page may show of this exercise now."""
        exercise = self.exercise
        state = journal.state(exercise)
        return {
            **exercises.view(exercise, state, documents_of(exercise), draw, recall),
            "kind": "exercise",
            "of": len(library.lesson(exercise.lesson).exercises),
            "learner": journal.learner(),
            "savedAt": state.saved_at,
            "warnings": list(journal.read(exercise.lesson).warnings),
        }

    def take(self, message: Any) -> dict[str, Any]:
        """Check one message, write it down, and answer with the time it was saved."""
        exercise = self.exercise
        with LOCK:
            state = journal.state(exercise)
            result = exercises.act(exercise, state, message)
            if isinstance(result, exercises.Refusal):
                self.refresh()  # the page may be older than the journal
                return {"why": result.why, "item": result.item}
            act = journal.new_act(exercise.lesson, exercise.id, **result, after=state.saved_at)
            journal.append(act)
            if act.do == "commit" and journal.state(exercise).frozen[act.step].id != act.id:
                self.refresh()  # another window was a moment faster
                return {"why": "This step was just answered in another window. "
                               "The first answer was kept."}
        if act.do in ("commit", "hint"):
            refresh_all()
        return {"saved": act.at}

    def printed(self) -> tuple[str, str]:
        """Return the exercise's printed twin."""
        documents = [library.document(i) for i in self.exercise.shows]
        return cards.twin_text(self.exercise), cards.twin(self.exercise, documents, draw)


def draw(text: str) -> str:
    """Return a text with its citations as a reader sees them."""
    return citations.drawn(text, library.bibliography())


def documents_of(exercise: Exercise) -> dict[str, Document]:
    """Return the documents an exercise shows or asks about, by id."""
    marked = [item.document for _, item in exercise.items() if item.document]
    return {i: library.document(i) for i in (*exercise.shows, *marked)}


def recall(address: str) -> str:
    """Return an earlier answer by its address, ``02/exit/claim``, as text."""
    exercise_address, _, item_id = address.rpartition("/")
    exercise = library.exercise(exercise_address)
    state = journal.state(exercise)
    for step, item in exercise.items():
        if item.id == item_id and step.id in state.frozen:
            value = exercises.value_of(item, step, exercise, state)
            return "; ".join(cards.said(item, value, portfolio.words_of(item.document)))
    return ""


def refresh_all() -> None:
    """Redraw every live widget: an answer here may be recalled there."""
    for widget in list(_live.values()):
        # A widget whose file has a mistake says so in its own cell; the answer here is saved.
        with contextlib.suppress(CourseError, OSError):
            widget.refresh()


@cards.told
def exercise(address: str) -> ExerciseForm:
    """Show an exercise by its address, such as ``02/masthead``."""
    return ExerciseForm(library.exercise(address).address)

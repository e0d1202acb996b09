"""The live side: one widget an exercise. The page decides nothing.

One answer from key press to disk, in five hops: ``static/exercise.js`` sends a message ->
``CourseWidget._on_message`` -> ``ExerciseForm.take`` -> ``exercises.act`` checks it ->
``journal.append`` writes it; then the page is told "saved".
"""

from __future__ import annotations

import contextlib
import functools
import logging
import re
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from . import cards, exercises, journal, learners, library, portfolio, publish, views
from .errors import explain_errors
from .records import Act, Exercise
from .yamlfile import CourseError

_STATIC = Path(__file__).parent / "static"
OWN_SCRIPT = {"grid", "mark", "order"}  # kinds whose editor is a file, sent where it is needed
_live: dict[str, CourseWidget] = {}


@functools.cache
def script(name: str) -> str:
    """Return a script as it is sent, in every widget anew: without indents and comments."""
    text = (_STATIC / f"{name}.js").read_text(encoding="utf-8")
    lines = (re.sub(r"(?<=[;{}]) // [^\"'`]*$", "", line.strip()) for line in text.splitlines())
    return "\n".join(one for one in lines if one and not re.match(r"//|/\*\*.*\*/$", one))


class CourseWidget(anywidget.AnyWidget):
    """What an exercise and the lesson bar share: a view to draw and messages to take."""

    _css = _STATIC / "course.css"
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, address: str, *scripts: str) -> None:
        self.address = address
        self._esm = "\n".join(script(name) for name in ("page", "keep", *scripts))
        super().__init__()
        explain_errors()
        self.on_msg(self._on_message)
        self.refresh()
        with journal.LOCK:
            earlier = _live.pop(address, None)
            _live[address] = self
        if earlier:
            earlier.close()  # the cell was run again: one live widget an exercise

    def refresh(self) -> None:
        """Draw again what stands in the journal."""
        with journal.LOCK:
            self.view = self.drawn()

    def drawn(self) -> dict[str, Any]:
        """Return the view as it is now."""
        raise NotImplementedError

    def opened(self) -> dict[str, Any]:
        """Return what a page that opens is told besides the view."""
        return {}

    def take(self, message: Any) -> dict[str, Any]:
        """Act on one message and return the answer to it."""
        raise NotImplementedError

    def printed(self) -> tuple[str, str]:
        """Return what stands for the widget on paper: one line of text, and HTML."""
        raise NotImplementedError

    def _on_message(self, _: object, message: Any, __: object) -> None:
        number = message.get("n") if isinstance(message, dict) else None
        reply: dict[str, Any]
        try:
            if isinstance(message, dict) and message.get("do") == "open":
                self.refresh()
                reply = self.opened()
            else:
                _same_learner(message)
                reply = self.take(message)
        except Stranger as error:
            refresh_all()
            reply = {"why": str(error)}
        except CourseError as error:
            reply = {"why": str(error)}
        except OSError as error:
            reply = {"why": f"Your answer could not be written to disk ({error.strerror}). "
                            "Free some space or check the folder my-work, then try again."}
        except Exception:  # a mistake of ours must not leave the page waiting
            logging.getLogger(__name__).exception("message %s to %s", number, self.address)
            reply = {"why": "Something went wrong in the course itself. Your text is still on this "
                            "page: copy it, restart the kernel and run the cell again."}
        self.send({**reply, ("refused" if "why" in reply else "ack"): number})

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.address!r})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle or {}, {})
        text, html = self.printed()
        return {**data, "text/plain": text, "text/html": html}, metadata


def editors(exercise: Exercise) -> set[str]:
    """Return the scripts an exercise needs beside the common ones."""
    kinds = {item.kind for _, item in exercise.items()} & OWN_SCRIPT
    differs = any(step.differs for step in exercise.steps)
    changes = any(item.revises or item.compares for _, item in exercise.items())
    needs = {"rebuild": any(item.rule == "page" for _, item in exercise.items()),
             "date": any(item.form == "date" for _, item in exercise.items()),
             "diff": differs or changes}
    return kinds | {name for name, needed in needs.items() if needed}


class Stranger(CourseError):
    """The page was drawn for another learner than the one who answers in this kernel now."""


def _same_learner(message: Any) -> None:
    shown = message.get("learner") if isinstance(message, dict) else None
    if shown and not learners.is_me(str(shown)):
        raise Stranger(f"This page showed the answers of {shown}, and here {learners.learner()} "
                       "goes on now. Nothing was saved.")


class ExerciseForm(CourseWidget):
    """One exercise as a form."""

    def __init__(self, address: str) -> None:
        super().__init__(address, *sorted(editors(library.exercise(address))), "exercise")

    @property
    def exercise(self) -> Exercise:
        """The exercise as the lesson file has it now."""
        return library.exercise(self.address)

    def drawn(self) -> dict[str, Any]:
        """Return what the page may show of this exercise now."""
        exercise = self.exercise
        state = journal.state(exercise)
        return {
            **views.view(exercise, state, library.documents_of(exercise), library.draw, answer,
                         taken()),
            "kind": "exercise",
            "of": len(library.lesson(exercise.lesson).exercises),
            "learner": learners.learner(),
            "course": library.course(),
            "book": journal.book(exercise.lesson),
            "savedAt": state.saved_at,
            "warnings": journal.read(exercise.lesson).told(),
        }

    def take(self, message: Any) -> dict[str, Any]:
        """Check one message, write it down, and answer with the time it was saved."""
        exercise = self.exercise
        if isinstance(message, dict) and message.get("do") == "publish":
            return {"file": _published(exercise, str(message.get("item")))}
        with journal.LOCK:
            state = journal.state(exercise)
            # "ready" asks what a commit would be told, and writes nothing.
            ready = isinstance(message, dict) and message.get("do") == "ready"
            asked = {**message, "do": "commit"} if ready else message
            result = exercises.act(exercise, state, asked, library.documents_of(exercise))
            if isinstance(result, exercises.Refusal):
                self.refresh()  # the page may be older than the journal
                return {"why": result.why, "item": result.item}
            if ready:
                return {}
            act = journal.new_act(exercise.lesson, exercise.id, **result, after=state.saved_at)
            journal.append(act)
            kept = {"saved": act.at, "line": journal.line(act)}
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
        return cards.twin_text(self.exercise), cards.twin(self.exercise, documents, library.draw)


def _published(exercise: Exercise, item_id: str) -> dict[str, str]:
    found = [item for _, item in exercise.items() if item.id == item_id and item.rule == "page"]
    if not found:
        raise CourseError("There is no page to publish here. Run the cell again.")
    try:
        html = publish.page(exercise, found[0], journal.state(exercise),
                            library.documents_of(exercise), library.draw, answer, taken())
    except ValueError as error:
        raise CourseError(str(error)) from None
    return {"name": f"page-{exercise.lesson}-{exercise.id}.html", "html": html}


def taken() -> frozenset[str]:
    """Return the hashes of wording that a page must not copy; none where the file is spoilt.

    ``check`` names what is wrong with the file; an exercise opens without it.
    """
    try:
        return library.shingles()
    except (CourseError, OSError):
        return frozenset()


def answer(address: str) -> exercises.Answer | None:
    """Return a committed answer by its address, ``02/exit/claim``, or None."""
    exercise_address, _, item_id = address.rpartition("/")
    exercise = library.exercise(exercise_address)
    state = journal.state(exercise)
    for step, item in exercise.items():
        if item.id == item_id and step.id in state.frozen:
            value = exercises.value_of(item, step, exercise, state)
            said = cards.said(item, value, portfolio.words_of(item))
            return exercises.Answer(item, value, tuple(said))
    return None


def saved(act: Act) -> None:
    """Tell the page of an act that no message of its own brought about: it keeps a copy."""
    widget = _live.get(f"{act.lesson}/{act.exercise}")
    if widget:
        widget.send({"saved": act.at, "line": journal.line(act)})


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

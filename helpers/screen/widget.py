"""What every live widget shares: a view to cite, messages to take, a script to send."""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import anywidget
import traitlets

from ..case.errors import CourseError
from ..case.records import Act
from ..work import journal, learners, library, look
from .student_errors import explain_errors

_STATIC = Path(__file__).parent / "static"
_live: dict[str, CourseWidget] = {}


# Texts stay; comments go, and so do the blanks and line ends beside signs, but for the end of a
# line after a bracket, which may end a statement. A test holds that the meaning stays.
_SENT = re.compile(r"""("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)"""
                   r"""|/\*.*?\*/|//[^\n]*|\s*([=?:;,<>|&({\[])\s*|\s*([)}\]])[ \t]*""", re.DOTALL)


@functools.cache
def script(name: str) -> str:
    """Return a script as it is sent, in every widget anew: without comments and blanks."""
    text = (_STATIC / f"{name}.js").read_text(encoding="utf-8")
    bare = _SENT.sub(lambda found: found[1] or found[2] or found[3] or "", text)
    return "\n".join(line for one in bare.splitlines() if (line := one.strip()))


def copy_name() -> str:
    """Return the name under which a browser keeps its copy of the answers; "" where it keeps none.

    ``COPY=no`` switches the copy off. At a hub many users share one address, so there the copy
    belongs to the user; Binder makes a new user at each start, so there it belongs to the course.
    """
    if os.environ.get("COPY", "").lower() in ("no", "off", "false", "0"):
        return ""
    user = os.environ.get("JUPYTERHUB_USER") or os.environ.get("JUPYTERHUB_SERVICE_PREFIX", "")
    if not user or "BINDER_LAUNCH_HOST" in os.environ:
        return library.course()
    return f"{library.course()}@{quote(user, safe='')}"


class CourseWidget(anywidget.AnyWidget):
    """What an exercise and the lesson bar share: a view to render and messages to take."""

    _css = _STATIC / "course.css"
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, address: str, *scripts: str) -> None:
        self.address = address
        self._esm = "\n".join(script(name) for name in ("dom", "keep", *scripts))
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
        """Render again what stands in the journal."""
        with journal.LOCK, look.one():
            self.view = self.seen()

    def seen(self) -> dict[str, Any]:
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
        with look.one():
            self._answer(message)

    def _answer(self, message: Any) -> None:
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
            lesson = self.address.partition("/")[0]
            reply = {"why": f"Your answer is not saved. {journal.unsaved(lesson, error)} Until "
                            "then only this page holds it."}
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
        with look.one():
            text, html = self.printed()
        return {**data, "text/plain": text, "text/html": html}, metadata


class Stranger(CourseError):
    """The page was rendered for another learner than the one who answers in this kernel now."""


def _same_learner(message: Any) -> None:
    shown = message.get("learner") if isinstance(message, dict) else None
    if shown and not learners.is_me(str(shown)):
        raise Stranger(f"This page showed the answers of {shown}, and here {learners.learner()} "
                       "goes on now. Nothing was saved.")


def saved(act: Act) -> None:
    """Tell the page of an act that no message of its own brought about: it keeps a copy."""
    widget = _live.get(f"{act.lesson}/{act.exercise}")
    if widget:
        widget.send({"saved": act.at, "line": journal.line(act)})


def refresh_all() -> None:
    """Render every live widget anew: an answer here may be recalled there."""
    for widget in list(_live.values()):
        # A widget whose file has a mistake says so in its own cell; the answer here is saved.
        with contextlib.suppress(CourseError, OSError):
            widget.refresh()

"""The export: one HTML file that opens anywhere, shows the answers and carries their lines."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..case.errors import CourseError
from ..case.records import Lesson
from ..judge import kinds, states, values
from ..judge.scene import Around
from ..work import journal, learners, library
from ..work.restore import _OPENING, _TITLE, LARGEST, _number, carried
from . import markup

_STYLE = (
    "blockquote{margin:.3rem 0;padding:.4rem .8rem;background:#fbf7ec;"
    "border-left:3px solid #8a7f6c;white-space:pre-wrap}"
)


def html(lesson_ids: Iterable[str]) -> str:
    """Return the export of some lessons for the present learner as one HTML text."""
    chosen = list(lesson_ids)
    parts = [_lesson(library.lesson(lesson_id)) for lesson_id in chosen]
    lines = carried(chosen)
    # "<" can only stand inside a JSON text, where \u003c means the same: no script can end early.
    data = "\n".join(lines).replace("<", "\\u003c")
    title = f"{_TITLE}{learners.learner()}"
    html = markup.whole(title, _STYLE, (
        f"<h1>{escape(title)}</h1><p>To go on with this work, choose “Restore” in any lesson and "
        f"pick this file. It holds answers to {_exercises(chosen)}.</p>{''.join(parts)}"
        f"{_OPENING}{data}</script>"
    ))
    if len(html.encode(errors="replace")) > LARGEST:
        raise CourseError("Your answers are over 2 MB, too much for one file. They are safe in the "
                          "folder my-work: copy that folder instead.")
    return html


def _exercises(lesson_ids: Iterable[str]) -> str:
    """Return how many exercises of some lessons have saved answers, in words."""
    return _number(act for one in lesson_ids for act in journal.read(one).acts)


def _lesson(lesson: Lesson) -> str:
    parts = [f"<h2>Lesson {lesson.id} · {escape(lesson.question)}</h2>"]
    for exercise in lesson.exercises:
        state = journal.state(exercise)
        documents = library.documents_of(exercise)
        parts.append(f"<h3>{exercise.number} · {escape(exercise.title)}</h3>")
        for step, item in exercise.items():
            begun = step.id in (*state.frozen, *state.drafts)
            if not begun and kinds.of(item).ANSWERED_IN != "code":
                continue
            value = values.value_of(item, step, exercise, state)
            act = state.frozen.get(step.id)
            when = f"committed {act.at[:16].replace('T', ' ')} UTC" if act else "draft"
            if act and act.of != states.digest(step, documents):
                when += ", an answer to an older version of this question"
            words = values.said(item, value, Around(documents))
            if words:
                parts.append(f"<p>{escape(item.ask)} <small>({when})</small></p>")
            parts += [f'<blockquote dir="auto">{escape(line)}</blockquote>' for line in words]
            code = value.get("code") if isinstance(value, dict) else ""
            parts.append(f"<pre>{escape(str(code))}</pre>" if code else "")
    return "".join(parts)


def export() -> dict[str, str]:
    """Return the export of every lesson begun, with a file name for it."""
    begun = [lesson_id for lesson_id in library.lesson_files() if journal.read(lesson_id).acts]
    if not begun:
        raise CourseError("There are no answers to export yet.")
    return {"name": f"answers-{learners.learner()}.html", "html": html(begun)}

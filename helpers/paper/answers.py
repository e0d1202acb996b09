"""The export: one HTML file that opens anywhere, shows the work and carries its lines.

Only what was done is in it: each answer with what was said of it, and how it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..case.errors import CourseError
from ..case.records import MARKS, NOT_CHOSEN, Exercise, Lesson
from ..judge import kinds, states, values, views
from ..judge.scene import Around
from ..work import elsewhere, journal, learners, library
from ..work.restore import LARGEST, OPENING, TITLE, carried, in_words, needed
from . import markup


@dataclass(frozen=True)
class Told:
    """One answer for a reader: the question, when it was given, its lines, what was said of it.

    ``first`` is the earlier answer that it revises or is set beside; ``said`` are (mark, part,
    reason).
    """

    ask: str
    when: str
    lines: Sequence[str]
    code: str
    first: Sequence[str]
    said: Sequence[tuple[str, str, str]]


def html(lesson_ids: Iterable[str]) -> str:
    """Return the export of some lessons for the present learner as one HTML text."""
    chosen = list(lesson_ids)
    # "<" can only stand inside a JSON text, where \u003c means the same: no script can end early.
    data = "\n".join(carried(chosen)).replace("<", "\\u003c")
    html = markup.page(
        "answers.html", title=f"{TITLE}{learners.learner()}",
        number=in_words(needed(chosen)),
        lessons=[(lesson, _changed(lesson), exercises) for lesson in map(library.lesson, chosen)
                 if (exercises := list(_done(lesson)))],
        carried=Markup(f"{OPENING}{data}</script>"))
    if len(html.encode(errors="replace")) > LARGEST:
        raise CourseError("Your answers are over 2 MB, too much for one file. They are safe in the "
                          "folder my-work: copy that folder instead.")
    return html


def _changed(lesson: Lesson) -> list[tuple[str, Sequence[str]]]:
    """Return the first thought and the last one of a lesson that has a last page."""
    places = [("What I thought at first", lesson.end.first),
              ("What I think now", lesson.end.now)] if lesson.end else []
    given = [(title, elsewhere.answer(f"{lesson.id}/{place}")) for title, place in places]
    return [(title, answer.said) for title, answer in given if answer]


def _done(lesson: Lesson) -> Iterator[tuple[Exercise, list[Told]]]:
    """Go through the exercises of a lesson that have an answer."""
    for exercise in lesson.exercises:
        told = [one for one in _answers(exercise) if one.lines or one.code]
        if told:
            yield exercise, told


def _answers(exercise: Exercise) -> Iterator[Told]:
    """Go through the answers to an exercise."""
    state = journal.state(exercise)
    around = elsewhere.around(exercise)
    marks = MARKS | NOT_CHOSEN
    for step in exercise.steps:
        act = state.frozen.get(step.id)
        when = f"committed {act.at[:16].replace('T', ' ')} UTC" if act else "draft"
        older = act is not None and act.of != states.digest(step, around.documents)
        if older:
            when += ", an answer to an older version of this question"
        judged = values.judged(exercise, step, state, around) if act and not older else {}
        for item in step.items:
            begun = step.id in (*state.frozen, *state.drafts)
            if not begun and kinds.of(item).ANSWERED_IN != "code":
                continue
            value = values.value_of(item, step, exercise, state)
            code = value.get("code") if isinstance(value, dict) else ""
            said = [(marks[one.mark], one.part, one.because if one.rule in views.QUOTING
                     else library.cite(one.because)) for one in judged.get(item.id, ())]
            yield Told(library.cite(item.ask), when,
                       values.said(item, value, Around(around.documents)), str(code or ""),
                       _first(exercise, item.revises, item.compares, state), said)


def _first(exercise: Exercise, revises: str, compares: str, state: states.State) -> Sequence[str]:
    """Return the earlier answer that an answer goes back to; nothing where there is none."""
    if compares:
        found = elsewhere.answer(compares)
        return found.said if found else ()
    before = values.committed(revises, exercise, state) if revises else None
    return values.said(exercise.item(revises), before, elsewhere.around(exercise)) if (
        before is not None) else ()


def export() -> dict[str, str]:
    """Return the export of every lesson begun, with a file name for it."""
    begun = [lesson_id for lesson_id in library.lesson_files() if needed([lesson_id])]
    if not begun:
        raise CourseError("There are no answers to export yet.")
    return {"name": f"answers-{learners.learner()}.html", "html": html(begun)}

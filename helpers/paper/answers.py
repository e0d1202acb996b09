"""The export: one HTML file that opens anywhere, shows the answers and carries their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from ..case.errors import CourseError
from ..case.records import Exercise
from ..judge import kinds, states, values
from ..judge.scene import Around
from ..work import journal, learners, library
from ..work.restore import LARGEST, OPENING, TITLE, carried, in_words, needed
from . import markup


def html(lesson_ids: Iterable[str]) -> str:
    """Return the export of some lessons for the present learner as one HTML text."""
    chosen = list(lesson_ids)
    # "<" can only stand inside a JSON text, where \u003c means the same: no script can end early.
    data = "\n".join(carried(chosen)).replace("<", "\\u003c")
    html = markup.page(
        "answers.html", title=f"{TITLE}{learners.learner()}",
        number=in_words(needed(chosen)),
        lessons=[library.lesson(one) for one in chosen], answers=_answers,
        carried=Markup(f"{OPENING}{data}</script>"))
    if len(html.encode(errors="replace")) > LARGEST:
        raise CourseError("Your answers are over 2 MB, too much for one file. They are safe in the "
                          "folder my-work: copy that folder instead.")
    return html


def _answers(exercise: Exercise) -> Iterator[tuple[str, str, Sequence[str], str]]:
    """Go through the answers to an exercise: the question, when, the answer's lines, its code."""
    state = journal.state(exercise)
    documents = library.documents_of(exercise)
    for step, item in exercise.items():
        begun = step.id in (*state.frozen, *state.drafts)
        if not begun and kinds.of(item).ANSWERED_IN != "code":
            continue
        value = values.value_of(item, step, exercise, state)
        act = state.frozen.get(step.id)
        when = f"committed {act.at[:16].replace('T', ' ')} UTC" if act else "draft"
        if act and act.of != states.digest(step, documents):
            when += ", an answer to an older version of this question"
        code = value.get("code") if isinstance(value, dict) else ""
        yield item.ask, when, values.said(item, value, Around(documents)), str(code or "")


def export() -> dict[str, str]:
    """Return the export of every lesson begun, with a file name for it."""
    begun = [lesson_id for lesson_id in library.lesson_files() if needed([lesson_id])]
    if not begun:
        raise CourseError("There are no answers to export yet.")
    return {"name": f"answers-{learners.learner()}.html", "html": html(begun)}

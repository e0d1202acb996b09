"""The teacher's pages of a lesson: plan, answers on one page, whole key, notes on the documents.

Made from the same records as the lesson. What students get on paper is in ``handout``; the two are
separate files, so that no answer is printed by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from textwrap import shorten

from ..case.records import Exercise, Item, Lesson
from ..judge import kinds
from ..work import library, minutes
from ..work.library import cite, documents_of
from ..work.tables import table
from . import markup, twin

STYLE = (
    "h1,h2,h3{line-height:1.25;break-after:avoid}table{border-collapse:collapse;margin:.5rem 0}"
    "td,th{border:1px solid #8a7f6c;padding:.25rem .5rem}tr,.exercise h3{break-inside:avoid}"
    ".apart{break-before:page}.sheet{break-before:right}li{margin:.3rem 0}"
    "@page{size:A4;margin:14mm}.small{font-size:8pt;line-height:1.25}.small td{padding:.1rem .4rem}"
    ".small th:nth-child(2),.small th:nth-child(3){width:36%}"
    "@media print{body{margin:0;max-width:none;font-size:9.5pt}"
    "section,div{max-width:none!important}}"
)
_PLAINLY = (
    "Prose is never marked by the program. It asks one question at a stock phrase, checks that "
    "quoted words stand in the text, and shows a model answer and the rubric.",
    "Collect work as one HTML file a student (Export in the first cell). Nobody needs an account.",
    "The answers stand in open files of the repository, so use the lesson to teach, not to grade.",
    "The minutes of work are a sum: reading at 150 words a minute plus a fixed time an answer. No "
    "class has been timed. Talk, starting the computers and slow readers come on top.",
    "If Binder is full: run the course on one computer and project it, or print the students' "
    "pages.",
    "Give the plainer text to readers who need it; on paper it is a sheet of its own.",
    "The notes on the documents, at the end of these pages, give answers away. On screen each "
    "opens when its exercise is finished; on paper read from them, or copy them, after it.",
)


def html(lesson_id: str) -> str:
    """Return the teacher's pages of a lesson as HTML that opens and prints anywhere."""
    lesson = library.lesson(lesson_id)
    body = "".join((_plan(lesson), _short_key(lesson), _long_key(lesson), _documents(lesson)))
    return markup.whole(f"Teacher, lesson {lesson.id}: {lesson.question}", STYLE, body)


def _plan(lesson: Lesson) -> str:
    spent, teaching = minutes.of_lesson(lesson), lesson.teaching
    beliefs = misconceptions()
    said = [(says, f"{lesson.exercise(at).number}", beliefs.get(tag, ""), answer)
            for says, at, tag, answer in teaching.expect]
    talk = sum(int(row) for _, row, _ in teaching.plan if row.isdecimal())
    return "".join((
        f"<h1>Teacher: lesson {lesson.id}, {escape(lesson.question)}</h1>",
        f"<p>{escape(lesson.move)} Core path {spent['core']} minutes of work, further path "
        f"{spent['further']}, by our sum; the plan adds {talk} minutes of talk. "
        f"{escape(lesson.content_note)} <strong>{escape(lesson.review)}</strong></p>",
        _list(teaching.aims),
        "<h2>Plan</h2>", markup.table_html(teaching.plan, ("Work", "Talk", "What to do")),
        f"<p>{escape(teaching.short)}</p>",
        f"<h2>Pivot question</h2><p>{escape(teaching.pivot)}</p>", _list(teaching.pivot_answers),
        "<h2>What students will say</h2>",
        markup.table_html(said, ("They say", "Exercise", "The belief behind it",
                                "You could ask or answer")),
        "<h2>Rubric: use it on a written answer</h2>", rubric_html(lesson),
        "<h2>On paper</h2>", _list(teaching.twin),
        "<h2>How this works</h2>", _list(_PLAINLY),
    ))


def rubric_html(lesson: Lesson) -> str:
    """Return the lesson's rubric as a table: a row for each thing to look for, levels 0 to 3."""
    rows = [(row, *levels) for row, levels in lesson.teaching.rubric]
    return markup.table_html(rows, ("Row", "0", "1", "2", "3"))


def _short_key(lesson: Lesson) -> str:
    """One page to hold in the hand: what is right and what can be defended."""
    rows, filled = [], []
    for exercise in lesson.exercises:
        for place, (_, item) in enumerate(exercise.items()):
            number = f"{exercise.number}{chr(ord('a') + place)}"
            ask = shorten(item.ask, 60, placeholder="…")
            answers = kinds.of(item).short(item)
            if answers.rows:
                filled.append(markup.table_html(answers.rows, answers.head, f"{number} {ask}"))
            elif answers.right or answers.arguable:
                rows.append((number, ask, " · ".join(answers.right), " · ".join(answers.arguable)))
    key = markup.table_html(rows, ("", "Question", "Right", "Arguable: ask why"))
    grids = "".join(filled)
    return (f'<div class="small apart"><h2>The answers on one page</h2>{key}'
            f"{'<p>In a grid an answer in brackets can be argued.</p>' if grids else ''}"
            f"{grids}</div>")


def _long_key(lesson: Lesson) -> str:
    return (
        '<h2 class="apart">The whole key</h2><p>What the program says to each answer. Arguable: '
        "accept it with a reason. Noted: nothing to judge. A letter and a number such as T3 names "
        "the belief behind a tempting answer.</p>" + "".join(map(_key, lesson.exercises)))


def _key(exercise: Exercise) -> str:
    items = "".join(_item_key(item) for _, item in exercise.items())
    further = " (further)" if exercise.path == "further" else ""
    models = "".join(twin.readings_html(step, cite) for step in exercise.steps)
    return f"<h3>{exercise.number} · {escape(exercise.title)}{further}</h3>{items}{models}"


def _item_key(item: Item) -> str:
    rows = [(mark, text, cite(because)) for mark, text, because in kinds.of(item).key(item)]
    answers = markup.table_html(rows, ("Mark", "Answer", "Because")) if rows else ""
    return f"<p>{escape(item.ask)}</p>{markup.paragraphs_html(item.passage)}{answers}"


def _documents(lesson: Lesson) -> str:
    documents = {k: v for e in lesson.exercises for k, v in documents_of(e).items()}
    return '<h2 class="apart">Notes on the documents</h2>' + "".join(
        f"<h3>{escape(d.title)}</h3>{markup.paragraphs_html([cite(note) for note in d.notes])}"
        for d in documents.values())


def misconceptions() -> dict[str, str]:
    """Return the beliefs that answers are tagged with, by tag (none where there is no table)."""
    if "misconceptions" not in library.package().tables:
        return {}
    rows = table("misconceptions").itertuples(index=False)
    return {str(row[0]): str(row[1]) for row in rows}


def _list(rows: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(row)}</li>" for row in rows) + "</ul>"

"""The teacher's pages of a lesson: plan, answers in short, whole key, notes on the documents.

Made from the same records as the lesson. What students get on paper is in ``handout``; the two are
separate files, so that no answer is printed by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any

from markupsafe import Markup

from ..case.records import Document, Item, Lesson
from ..judge import kinds
from ..work import library, minutes
from ..work.library import cite, documents_of
from ..work.tables import table
from . import markup, twin


def html(lesson_id: str) -> str:
    """Return the teacher's pages of a lesson as HTML that opens and prints anywhere."""
    lesson = library.lesson(lesson_id)
    teaching, beliefs = lesson.teaching, misconceptions()
    short, grids = _short_key(lesson)
    plans = (("core", teaching.plan), ("short", teaching.one_period))
    two, one = ([(spent.said, talk, do) for spent, (_, talk, do) in zip(
        minutes.planned(plan, minutes.parts(lesson, path)), plan, strict=True)]
        for path, plan in plans)
    return markup.page(
        "teacher.html", title=f"Teacher, lesson {lesson.id}: {lesson.question}",
        lesson=lesson, teaching=teaching, spent=minutes.of_lesson(lesson),
        plan=two, one_period=one, talk=talk(teaching.plan), short_talk=talk(teaching.one_period),
        said=[(says, lesson.exercise(at).number,
               f"{tag}: {beliefs[tag]}" if tag in beliefs else "", answer)
              for says, at, tag, answer in teaching.expect],
        rubric=rubric_html(lesson), short=short, grids=grids, key=_key,
        readings=twin.readings_html, documents=documents(lesson),
        cited=lambda texts: map(cite, texts))


def talk(plan: Iterable[tuple[Sequence[str], str, str]]) -> int:
    """Return the minutes of talk in a plan."""
    return sum(int(row) for _, row, _ in plan if row.isdecimal())


def rubric_html(lesson: Lesson) -> Markup:
    """Return the lesson's rubric as a table: a row for each thing to look for, levels 0 to 3."""
    rows = [(row, *levels) for row, levels in lesson.teaching.rubric]
    return markup.table_html(rows, ("Row", "0", "1", "2", "3"))


def documents(lesson: Lesson) -> list[Document]:
    """Return the documents of a lesson's exercises, each once."""
    return list({k: v for e in lesson.exercises for k, v in documents_of(e).items()}.values())


def _short_key(lesson: Lesson) -> tuple[list[tuple[str, ...]], list[tuple[Any, Any, str]]]:
    """Return what fits on a page in the hand, right and arguable: rows of texts, then grids."""
    rows: list[tuple[str, ...]] = []
    grids = []
    for exercise in lesson.exercises:
        for place, (_, item) in enumerate(exercise.items()):
            number = f"{exercise.number}{chr(ord('a') + place)}"
            ask = shorten(item.ask, 60, placeholder="…")
            answers = kinds.of(item).short(item)
            if answers.rows:
                grids.append((answers.rows, answers.head, f"{number} {ask}"))
            elif answers.right or answers.arguable:
                rows.append((number, ask, " · ".join(answers.right), " · ".join(answers.arguable)))
    return rows, grids


def _key(item: Item) -> list[tuple[str, str, str]]:
    """Return mark, answer and because of everything the program says of an item."""
    return [(mark, text, cite(because)) for mark, text, because in kinds.of(item).key(item)]


def misconceptions() -> dict[str, str]:
    """Return the beliefs that answers are tagged with, by tag (none where there is no table)."""
    if "misconceptions" not in library.package().tables:
        return {}
    rows = table("misconceptions").itertuples(index=False)
    return {str(row[0]): str(row[1]) for row in rows}

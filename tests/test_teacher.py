"""The teacher's page: everything on paper, from the same files."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpers import cards, form, labs, library, teacher

LESSONS = list(library.lesson_files())
VOID = {"meta", "br", "img", "hr"}


class _Tags(HTMLParser):
    """Note every tag that is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_the_page_holds_every_question_with_its_key(lesson_id: str) -> None:
    page = teacher.page(lesson_id)
    for exercise in library.lesson(lesson_id).exercises:
        for _, item in exercise.items():
            assert escape(item.ask) in page
            for option in item.options:
                assert escape(option.text) in page
            for key in item.keys:
                assert escape(key.value) in page


def parts(page: str) -> tuple[str, str, str]:
    """Return the teacher's part, the students' part and the document sheets of a page."""
    teachers, _, rest = page.partition(">Students: ")
    students, _, sheets = rest.partition(">Sheet A: ")
    assert teachers
    assert students
    assert sheets
    return teachers, students, sheets


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_document_has_its_own_sheet_with_its_text(lesson_id: str) -> None:
    page = teacher.page(lesson_id)
    shown = {i for e in library.lesson(lesson_id).exercises for i in e.shows}
    assert shown
    for document in map(library.document, shown):
        assert len(re.findall(rf">Sheet [A-Z]: {re.escape(escape(document.title))}<", page)) == 1
        assert all(escape(paragraph) in parts(page)[2] for paragraph in document.text)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_what_students_get_gives_nothing_away(lesson_id: str) -> None:
    teachers, students, sheets = parts(teacher.page(lesson_id))
    assert ">Key<" in teachers
    for exercise in library.lesson(lesson_id).exercises:
        for _, item in exercise.items():
            for because in [o.because for o in item.options] + [k.because for k in item.keys]:
                assert escape(form.draw(because)) in teachers
                assert escape(form.draw(because)) not in students + sheets
        for document in map(library.document, exercise.shows):
            assert not [p for p in document.text if escape(p) in students]
            assert not [n for n in document.notes if escape(form.draw(n)) in students + sheets]


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_students_get_all_that_their_questions_need(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    students = parts(teacher.page(lesson_id))[1]
    said = [text for note in lesson.notes.values() for text in note.text]
    for exercise in lesson.exercises:
        for step in exercise.steps:
            said += [*step.notes, *(r.text for r in step.reads)]
        for _, item in exercise.items():
            assert not item.table or labs.table(item.table).attrs["caption"] in students
    for text in said:
        assert cards.paragraphs_html([form.draw(text)])[3:-4] in students


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_no_citation_is_left_undrawn(lesson_id: str) -> None:
    assert "[@" not in teacher.page(lesson_id)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_the_page_is_well_formed_and_reaches_out_nowhere(lesson_id: str) -> None:
    page = teacher.page(lesson_id)
    tags = _Tags()
    tags.feed(page)
    assert (tags.open, tags.wrong) == ([], [])
    assert re.findall(r"<(?:script|link|iframe|img)\b|\b(?:src|href)=", page) == []


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_a_rubric_has_four_levels(lesson_id: str) -> None:
    rows = library.lesson(lesson_id).teaching.rubric
    assert rows
    assert {len(levels) for _, levels in rows} == {4}


def test_the_page_says_what_the_lesson_says_to_teachers(toy: Path) -> None:
    page = unescape(teacher.page("01"))
    for words in ("Who was in the room?", "Let them guess.", "Ask who says so.", "Print the page.",
                  "Not reviewed; made for tests.", "right (T1)", "arguable", "Core path"):
        assert words in page


def test_a_page_is_called_after_its_lesson(toy: Path) -> None:
    assert teacher.title(library.lesson("01")) == "teacher-01.html"

"""The teacher's page: everything on paper, from the same files."""

from __future__ import annotations

import re
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpers import library, teacher

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


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_document_has_its_own_sheet_with_its_text(lesson_id: str) -> None:
    page = teacher.page(lesson_id)
    shown = {i for e in library.lesson(lesson_id).exercises for i in e.shows}
    assert shown
    for document in map(library.document, shown):
        assert page.count(f"Document sheet: {escape(document.title)}") == 1
        assert all(escape(paragraph) in page for paragraph in document.text)


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_the_questions_come_before_the_texts_and_the_key_comes_last(lesson_id: str) -> None:
    page = teacher.page(lesson_id)
    order = [page.index(words) for words in ("Questions for print", "Document sheet:", ">Key<")]
    assert order == sorted(order)
    assert page.rindex("Document sheet:") < order[2]


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


def test_the_page_withholds_what_no_item_says_in_the_hints_for_print(toy: Path) -> None:
    questions = teacher.page("01").partition("Document sheet:")[0]
    assert "The letter blames an animal." not in questions


def test_a_page_is_called_after_its_lesson(toy: Path) -> None:
    assert teacher.title(library.lesson("01")) == "teacher-01.html"

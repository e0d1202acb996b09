"""The pages to print: the teacher's with the key, the students' without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from helpers.case.errors import CourseError
from helpers.paper import frames, handout, markup, replicas, teacher
from helpers.work import library, tables

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


def _sheets(page: str) -> tuple[str, str]:
    """Return the questions and the document sheets of a students' page."""
    questions, _, sheets = page.partition(">Sheet A: ")
    return questions, sheets


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_the_teacher_has_every_question_with_its_key(lesson_id: str) -> None:
    page = unescape(teacher.html(lesson_id))
    for exercise in library.lesson(lesson_id).exercises:
        for _, item in exercise.items():
            assert item.ask in page
            for option in item.options:
                assert option.text in page
                assert library.cite(option.because) in page
            for key in item.keys:
                assert key.value in page


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_right_answer_stands_in_the_short_key(lesson_id: str) -> None:
    page = unescape(teacher.html(lesson_id))
    short = page.partition("answers in short")[2].partition("whole key")[0]
    for exercise in library.lesson(lesson_id).exercises:
        for _, item in exercise.items():
            right = [o.text for o in item.options if o.verdict in ("right", "arguable")]
            right += [k.value for k in item.keys if k.mark == "right"]
            right += [s.words for s in item.spans]
            assert [text for text in right if text not in short] == []


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_every_document_has_a_sheet_and_one_in_plainer_words(lesson_id: str) -> None:
    page = unescape(handout.html(lesson_id))
    shown = {i for e in library.lesson(lesson_id).exercises for i in e.shows}
    assert (">Sheet A: " in page) == bool(shown)
    for document in map(library.document, shown):
        assert len(re.findall(rf">Sheet [A-Z]: {re.escape(document.title)}<", page)) == 1
        texts = (*document.text, *document.plainer)
        assert all(library.cite(paragraph) in _sheets(page)[1] for paragraph in texts)
        assert not [note for note in document.notes if library.cite(note) in page]


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_what_students_get_gives_nothing_away(lesson_id: str) -> None:
    page = unescape(handout.html(lesson_id))
    for exercise in library.lesson(lesson_id).exercises:
        for _, item in exercise.items():
            for because in [o.because for o in item.options] + [k.because for k in item.keys]:
                assert library.cite(because) not in page
            assert not item.model or item.model not in page
        for document in map(library.document, exercise.shows):
            assert not [p for p in document.text if p in _sheets(page)[0]]


def test_a_step_that_gives_something_away_starts_a_new_page() -> None:
    page = handout.html("02")
    for words in ("Rykov and Tomsky are not named", "Which of these does the text really do?",
                  "A model answer", "Before you leave"):
        before = page[: page.index(words)]
        assert before.rindex('class="apart"') > before.rindex('class="exercise"')


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_students_get_all_that_their_questions_need(lesson_id: str) -> None:
    lesson = library.lesson(lesson_id)
    questions = _sheets(unescape(handout.html(lesson_id)))[0]
    said = [text for note in lesson.notes.values() for text in note.text]
    for exercise in lesson.exercises:
        for step in exercise.steps:
            said += [*step.notes, *(r.text for r in step.reads)]
        for _, item in exercise.items():
            printed = item.table and item.table_columns  # a long table is not; paper says how
            assert not printed or tables.table(item.table).attrs["caption"] in questions
            said += [item.paper] if item.paper else []
            assert item.pick in ("1", "any") or f"Choose {item.pick}." in questions
    bare = re.sub(r" \[\d+\]", "", questions)  # numbers stand for sources, listed below
    for text in said:
        plain = re.sub(r"\s*\[@[^\]]+\]", "", text)
        assert unescape(markup.paragraphs_html([plain])[3:-4]) in bare


def test_paper_follows_the_notebook() -> None:
    page = handout.html("02")
    order = ["Exercise 1 ", "headed the Soviet government", "Exercise 3 ", "Copied and sealed",
             "Exercise 4 ", "Exercise 8 ", "Is it Lenin", "Exercise 9 ", "Exercise 12 ",
             "Who is missing?"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_figure_is_on_paper_where_the_notebook_shows_it() -> None:
    page = handout.html("03")
    assert page.count("<figure") == page.count("</figure>") == 1
    assert page.index("Exercise 1 ") < page.index("<figure") < page.index(">Sheet A")


def test_a_table_on_paper_has_its_columns_under_their_titles_before_the_question() -> None:
    page = handout.html("02")
    assert "manner_of_death" not in page
    assert "shot after" not in page.partition("Exercise 1 ")[2]
    assert page.index(">Named in the letter?<") < page.index("Exercise 8 ")


def test_a_shorter_path_leaves_out_its_exercises_notes_and_sheets() -> None:
    pages = {path: handout.html("02", path) for path in ("short", "core", "further")}
    assert len(pages["short"]) < len(pages["core"]) < len(pages["further"])
    assert handout.html("02") == pages["further"]
    for words, paths in (("Exercise 2 ", "short core further"),
                         ("Copied and sealed", "core further"), ("Exercise 4 ", "core further"),
                         ("Exercise 12 ", "further"),
                         (">Sheet A: ", "short core further"), (">Sheet B: ", "core further"),
                         ("What you take away", "short core further")):
        assert [path for path, page in pages.items() if words in page] == paths.split(), words


def test_a_path_prints_the_figures_of_its_own_exercises_and_the_sources_it_names() -> None:
    pages = {path: unescape(handout.html("04", path)) for path in ("short", "core", "further")}
    for alt, paths in (("18 ribbons", "short core further"), ("8 bars of the", "core further"),
                       ("bar charts of 3 states", "further")):
        assert [path for path, page in pages.items() if f'alt="{alt}' in page
                or f'alt="Two {alt}' in page] == paths.split(), alt
    head = "<strong>Sources</strong>"
    listed = {path: len(re.findall("<dt", page.partition(head)[2]))
              for path, page in pages.items()}
    assert 0 < listed["short"] < listed["core"] < listed["further"]
    assert "Schapiro" in pages["short"].partition(head)[2]


@pytest.mark.parametrize("lesson_id", LESSONS)
@pytest.mark.parametrize("write", [teacher.html, handout.html])
def test_no_citation_is_left_undrawn(lesson_id: str, write: Callable[[str], str]) -> None:
    assert "[@" not in write(lesson_id)


@pytest.mark.parametrize("lesson_id", LESSONS)
@pytest.mark.parametrize("write", [teacher.html, handout.html])
def test_the_pages_are_well_formed_and_reach_out_nowhere(
        lesson_id: str, write: Callable[[str], str]) -> None:
    page = write(lesson_id)
    tags = _Tags()
    tags.feed(page)
    assert (tags.open, tags.wrong) == ([], [])
    inside = re.sub(r'<img [^>]*src="data:image/png;base64,[^"]*">', "", page)  # a drawn figure
    assert re.findall(r"<(?:script|link|iframe|img)\b|\b(?:src|href)=", inside) == []


@pytest.mark.parametrize("lesson_id", LESSONS)
def test_a_rubric_has_four_levels(lesson_id: str) -> None:
    rows = library.lesson(lesson_id).teaching.rubric
    assert rows
    assert {len(levels) for _, levels in rows} == {4}


def test_the_pages_say_what_the_lesson_says_to_teachers(toy: Path) -> None:
    page = unescape(teacher.html("01"))
    for words in ("Aim, to look twice.", "Who was in the room?", "Good, the boy.",
                  "Let them guess.", "Ask who says so.", "Print the page.",
                  "Not reviewed; made for tests.", "right (T1)", "arguable", "one period"):
        assert words in page


def test_a_lesson_without_a_notebook_is_printed_in_the_order_of_its_file(toy: Path) -> None:
    page = handout.html("01")
    assert page.index("Exercise 1 ") < page.index("Exercise 2 ")


def test_a_title_cannot_end_the_style_of_the_page(toy: Path) -> None:
    path = toy / "data/lessons/01-toy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("question: Who broke the jug?",
                                 "question: Who \"}</style><b>broke</b> it?"), encoding="utf-8")
    head = handout.html("01").partition("<body>")[0]
    assert head.count("</style>") == 1
    assert "<b>" not in head


def test_a_row_that_students_find_out_is_not_on_their_sheet() -> None:
    sheet = handout.html("02").partition(">Sheet B: ")[2].partition("in plainer words")[0]
    assert ">How it reached us<" in sheet
    for row in library.exercise("02/krupskaya-card").hides:
        assert f">{row}<" not in sheet


def test_a_model_answer_is_never_beside_its_question(toy: Path) -> None:
    path = toy / "data/lessons/01-toy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("      - id: look\n", "      - id: look\n        reads:\n"
                                 "          - text: THE MODEL\n            comment: A move.\n", 1),
                    encoding="utf-8")
    before = handout.html("01").partition("THE MODEL")[0]
    assert before.rindex('class="apart"') > before.rindex("Who will be blamed?")


def test_a_column_that_is_not_there_is_a_sentence(toy: Path) -> None:
    with pytest.raises(CourseError, match="has no column 'nam'"):
        frames.printed("people", ["nam"])


def test_the_students_page_has_the_replica_unfolded() -> None:
    page = handout.html("01")
    assert replicas.html(library.specimen(), opened=True) in page
    assert "<details open>" in page

"""From the toy files to records."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked import digest

from helpers.case.errors import CourseError
from helpers.judge.kinds import KINDS
from helpers.work import library


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_lesson_is_read_whole(toy: Path) -> None:
    lesson = library.lesson("01")
    assert (lesson.id, lesson.slug, lesson.words) == ("01", "01-toy", ("jug",))
    assert [e.id for e in lesson.exercises] == [
        "predict", "card", "words", "count", "exit", "compare", "tree", "scales", "voices",
        "altered", "sprint", "weak", "rebuild", "after"]
    assert [e.number for e in lesson.exercises] == list(range(1, 15))


def test_every_kind_of_item_is_read(toy: Path) -> None:
    kinds = {i.kind for e in library.lesson("01").exercises for _, i in e.items()}
    assert kinds == set(KINDS)


def test_an_item_keeps_what_its_kind_needs(toy: Path) -> None:
    who = library.exercise("01/predict").item("who")
    assert (who.sure, who.pick, len(who.options), len(who.hints)) == (True, "1", 3, 3)
    mark = library.exercise("01/words").item("words")
    assert [s.label for s in mark.spans] == ["judges", "asks"]


def test_a_document_is_read_whole(toy: Path) -> None:
    letter = library.document("toy-letter")
    assert letter.author == "Anna Schmidt"
    assert len(letter.text) == 2
    assert letter.original is None


@pytest.mark.parametrize(("old", "new", "words"), [
    ("text_is: summary", "text_is: translation", "add the fingerprint"),
    ("rights: summary-only, invented", "rights: mine", "must begin with one of"),
    ("access: was told", "access: heard", "is not one of"),
    ("id: toy-letter", "id: letter", "must be the name of the file, 'toy-letter'"),
    ("## Notes", "## Remarks", "is no section; rename it"),
])
def test_a_mistake_in_a_document_is_told(toy: Path, old: str, new: str, words: str) -> None:
    _change(toy / "data/documents/toy-letter.md", old, new)
    with pytest.raises(CourseError, match=words):
        library.document("toy-letter")


@pytest.mark.parametrize(("name", "value", "words"), [
    ("words", "many", "must be a whole number"),
    ("sha256", "abc", "must be 64 of the characters"),
    ("read", "today", "is not a date"),
])
def test_a_bad_fingerprint_is_told(toy: Path, name: str, value: str, words: str) -> None:
    good = {"first_words": "Der Krug", "last_words": "der Küche", "words": "30",
            "sha256": "0" * 64, "address": "a drawer", "read": "2026-11-21"}
    lines = "".join(f"\n  {k}: {v!r}" for k, v in {**good, name: value}.items())
    _change(toy / "data/documents/toy-letter.md", "text_is: summary",
            f"original:{lines}\ntext_is: translation")
    with pytest.raises(CourseError, match=words):
        library.document("toy-letter")


def test_a_step_knows_what_it_asked_by_a_digest(toy: Path) -> None:
    before = digest("01/predict")
    _change(toy / "data/lessons/01-toy.yaml", "text: The wind", "text: A gust")
    assert digest("01/predict") != before


def test_a_corrected_text_changes_the_digest_of_a_step_that_marks_its_words(toy: Path) -> None:
    before = digest("01/words"), digest("01/predict")
    _change(toy / "data/documents/toy-letter.md", "Nobody else", "Nobody at all")
    assert digest("01/words") != before[0]
    assert digest("01/predict") == before[1]


def test_a_better_reason_does_not_change_the_digest(toy: Path) -> None:
    before = digest("01/predict")
    _change(toy / "data/lessons/01-toy.yaml", "All windows were shut.", "It was calm.")
    assert digest("01/predict") == before


def test_a_file_that_a_teacher_changed_is_read_again(toy: Path) -> None:
    assert library.lesson("01").title == "Who broke the jug?"
    _change(toy / "data/lessons/01-toy.yaml", "title: Who broke the jug?", "title: The jug")
    assert library.lesson("01").title == "The jug"


@pytest.mark.parametrize(("find", "address", "words"), [
    (library.exercise, "01/nothing", "There is no exercise '01/nothing'. Lesson 01 has: 01/pred"),
    (library.lesson, "99", "There is no lesson '99'. There are: 01."),
    (library.exercise, "99/x", "There is no lesson '99'"),
    (library.document, "diary", "There is no document 'diary'. There are: toy-"),
])
def test_what_is_not_there_is_said_with_what_is(
        toy: Path, find: object, address: str, words: str) -> None:
    assert callable(find)
    with pytest.raises(CourseError) as caught:
        find(address)
    assert words in str(caught.value)


def test_more_than_one_mistake_points_to_the_check(toy: Path) -> None:
    _change(toy / "data/lessons/01-toy.yaml", "pick: 2", "pick: 4")
    _change(toy / "data/lessons/01-toy.yaml", "kind: prose", "kind: poem")
    with pytest.raises(CourseError, match=r"\(1 more: python -m helpers check\)"):
        library.lesson("01")


def test_the_course_is_found_from_a_folder_inside_it(
        toy: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    library._root_of_this_process.cache_clear()
    request.addfinalizer(library._root_of_this_process.cache_clear)
    monkeypatch.delenv("COURSE")
    monkeypatch.chdir(toy / "data" / "documents")
    assert library.root() == toy

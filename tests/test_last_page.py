"""The last page of a lesson: two answers side by side, and what stands only after the second."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest

from helpers.case.errors import CourseError
from helpers.paper import handout
from helpers.screen import background, last, widget
from helpers.work import journal, library


def _answer(acts_of: Any, exercise_id: str) -> None:
    exercise = library.lesson("01").exercise(exercise_id)
    for step in exercise.steps:
        for act in acts_of(exercise, step):
            journal.append(act)


def test_nothing_is_told_before_the_last_answer(toy: Path) -> None:
    page = last.LastPage("01/end").view
    assert not page["open"]
    assert page["first"] == page["now"] == page["firm"] == page["still"] == []
    assert page["craft"] == ""
    assert page["nowAt"] == "exercise 1, Before you read"


def test_after_it_both_answers_stand_there_with_what_is_firm(toy: Path, acts_of: Any) -> None:
    shown = last.LastPage("01/end")
    _answer(acts_of, "predict")
    widget.refresh_all()
    page = shown.view
    assert page["open"]
    assert page["first"]
    assert page["now"]
    assert page["firm"] == ["The jug stood on the table until Monday.\ue000Braun 1901, 3\ue001"]
    assert page["still"] == ["Who was near it."]
    assert page["craft"] == "Ask who could have seen it."


def test_the_export_is_one_click_away(toy: Path, acts_of: Any) -> None:
    shown = last.LastPage("01/end")
    with pytest.raises(CourseError, match="no answers to export"):
        shown.take({"do": "export"})
    _answer(acts_of, "predict")
    assert shown.take({"do": "export"})["file"]["name"].startswith("answers-")
    with pytest.raises(CourseError, match="older than the course"):
        shown.take({"do": "draft"})


def test_the_next_lesson_is_the_one_with_the_next_number() -> None:
    assert last.LastPage("01/end").view["next"] == {
        "title": f"02 · {library.lesson('02').question}", "link": "02-did-lenin-pick-an-heir.ipynb"}
    assert last.LastPage(f"{max(library.lesson_files())}/end").view["next"] is None


@pytest.mark.parametrize("lesson_id", list(library.lesson_files()))
def test_every_lesson_ends_with_its_last_page_before_the_extra_part(lesson_id: str) -> None:
    text = library.notebook_file(library.lesson(lesson_id).slug).read_text(encoding="utf-8")
    extra = next(e for e in library.lesson(lesson_id).exercises if e.path == "further")
    end = text.index(f'last_page(\\"{lesson_id}\\")')
    assert text.index("/second-thought" if lesson_id == "00" else "/exit") < end
    assert end < text.index(extra.address)


@pytest.mark.parametrize("lesson_id", list(library.lesson_files()))
def test_a_closed_notebook_tells_nothing_and_paper_tells_it_at_the_end(lesson_id: str) -> None:
    end = library.lesson(lesson_id).end
    assert end
    assert end.craft not in last.LastPage(f"{lesson_id}/end").printed()[1]
    assert end.craft in unescape(handout.html(lesson_id, "short"))


def test_a_lesson_without_a_last_page_says_what_to_add(toy: Path) -> None:
    path = toy / "data/lessons/01-toy.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[:text.index("\nend:\n")] + text[text.index("\nteacher:\n"):],
                    encoding="utf-8")
    assert repr(last.last_page("01")).startswith("Lesson 01 has no last page. Add 'end' to ")


def test_a_background_note_is_for_everybody_and_takes_no_answer(toy: Path) -> None:
    note = background.BackgroundNote("01/background")
    assert note.view["text"] == [
        "The \ue002jug\ue003A pot with a handle.\ue004 stood on the table until Monday."
        "\ue000Braun 1901, 3\ue001"]
    assert (note.view["path"], note.view["title"]) == ("short", "The kitchen")
    with pytest.raises(CourseError, match="older than the course"):
        note.take({"do": "draft"})

"""What paper, GitHub and a closed notebook show."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from withheld import withheld

from helpers.case import attribution
from helpers.case.records import SURE, Exercise
from helpers.judge import values
from helpers.judge.scene import Around
from helpers.paper import markup, notes, twin
from helpers.screen import background, form
from helpers.work import library

ALL = [e.address for k in library.lesson_files() for e in library.lesson(k).exercises]


def _twin(exercise: Exercise) -> str:
    shown = [library.document(i) for i in exercise.shows]
    return twin.twin(exercise, shown, whole=True)


@pytest.mark.parametrize("address", ALL)
def test_a_twin_asks_every_question(address: str) -> None:
    exercise = library.exercise(address)
    twin = _twin(exercise)
    for _, item in exercise.items():
        assert escape(item.ask) in twin
        for option in item.options:
            assert escape(option.text) in twin


def test_in_a_notebook_a_twin_ends_before_what_must_not_be_seen_yet() -> None:
    seen = "".join(form.ExerciseForm(f"02/{name}").printed()[1]
                   for name in ("masthead", "worked-card", "missing-names", "expert"))
    for words in ("Which of these does the text really do?", "So he may spread the faults evenly",
                  "Rykov and Tomsky", "A model answer"):
        assert words not in seen
    assert seen.count("The next step opens on screen.") == 3


@pytest.mark.parametrize("address", ALL)
def test_a_twin_gives_nothing_away(address: str) -> None:
    exercise = library.exercise(address)
    twin = _twin(exercise)
    for _, item in exercise.items():
        assert [s for s in withheld(item) if escape(library.cite(s)) in twin] == []
    for document in exercise.shows:
        assert not [p for p in library.document(document).text if escape(p) in twin]


@pytest.mark.parametrize("address", ALL)
def test_a_twin_has_no_form_control_and_no_style_that_github_drops(address: str) -> None:
    assert re.findall(r"<(input|textarea|select|button|script|style|form)\b",
                      _twin(library.exercise(address))) == []


def test_a_twin_does_not_depend_on_answers(toy: Path) -> None:
    widget = form.ExerciseForm("01/predict")
    before = widget.printed()
    answers = {"who": {"picked": ["cat"], "sure": "guess"}, "why": "The zebra did it."}
    assert "saved" in widget.take({"do": "commit", "step": "guess", "answers": answers})
    assert widget.printed() == before
    assert "zebra" not in before[1]


def test_a_twin_offers_the_four_words_for_sure_where_they_are_asked(toy: Path) -> None:
    assert all(word in _twin(library.exercise("01/predict")) for word in SURE)
    assert SURE[3] not in _twin(library.exercise("01/card"))


def test_what_a_file_says_is_never_markup(toy: Path) -> None:
    path = toy / "data/lessons/01-toy.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(
        "ask: Who will be blamed?", "ask: Who <b>will</b> & why?"), encoding="utf-8")
    assert "Who &lt;b&gt;will&lt;/b&gt; &amp; why?" in _twin(library.exercise("01/predict"))


# -- documents --------------------------------------------------------------------------------


def test_a_card_tells_who_when_for_whom_and_how_it_reached_us(toy: Path) -> None:
    rows = dict(attribution.attribution(library.document("toy-letter")))
    assert rows["Who"] == "Anna Schmidt, neighbour"
    assert rows["Written"] == "7 May 1901"
    assert rows["About"] == "events of 6 May 1901"
    assert rows["For whom"] == "Karl Braun"
    assert rows["How it reached us"] == "kept in a drawer"


def test_a_card_says_what_its_text_is_and_that_nobody_reviewed_it(toy: Path) -> None:
    rows = dict(attribution.attribution(library.document("toy-letter")))
    assert rows["This text"] == (
        "A summary in our own words; not the wording of the document. Not reviewed.")


def test_an_event_on_the_day_of_writing_needs_no_row() -> None:
    assert "About" not in dict(attribution.attribution(library.document("lenin-letter-1922-12-24")))


# -- answers in words -------------------------------------------------------------------------


@pytest.mark.parametrize(("address", "item", "value", "words"), [
    ("01/predict", "who", {"picked": ["cat"], "sure": "guess"},
     ["The cat", "How sure: guess"]),
    ("01/predict", "found", {"picked": ["blames", "excuses"]}, ["It blames", "It excuses"]),
    ("01/predict", "found", {"picked": []}, ["None of these"]),
    ("01/predict", "why", "Because.", ["Because."]),
    ("01/words", "words", [[0, 1, "judges"]], ["“a b” – judges"]),
    ("01/words", "words", [[2, 9, "asks"]], ["“c” – asks"]),
    ("01/count", "n", {"value": "2", "code": "n = 2"}, ["2"]),
    ("01/count", "n", None, []),
])
def test_an_answer_can_be_said(
        toy: Path, address: str, item: str, value: object, words: list[str]) -> None:
    asked = library.exercise(address).item(item)
    if asked.spans:
        asked = replace(asked, passage=("a b c",))
    assert values.said(asked, value, Around()) == words


def test_stars_make_words_bold_and_nothing_else() -> None:
    assert markup.paragraphs_html(["A **b** & <i>", "2 ** 3"]) == (
        "<p>A <strong>b</strong> &amp; &lt;i&gt;</p><p>2 ** 3</p>")


# -- notes, words, sources --------------------------------------------------------------------


def test_a_note_shows_its_citations_as_a_reader_sees_them(toy: Path) -> None:
    text, html = background.BackgroundNote("01/background").printed()
    assert "<strong>jug</strong> stood on the table until Monday. [1]</p>" in html
    assert "[1] Braun 1901, 3." in html
    assert text == "The jug stood on the table until Monday. (Braun 1901, 3)"


def test_hard_words_come_with_their_meanings(toy: Path) -> None:
    assert repr(notes.words("01")) == "jug: A pot with a handle."


def test_sources_list_what_the_lesson_its_documents_and_tables_cite(toy: Path) -> None:
    assert notes.cited_in("01") == ["diary-1901"]
    assert "Diary of a Village" in repr(notes.sources("01"))


@pytest.mark.parametrize("shown", [
    lambda: background.note("01/nothing"), lambda: background.note("99/x"),
    lambda: notes.words("99"),
    lambda: notes.sources("99"),
])
def test_a_wrong_address_is_a_sentence_and_no_traceback(toy: Path, shown: object) -> None:
    assert callable(shown)
    html = shown()
    assert repr(html).startswith("There is no ")
    assert ">There is no " in html.html

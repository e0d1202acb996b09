"""Marked words: how much they share with ours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from judging import judge, missing, shape
from toy_case import DOCS, TOY

from helpers.case.records import Item, Span
from helpers.judge.kinds import mark
from helpers.judge.scene import Around, Scene

TEXT = "My cat is a careless animal, but please forgive her this time."
MARK = Item(
    "q", "mark", "?", document="toy", labels=(("judges", "judges"), ("asks", "asks")),
    spans=(Span("a careless animal", "judges", "An opinion."),
           Span("please forgive her", "asks", "A request.")),
)


def _judged(*value: list[Any]) -> list[str]:
    return [v.mark for v in judge(MARK, list(value), [TEXT])]


@pytest.mark.parametrize(("value", "marks"), [
    ([[3, 5, "judges"], [7, 9, "asks"]], ["right", "right"]),
    ([[3, 5, "judges"]], ["right", "also"]),
    ([[4, 5, "judges"], [7, 9, "asks"]], ["right", "right"]),     # two words of three
    ([[5, 5, "judges"], [7, 9, "asks"]], ["almost", "right"]),    # one word of three
    ([[0, 11, "judges"], [7, 9, "asks"]], ["almost", "right"]),   # the whole sentence
    ([[4, 7, "judges"]], ["almost", "almost"]),                   # two words of five
    ([[3, 5, "asks"], [7, 9, "asks"]], ["almost", "right"]),      # the other label
    ([[3, 5, "judges"], [7, 9, "asks"], [0, 1, "asks"]], ["right", "right", "noted"]),
])
def test_a_mark_is_judged_by_the_words_it_shares_with_ours(
        value: list[list[Any]], marks: list[str]) -> None:
    assert _judged(*value) == marks


def test_a_mark_under_the_other_label_is_told_which_one_it_had() -> None:
    said = judge(MARK, [[3, 5, "asks"]], [TEXT])[0]
    assert said.because == "You marked this as “asks”. An opinion."


def test_extra_marks_are_not_called_wrong() -> None:
    said = judge(MARK, [[0, 0, "asks"], [1, 1, "asks"]], [TEXT])[-1]
    assert (said.part, said.mark) == ("“My”; “cat”", "noted")
    assert "That does not make them wrong" in said.because


def test_words_are_found_without_their_punctuation() -> None:
    assert mark.find_words("Careless animal", mark.tokens(TEXT)) == [range(4, 6)]


def test_words_that_stand_twice_may_be_marked_at_either_place() -> None:
    text = "I fear the split, and the split is near."
    item = replace(MARK, spans=(Span("the split", "judges", "A fear."),))
    for place in ([2, 3, "judges"], [5, 6, "judges"]):
        assert [v.mark for v in judge(item, [place], [text])] == ["right"]


def test_words_are_found_from_one_paragraph_into_the_next() -> None:
    item = replace(MARK, document="", passage=("My cat is a careless", "animal, but good."))
    assert judge(item, [[3, 5, "judges"]])[0].mark == "right"
    assert mark.said(item, [[4, 5, "judges"]], {}, False) == ["“careless animal,” – judges"]


def test_words_that_do_not_stand_there_are_not_found() -> None:
    assert mark.find_words("careful animal", mark.tokens(TEXT)) == []


def test_words_are_marked_in_a_passage_of_the_item() -> None:
    item = TOY.exercise("weak").item("words")
    verdicts = judge(item, [[7, 8, "stock"]], [" ".join(item.passage)])
    assert [v.mark for v in verdicts] == ["right"]


@pytest.mark.parametrize(("value", "mark"), [
    ([[4, 5, "judges"], [6, 6, "judges"]], "right"),   # half of what is marked or wanted
    ([[5, 7, "judges"], [8, 8, "judges"]], "almost"),  # less than half
])
def test_half_of_the_words_is_enough(value: list[list[Any]], mark: str) -> None:
    assert _judged(*value)[0] == mark


@pytest.mark.parametrize("value", [
    None, {}, [[0, 1]], [[0, 1, "shouts"]], [[1, 0, "asks"]], [[-1, 0, "asks"]],
    [[0, 1000, "asks"]], [["0", 1, "asks"]], [[0, True, "asks"]], [[0, 1, ["asks"]]],
    [[0, 0, "asks"]] * 101,
])
def test_what_is_no_mark_is_refused(value: Any) -> None:
    assert shape(MARK, value) == "marks need a first word, a last word and a label"


@pytest.mark.parametrize("value", [[], [[0, 0, "asks"]] * 100, [[0, 999, "asks"]]])
def test_up_to_a_hundred_marks_are_taken(value: Any) -> None:
    assert shape(MARK, value) == ""


def test_nothing_marked_is_missing() -> None:
    assert missing(MARK, []) == missing(MARK, None) == "Mark at least one word first."
    assert missing(MARK, [[0, 0, "asks"]]) == ""


def test_other_marks_get_the_words_of_the_file_where_it_has_some() -> None:
    item = replace(MARK, otherwise="Not asked for.")
    assert judge(item, [[0, 0, "asks"]], [TEXT])[-1].because == "Not asked for."
    assert mark.key(item)[-1] == ("wrong", "anything else", "Not asked for.")
    assert len(mark.key(MARK)) == 2


def test_a_missed_span_is_named_with_its_label_and_reason() -> None:
    said = judge(MARK, [[3, 5, "judges"]], [TEXT])
    assert [(v.part, v.because) for v in said] == [
        ("“a careless animal” (judges)", "An opinion."),
        ("“please forgive her” (asks)", "A request.")]


def test_words_in_a_later_paragraph_are_found_and_said() -> None:
    marks, texts = [[3, 5, "judges"]], ["A jug fell.", f"It broke. {TEXT}"]
    marks = [[first + 5, last + 5, label] for first, last, label in marks]
    assert [v.mark for v in judge(MARK, marks, texts)] == ["right", "also"]
    item = replace(MARK, document="", passage=tuple(texts))
    assert mark.said(item, marks, {}, False) == ["“a careless animal,” – judges"]


WEAK = TOY.exercise("weak").item("words")


def test_the_page_gets_the_words_one_by_one_and_the_labels() -> None:
    seen = mark.seen(WEAK, Scene())
    assert seen["labels"] == [["stock", "a stock phrase"]]
    assert seen["paragraphs"][0][:3] == ["The", "letter", "is"]


def test_words_of_a_document_are_shown_once_its_text_is_open() -> None:
    item = TOY.exercise("words").item("words")
    assert mark.seen(item, Scene(TOY.exercise("predict"), around=Around(DOCS))) == {}
    seen = mark.seen(item, Scene(TOY.exercise("words"), around=Around(DOCS)))
    assert seen["paragraphs"][0][:3] == ["The", "jug", "fell"]


def test_marked_words_are_said_as_they_stand_with_their_label() -> None:
    said = mark.said(WEAK, [[7, 8, "stock"], [0, 0, "stock"]], {}, False)
    assert said == ["“not objective,” – a stock phrase", "“The” – a stock phrase"]


def test_half_of_the_words_are_enough_and_less_is_not() -> None:
    item = replace(MARK, spans=(Span("a careless", "judges", "An opinion."),))
    assert [v.mark for v in judge(item, [[3, 3, "judges"]], [TEXT])] == ["right"]

"""The reference rules: each asks where it should and keeps silent where it should not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case.read import read_document
from helpers.case.records import Verdict
from helpers.judge import rebuilt, rules
from helpers.work import library

DATA = Path(__file__).parent / "toy/data"
TOY = library.read_course_lesson(DATA / "lessons/01-toy.yaml", [])
ITEM = TOY.exercise("rebuild").item("page")
DOCUMENTS = {path.stem: read_document(path, []) for path in (DATA / "documents").glob("*.md")}
GRIDS = (
    (TOY.exercise("compare").item("cells"),
     {"fell": {"anna": "supports", "cook": "contradicts"},
      "cat": {"anna": "supports", "cook": "contradicts"}}),
    (TOY.exercise("scales").item("weights"), {"diary": {"cat": "1", "gust": "0", "fall": "1"}}),
)
SHELF = rebuilt.shelf(ITEM, DOCUMENTS, GRIDS)
PLAIN = rebuilt.shelf(ITEM, DOCUMENTS)
GOOD = "The jug broke before the letter was written. [anna; cook] {fact, fairly sure}"


def _asked(text: str, rule: str, shelf: rebuilt.Shelf = PLAIN) -> list[Verdict]:
    return [v for v in rules.check(rebuilt.read(text), shelf) if v.rule == rule]


def test_a_line_says_its_cards_its_kind_and_how_sure_it_is() -> None:
    line = rebuilt.read("\nThe cat did it. [anna, line 2; cook] {Inference, would publish}\n")[0]
    assert line == rebuilt.Line(2, "The cat did it.", ("anna", "cook"), "inference",
                                "would publish")


@given(st.text(max_size=200))
def test_any_text_can_be_read_and_every_message_names_its_rule(text: str) -> None:
    for verdict in rules.check(rebuilt.read(text), SHELF):
        assert verdict.rule == "all" or verdict.because.endswith(f"(Rule: {verdict.rule}.)")


CARDS = st.lists(st.sampled_from(["anna", "diary", "cook", "nobody"]), max_size=3).map("; ".join)
WORDS = st.lists(st.sampled_from(
    ["It", "broke", "saw", "1901", "13", "April", "May", "Schmitt", "“a", "jug”", "biased"]))


@given(st.lists(st.tuples(WORDS.map(" ".join), CARDS, st.sampled_from(rebuilt.TAGS),
                          st.sampled_from(["guess", "would publish", "sure"])), max_size=5))
def test_any_page_of_cited_lines_is_asked_by_rules_that_name_themselves(
        rows: list[tuple[str, str, str, str]]) -> None:
    text = "\n".join(f"{words} [{cards}] {{{tag}, {sure}}}" for words, cards, tag, sure in rows)
    for verdict in rules.check(rebuilt.read(text), SHELF):
        assert verdict.rule == "all" or verdict.because.endswith(f"(Rule: {verdict.rule}.)")


@pytest.mark.parametrize(("rule", "line", "words"), [
    ("tag", "The jug broke.", "What kind of sentence is this"),
    ("uncited fact", "The jug broke. {fact, leaning}", "Who says so?"),
    ("unknown card", "The jug broke. [ana] {fact, leaning}", "Did you mean “anna”?"),
    ("unused card", GOOD, "“Karl's diary”"),
    ("name match", "Schmitt blames the cat. [anna] {fact, leaning}", "taken as Schmidt"),
    ("date match", "It broke in June 1901. [anna] {fact, leaning}",
     "about 6 May 1901 and was written 7 May 1901"),
    ("access conflict", "Anna saw it fall. [anna] {fact, leaning}", "“saw”"),
    ("stock phrase", "Her letter is unreliable. [anna] {judgement, leaning}", "which question"),
    ("quotation fidelity", "She calls the cat “a wild beast”. [anna] {fact, leaning}",
     "do not stand like this"),
    ("copy", "It fell from the table and broke into many pieces. [anna] {fact, leaning}",
     "the wording of the card"),
    ("copy", "It fell from the table and broke into many. [anna] {fact, leaning}",
     "fell from the table and broke into many"),  # just eight words
    ("copy", "Everybody knows that the big brown cat of the house is guilty. [cook] "
     "{fact, leaning}", "the wording of the page"),
    ("thin root", "The cat broke it. [anna; diary] {inference, leaning}", "2 cards, one witness"),
    ("certainty", "The cat broke it. [anna] {inference, would publish}", "on one root"),
    ("one camp", "It broke. [anna] {fact, leaning}\nIt fell. [diary] {fact, leaning}",
     "one standpoint: the family"),
    ("off question", "It was loud. [cook] {fact, leaning}", "“Anna's letter”"),
])
def test_each_rule_asks_where_it_should(rule: str, line: str, words: str) -> None:
    asked = _asked(line, rule)
    assert len(asked) == 1
    assert words in asked[0].because


@pytest.mark.parametrize("rule", [
    "tag", "uncited fact", "unknown card", "name match", "date match", "gap", "access conflict",
    "stock phrase", "quotation fidelity", "copy", "thin root", "certainty", "one camp",
    "off question"])
def test_a_careful_line_is_asked_nothing(rule: str) -> None:
    assert _asked(GOOD, rule) == []


@pytest.mark.parametrize(("rule", "line"), [
    # Each is one step away from a line that is asked about.
    ("access conflict", "They saw it. [anna; cook] {fact, leaning}"),
    ("access conflict", "She never saw who it was. [anna] {fact, leaning}"),
    ("access conflict", "She only heard of it. [anna] {fact, leaning}"),
    ("date match", "It broke on 6 May. [anna] {fact, leaning}"),
    ("date match", "It broke on 6th May 1901. [anna] {fact, leaning}"),
    ("date match", "Later, in 1931, it was printed. [anna] {inference, leaning}"),
    ("name match", "Ann blames the cat. [anna] {fact, leaning}"),
    ("copy", "It fell from the table and broke into two. [anna] {fact, leaning}"),
    ("thin root", "The cat broke it. [anna; cook] {inference, leaning}"),
    ("certainty", "The cat broke it. [anna, cook] {inference, would publish}"),
])
def test_a_near_miss_is_asked_nothing(rule: str, line: str) -> None:
    assert _asked(line, rule) == []


@pytest.mark.parametrize(("rule", "line", "words"), [
    ("date match", "It broke on 13 April. [anna] {inference, leaning}", "You write 13 April 1901"),
    ("unknown card", "It broke. (anna) {inference, leaning}", "Did you mean [anna]?"),
    ("thin root", "It broke. [anna, diary] {fact, leaning}", "2 cards, one witness"),
])
def test_how_students_write_it_is_understood(rule: str, line: str, words: str) -> None:
    assert words in _asked(line, rule)[0].because


def test_lines_are_counted_as_the_box_counts_them() -> None:
    text = "One\u2028two. [anna]\nThree. [cook]"
    assert [(line.number, line.cards) for line in rebuilt.read(text)] == [(1, ("anna",)),
                                                                       (2, ("cook",))]


def test_a_date_that_one_of_the_cited_cards_allows_is_not_asked_about() -> None:
    rows = tuple(replace(row, document="toy-letter-printed") if row.id == "cook" else row
                 for row in ITEM.rows)  # written in 1931
    shelf = rebuilt.shelf(replace(ITEM, rows=rows), DOCUMENTS)
    assert _asked("It was told in 1920. [anna] {fact, leaning}", "date match", shelf)
    assert not _asked("It was told in 1920. [anna; cook] {fact, leaning}", "date match", shelf)


def test_cards_without_a_camp_make_no_camp() -> None:
    item = replace(ITEM, rows=tuple(replace(row, camp="") for row in ITEM.rows))
    lines = "It broke. [anna] {fact, leaning}\nIt fell. [cook] {fact, leaning}"
    assert _asked(lines, "one camp", rebuilt.shelf(item, DOCUMENTS)) == []


def test_a_quotation_that_stands_in_the_card_is_not_asked_about() -> None:
    line = "She calls it “a careless animal”, and asks to forgive it. [anna] {fact, leaning}"
    assert _asked(line, "quotation fidelity") == []


def test_what_was_written_long_after_is_asked_about_the_years_between() -> None:
    late = replace(DOCUMENTS["toy-letter"], written="1931")
    shelf = rebuilt.shelf(ITEM, {"toy-letter": late})
    asked = _asked("The jug broke. [anna] {fact, leaning}", "gap", shelf)
    assert "30 years after the event (more than 20)" in asked[0].because
    assert _asked("The jug broke. [anna; cook] {fact, leaning}", "gap", shelf) == []


def test_one_s_own_grid_is_held_against_what_one_would_publish() -> None:
    asked = _asked("The cat was in the room. [anna; diary] {fact, would publish}", "certainty",
                   SHELF)
    assert "In your grid “The cook” contradicts" in asked[-1].because


def test_silence_taken_for_denial_in_the_grid_is_asked_about_again() -> None:
    asked = _asked("The cook denies the cat. [cook] {fact, leaning}", "silence error", SHELF)
    assert "“The cat was in the room”. Does it deny it, or not mention it?" in asked[0].because


def test_a_card_that_fits_every_story_is_asked_whether_it_decides() -> None:
    assert _asked("The cat did it. [diary] {inference, leaning}", "diagnosticity", SHELF)
    assert not _asked("Karl wrote. [diary] {fact, leaning}", "diagnosticity", SHELF)


def test_a_card_rated_alike_for_every_question_is_asked_about() -> None:
    flat = replace(TOY.exercise("compare").item("useful"), columns=(
        replace(TOY.exercise("compare").item("useful").columns[0], id="anna"),))
    alike = {"who": {"anna": "some"}, "mood": {"anna": "some"}}
    line = "It broke. [anna] {fact, leaning}"
    assert _asked(line, "flat value", rebuilt.shelf(ITEM, DOCUMENTS, [(flat, alike)]))
    told = {"who": {"anna": "some"}, "mood": {"anna": "strong"}}
    assert not _asked(line, "flat value", rebuilt.shelf(ITEM, DOCUMENTS, [(flat, told)]))


def test_messages_stand_in_the_order_of_the_lines_and_the_page_comes_last() -> None:
    found = rules.check(rebuilt.read("One.\nTwo.\nThree. [cook] {fact, leaning}"), PLAIN)
    numbers = [verdict.line for verdict in found]
    assert numbers == [1, 2, 0, 0]


def test_a_page_without_questions_is_told_so() -> None:
    lines = f"{GOOD}\nKarl repeats her story. [diary] {{inference, leaning}}"
    assert [v.rule for v in rules.check(rebuilt.read(lines), PLAIN)] == ["all"]

"""Prose: a model answer and advice, never a mark."""

from __future__ import annotations

from dataclasses import replace

from judging import judge, missing, shape
from toy_case import DOCS, TOY

from helpers.case import shingles
from helpers.case.records import Act, Item, Verdict
from helpers.judge.kinds import prose
from helpers.judge.scene import Answer, Around, Scene
from helpers.judge.states import State

TEXT = "My cat is a careless animal, but please forgive her this time."


def test_prose_gets_the_model_answer_and_no_mark_of_its_own() -> None:
    item = Item("q", "prose", "?", model="A model.")
    assert judge(item, "Something wise.") == [Verdict("A model answer", "noted",
                                                             "A model.")]


def test_prose_without_a_model_is_left_alone() -> None:
    assert judge(Item("q", "prose", "?"), "Something wise.") == []


def test_advice_on_prose_stands_before_the_model() -> None:
    item = Item("q", "prose", "?", model="A model.")
    said = judge(item, "He wrote “a dog did it”. It is biased.", [TEXT])
    assert [v.rule for v in said] == ["stock phrase", "quotation fidelity", ""]


def test_an_empty_box_is_missing() -> None:
    item = Item("q", "prose", "?")
    assert missing(item, "  ") == missing(item, None) == "Write a few words first."
    assert missing(item, "So.") == ""


def test_prose_is_a_text_of_a_thousand_words_at_most() -> None:
    item = Item("q", "prose", "?")
    assert shape(item, ["So."]) == "the answer must be text"
    assert shape(item, "x" * 6001) == "the answer is longer than 6000 characters"
    assert shape(item, "x" * 6000) == ""


def test_of_a_page_the_rules_ask_and_the_model_follows() -> None:
    item = replace(TOY.exercise("rebuild").item("page"), model="A page.")
    said = judge(item, "It fell on Monday.")
    assert [v.rule for v in said] == ["tag", ""]
    assert said[-1].because == "A page."


def test_the_last_check_of_a_page_is_asked_about_until_it_is_committed() -> None:
    item = TOY.exercise("rebuild").item("page")
    acts = [Act(id=str(n), at=f"{n}", learner="", lesson="01", exercise="rebuild", of="",
                step="write", do="check", item="page", answers={"page": text})
            for n, text in enumerate(["One.", "It fell. {fact, guess}", "x" * 6001])]
    exercise = TOY.exercise("rebuild")
    step = exercise.steps[0]
    seen = prose.seen(item, Scene(exercise, step, State(checked={"page": acts})))
    assert seen["checks"] == 2  # a text that is too long is no draft of ours
    assert [v.rule for v in seen["asked"]] == ["uncited fact"]
    done = State(checked={"page": acts}, frozen={"write": acts[0]})
    assert "asked" not in prose.seen(item, Scene(exercise, step, done))


def test_the_key_of_prose_is_its_model_with_the_rubric() -> None:
    item = Item("q", "prose", "?", model="A model.", rubric=("Level 1.", "Level 2."))
    assert prose.key(item)[-1] == ("model", "A model.", "Level 1. Level 2.")
    assert all(line[0] != "model" for line in prose.key(Item("q", "prose", "?")))


def test_a_page_is_held_against_the_grids_that_its_file_names() -> None:
    grid = TOY.exercise("compare").item("cells")
    value = {"fell": {"anna": "supports", "cook": "supports"},
             "cat": {"anna": "supports", "cook": "contradicts"}}
    around = Around(DOCS, elsewhere=lambda address: Answer(grid, value, ())
                    if address == "01/compare/cells" else None)
    page = TOY.exercise("rebuild").item("page")
    line = "The cat was not in the room. [cook] {inference, leaning}"
    assert "silence error" in [v.rule for v in prose.asked(page, line, around)]
    assert "silence error" not in [v.rule for v in prose.asked(page, line, Around(DOCS))]


def test_a_page_is_held_against_the_wording_that_may_not_be_copied() -> None:
    page = TOY.exercise("rebuild").item("page")
    words = "one two three four five six seven eight nine ten eleven twelve"
    line, taken = f"{words}. [cook] {{inference, leaning}}", frozenset(shingles.hashes(words))
    copied = prose.asked(page, line, Around(DOCS, taken=taken))
    assert len(copied) > len(prose.asked(page, line, Around(DOCS)))

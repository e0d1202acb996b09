"""Prose: a model answer and advice, never a mark."""

from __future__ import annotations

from judging import judge

from helpers.case.records import Item, Verdict

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

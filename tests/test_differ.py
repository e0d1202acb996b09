"""The words in which two texts differ."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpers.judge import differ

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "the", "cat,", "jug"])).map(" ".join)


def _words(found: differ.Parts, *names: str) -> list[str]:
    return " ".join(text for name, text in found if name in names).split()


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_difference(first: str, second: str) -> None:
    found = differ.parts(first, second)
    assert _words(found, differ.SAME, differ.TAKEN) == first.split()
    assert _words(found, differ.SAME, differ.ADDED) == second.split()


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differ.said(differ.parts(text, text)) == "No word was changed."


def test_our_own_sign_for_a_cut_is_no_change() -> None:
    found = differ.parts("the [...] jug fell", "the jug fell")
    assert found == [("same", "the"), ("gap", "[...]"), ("same", "jug fell")]
    assert differ.said(found) == "No word was changed."


def test_one_word_and_many_words_are_said_in_english() -> None:
    found = differ.parts("the old jug", "the jug fell down")
    assert differ.said(found) == "2 words added, 1 word taken away."

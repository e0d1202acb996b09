"""Advice on prose: one question at a stock phrase, one note at a loose quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.judge import wording

LETTER = "Comrade Stalin, having become gensek, has gathered boundless power in his hands."


def _quoted(text: str) -> list[str]:
    return [v.because for v in wording.quotations(text, [LETTER])]


# -- stock phrases ----------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "The letter is biased.", "Bias!", "It is UNRELIABLE", "A primary source.",
    "He was an eyewitness.", "Everyone says it.", "It is trustworthy, I think.",
])
def test_a_stock_phrase_without_a_reason_earns_one_question(text: str) -> None:
    said = wording.stock_phrases(text)
    assert [(v.mark, v.rule) for v in said] == [("noted", "stock phrase")]
    assert said[0].because.endswith("?")


@pytest.mark.parametrize("text", [
    "It is biased against Trotsky.",
    "It is biased because she was angry.",
    "It is reliable for the question of the date.",
    "It is a primary source, so it shows what he thought that week.",
    "It is biased: “boundless power”.",
    "He was an eyewitness who saw the room.",
])
def test_a_stock_phrase_with_a_reason_is_left_alone(text: str) -> None:
    assert wording.stock_phrases(text) == []


@pytest.mark.parametrize("text", ["", "She was angry.", "unbiased", "an eyewitnesses' tale"])
def test_other_words_earn_no_question(text: str) -> None:
    assert wording.stock_phrases(text) == []


def test_a_reason_too_far_away_does_not_count() -> None:
    assert wording.stock_phrases("It is biased. " + "Then it goes on. " * 7 + "because of this")


def test_two_stock_phrases_earn_one_question_only() -> None:
    assert len(wording.stock_phrases("It is biased. It is unreliable.")) == 1


# -- quotations -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    "He speaks of “boundless power”.",
    'He speaks of "Boundless POWER".',
    "He speaks of «boundless   power».",
    "“Comrade Stalin … boundless power”",
    "“Comrade Stalin... in his hands”",
    "“Comrade Stalin [the secretary] having become gensek”",
    "“…boundless power…”",
    "No quotation at all.",
    "Er schreibt „boundless power“.",
    "He speaks of ‘boundless power’ and of Stalin’s hands.",
    "Il dit ‹boundless power›, »boundless power«.",
    'It is 5" and 6" tall.',
    'A table of 12" by 30", a chair of 20".',
    "The students’ work and the soldiers’ homes.",
    "In “Lessons of October” and in “My Life” he says it; so does the “Testament”.",
])
def test_a_faithful_quotation_is_left_alone(text: str) -> None:
    assert _quoted(text) == []


@pytest.mark.parametrize("text", [
    "He speaks of “unlimited power”.",
    "“boundless power … Comrade Stalin”",     # the parts in the wrong order
    "“boundless … hands of gold”",
    "“less power”",                           # the end of a word is not the word
    "“Comrade Stalin has gathered power”",    # words left out without an ellipsis
    "„unlimited power“", "„unlimited power”", "«unlimited power»", "»unlimited power«",
    "‹unlimited power›", "‘unlimited power’", '"unlimited power"', '("unlimited power")',
    "He says: ‘it wasn’t his power’.",
])
def test_a_loose_quotation_is_noted_with_its_words(text: str) -> None:
    notes = _quoted(text)
    assert len(notes) == 1
    assert "do not stand like this" in notes[0]


def test_each_loose_quotation_is_noted() -> None:
    assert len(_quoted("“one thing here” and “another thing”")) == 2


def test_a_quotation_from_any_of_the_texts_is_faithful() -> None:
    assert wording.quotations("“a careless animal”", [LETTER, "A careless animal."]) == []


def test_without_a_text_no_quotation_is_judged() -> None:
    assert wording.quotations("“anything at all”", []) == []


def test_a_note_on_a_quotation_is_advice_and_no_verdict_of_wrong() -> None:
    assert wording.quotations("“not in it”", [LETTER])[0].mark == "almost"


WORDS = LETTER.split()


@given(st.integers(0, len(WORDS) - 2), st.integers(2, len(WORDS)), st.booleans())
def test_any_stretch_of_the_text_is_a_faithful_quotation(
        start: int, length: int, shout: bool) -> None:
    stretch = " ".join(WORDS[start : start + length])
    assert _quoted(f"“{stretch.upper() if shout else stretch}”") == []


@given(st.text())
def test_no_prose_raises(text: str) -> None:
    assert len(wording.stock_phrases(text)) <= 1
    assert isinstance(wording.quotations(text, [LETTER]), list)

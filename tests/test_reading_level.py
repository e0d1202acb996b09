"""The plainer texts are plain: a formula that anybody can compute says so."""

from __future__ import annotations

import pytest
from reading_level import grade, syllables

from helpers.case.read import is_on
from helpers.work import library

HARDEST = 6.0  # a school grade
CORE = sorted({name for lesson_id in library.lesson_files()
               for exercise in library.lesson(lesson_id).exercises if is_on(exercise.path, "core")
               for name in exercise.shows})
PLAINER = [name for name in library.document_files() if library.document(name).plainer]


def _easy() -> set[str]:
    return {part.casefold() for word in library.glossary() for part in word.split()}


@pytest.mark.parametrize("name", CORE)
def test_every_text_of_a_core_path_has_a_plainer_one_of_grade_6_at_most(name: str) -> None:
    assert library.document(name).plainer
    assert grade(" ".join(library.document(name).plainer), _easy()) <= HARDEST


@pytest.mark.parametrize("name", PLAINER)
def test_a_plainer_text_is_easier_and_on_a_core_path_no_longer(name: str) -> None:
    document = library.document(name)
    exact, plainer = " ".join(document.text), " ".join(document.plainer)
    assert grade(plainer, _easy()) < grade(exact, _easy())
    if name in CORE:
        assert len(plainer.split()) <= len(exact.split())


@pytest.mark.parametrize(("word", "number"), [
    ("cat", 1), ("every", 2), ("committee", 3), ("self-confidence", 4), ("Grblify", 2),
    ("zorped", 1), ("it's", 1), ("it’s", 1)])
def test_syllables_are_counted_by_a_dictionary_or_by_vowels(word: str, number: int) -> None:
    assert syllables(word) == number


def test_the_grade_is_the_formula_of_1975() -> None:
    # 10 words in 2 sentences, 12 syllables
    text = "The cat sat on a mat. The committee ran out."
    assert grade(text, ()) == pytest.approx(0.39 * 10 / 2 + 11.8 * 12 / 10 - 15.59)


def test_names_numbers_and_explained_words_count_as_one_syllable() -> None:
    assert grade("Then Uchraspred came in 1924 too.", {"plenum"}) == pytest.approx(
        grade("Then Bob came in Ann too.", {"plenum"}))
    assert grade("The plenum met.", {"plenum"}) < grade("The plenum met.", ())

"""How sure a student is of a page's sentences, beside what they stand on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import pytest

import helpers
from helpers.case.records import Item, Row
from helpers.figures import calibration
from helpers.judge import rebuilt
from helpers.screen import form

PAGE = ("The jug fell on Monday. [anna] [diary] {fact, would publish}\n"
        "A cat was in the room. [anna] {fact, would publish}\n"
        "It may have been the wind. {inference, guess}\n"
        "No tag here.")


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    plt.close("all")


def shelf(**roots: str) -> rebuilt.Shelf:
    rows = tuple(Row(name, name, root=root) for name, root in roots.items())
    return rebuilt.shelf(Item("page", "prose", "Write.", rule="page", rows=rows), {})


def test_a_sentence_stands_on_the_roots_of_its_cards_and_not_on_their_number() -> None:
    alone = calibration.points(PAGE, shelf(anna="anna", diary="karl"))
    copies = calibration.points(PAGE, shelf(anna="anna", diary="anna"))
    assert [roots for _, _, roots, _ in alone] == [2, 1, 0]
    assert [roots for _, _, roots, _ in copies] == [1, 1, 0]


def test_a_sentence_that_does_not_say_how_sure_it_is_has_no_dot() -> None:
    found = calibration.points(PAGE, shelf(anna="", diary=""))
    assert [number for number, *_ in found] == [1, 2, 3]
    assert len([line for line in calibration.draw(found).lines if line.get_marker() == "o"]) == 3


def test_the_words_name_the_lines_that_are_surer_than_their_roots() -> None:
    found = calibration.points(PAGE, shelf(anna="", diary=""))
    assert calibration.alt(found) == ("3 sentences. “Would publish” on one root or none: 2. "
                                      "“Guess” on two roots or more: none.")


def test_before_the_commit_one_sentence_says_what_to_do(toy: Path) -> None:
    assert "Commit exercise" in helpers.calibration("01/rebuild").html
    assert "has no page" in helpers.calibration("01/predict").html


def test_a_committed_page_is_drawn_with_its_table(toy: Path) -> None:
    form.ExerciseForm("01/rebuild").take(
        {"do": "commit", "step": "write", "answers": {"page": PAGE}})
    html = helpers.calibration("01/rebuild").html
    assert "A cat was in the room." in html
    assert "<img" in html

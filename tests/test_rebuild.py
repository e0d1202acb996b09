"""A rebuilt page from draft to publication: checked as often as wanted, then kept with its log."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from asked import digest

from helpers.case import citations, shingles
from helpers.case.records import Act, Column, Exercise, Item, Row
from helpers.judge import rebuilt, states, views
from helpers.paper import published
from helpers.screen import form
from helpers.work import elsewhere, journal, library

FIRST = "The cat did it. [anna] {fact, would publish}"
SECOND = "The cat may have done it. [anna; cook] {inference, leaning}"


def _send(widget: form.ExerciseForm, **message: Any) -> dict[str, Any]:
    return widget.take({"step": "write", **message})


def _view(exercise: Exercise) -> dict[str, Any]:
    return views.view(exercise, journal.state(exercise), elsewhere.around(exercise))


def _item(exercise: Exercise) -> dict[str, Any]:
    found: dict[str, Any] = _view(exercise)["steps"][0]["items"][0]
    return found


def _texts(exercise: Exercise) -> dict[str, bool]:
    """Return the sources that the page gets, and whether with their texts."""
    return {card["id"]: bool(card["text"]) for card in _view(exercise)["cards"]}


@pytest.fixture
def widget(toy: Path) -> form.ExerciseForm:
    return form.ExerciseForm("01/rebuild")


def test_a_check_is_written_down_and_shows_what_the_rules_ask(widget: form.ExerciseForm) -> None:
    assert "saved" in _send(widget, do="check", item="page", answers={"page": FIRST})
    assert [act.do for act in journal.read("01").acts] == ["check"]
    seen = _item(widget.exercise)
    assert (seen["checks"], seen["value"]) == (1, FIRST)
    assert any("on one root" in verdict["because"] for verdict in seen["verdicts"])


def test_every_checked_draft_is_kept_and_nothing_is_frozen(widget: form.ExerciseForm) -> None:
    for text in (FIRST, SECOND):
        _send(widget, do="check", item="page", answers={"page": text})
    state = journal.state(widget.exercise)
    assert [act.answers["page"] for act in state.checked["page"]] == [FIRST, SECOND]
    assert states.open_step(widget.exercise, state) is widget.exercise.steps[0]


def test_the_texts_behind_the_cards_can_be_read_again(widget: form.ExerciseForm) -> None:
    assert _texts(widget.exercise) == {"toy-letter": True, "toy-page": True}
    assert _texts(replace(widget.exercise, shows=())) == {"toy-letter": True}


def test_texts_behind_the_cards_wait_for_the_step_that_opens_texts(
        widget: form.ExerciseForm) -> None:
    write, *later = widget.exercise.steps
    exercise = replace(widget.exercise, shows=(), steps=(replace(write, opens=True), *later))
    assert _texts(exercise) == {}
    _send(widget, do="commit", answers={"page": FIRST})
    assert _texts(exercise) == {"toy-letter": True}


@pytest.mark.parametrize("answers", [{}, {"page": ""}, {"page": " \n"}])
def test_an_empty_page_is_not_checked(widget: form.ExerciseForm, answers: dict[str, str]) -> None:
    reply = _send(widget, do="check", item="page", answers=answers)
    assert reply["why"] == "Write a sentence first, then check the page."
    assert journal.read("01").acts == ()


def test_only_a_page_can_be_checked(toy: Path) -> None:
    reply = form.ExerciseForm("01/exit").take(
        {"do": "check", "step": "ticket", "item": "ticket", "answers": {"ticket": "x"}})
    assert "not an answer" in reply["why"]


def test_the_committed_page_is_read_beside_one_s_own_grids(widget: form.ExerciseForm) -> None:
    cells = {"fell": {"anna": "supports", "cook": "contradicts"},
             "cat": {"anna": "supports", "cook": "silent"}}
    form.ExerciseForm("01/compare").take(
        {"do": "commit", "step": "grid", "answers": {"cells": cells}})
    _send(widget, do="commit", answers={"page": FIRST})
    asked = [verdict["because"] for verdict in _item(widget.exercise)["verdicts"]]
    assert any("In your grid “The cook” contradicts" in because for because in asked)
    assert asked[-1] == "One witness blames the cat."  # the model answer comes last


def test_a_revision_starts_as_a_copy_and_shows_what_was_changed(widget: form.ExerciseForm) -> None:
    _send(widget, do="commit", answers={"page": FIRST})
    widget.take({"do": "commit", "step": "again", "answers": {"page-again": SECOND}})
    again = widget.view["steps"][1]["items"][0]
    assert again["first"] == [FIRST]
    assert again["changed"]["said"] == "7 words added, 5 words taken away."


def test_a_page_is_published_with_notes_confidence_and_its_log(widget: form.ExerciseForm) -> None:
    _send(widget, do="check", item="page", answers={"page": FIRST})
    _send(widget, do="commit", answers={"page": SECOND})
    file = _send(widget, do="publish", item="page")["file"]
    assert file["name"] == "page-01-rebuild.html"
    html = file["html"]
    assert "The cat may have done it.<sup>1, 2</sup> <small>(inference, leaning)</small>" in html
    assert "<li>A letter about a jug: Anna Schmidt, neighbour; 7 May 1901; (" in html
    assert html.count("<tr>") == 3  # the head, one check, the published page
    assert [act.do for act in journal.read("01").acts] == ["check", "commit"]  # reading only


def test_a_published_sentence_says_what_bears_it_by_its_roots(widget: form.ExerciseForm) -> None:
    page = widget.exercise.item("page")
    shelf = rebuilt.shelf(page, {})
    one, copy, other = (row.id for row in page.rows)
    signs = {line.text: published.sign(line, shelf) for line in rebuilt.read(
        f"Two. [{one}] [{other}] {{fact}}\nNone. {{fact}}\nSo. [{one}] {{inference}}\n"
        "Mine. {judgement}")}
    assert signs["None."] == published.NONE
    assert signs["So."] == "△ inference"
    assert signs["Mine."] == "◇ judgement"
    roots = {shelf.cards[name].root for name in (one, other)}
    assert signs["Two."] == (published.TWO if len(roots) == 2 else published.ONE)
    assert copy in shelf.cards


def test_a_published_page_lists_the_works_behind_its_notes(widget: form.ExerciseForm) -> None:
    _send(widget, do="commit", answers={"page": SECOND})
    html = _send(widget, do="publish", item="page")["file"]["html"]
    letter = library.document("toy-letter")
    works = [key for key, _ in citations.cited(letter.edition)]
    assert works
    for full in library.references(works).values():
        assert full in html.partition("<h2>Bibliography</h2>")[2]


def test_a_grid_of_another_lesson_speaks_of_the_cards_with_its_documents() -> None:
    rows = (Row("fell", "It fell"),)
    says = (("supports", "supports"), ("contradicts", "contradicts"))
    grid = Item("says", "grid", "What?", rule="corroboration", rows=rows, columns=(
        Column("first", "The letter", says, "toy-letter"), Column("second", "The cook", says)))
    cards = (Row("anna", "Anna's letter", document="toy-letter"),)
    renamed, value = rebuilt.in_cards(
        grid, {"fell": {"first": "supports", "second": "contradicts"}}, cards)
    assert [column.id for column in renamed.columns] == ["anna", "second"]
    assert value == {"fell": {"anna": "supports", "second": "contradicts"}}


def test_two_columns_on_one_document_are_no_card() -> None:
    says = (("supports", "supports"),)
    grid = Item("says", "grid", "What?", columns=(
        Column("a", "Its text", says, "toy-letter"), Column("b", "Its note", says, "toy-letter")))
    renamed, _ = rebuilt.in_cards(grid, {}, (Row("anna", "A letter", document="toy-letter"),))
    assert [column.id for column in renamed.columns] == ["a", "b"]


def test_a_page_is_not_published_before_it_is_committed(widget: form.ExerciseForm) -> None:
    with pytest.raises(elsewhere.CourseError, match="Commit your page first"):
        _send(widget, do="publish", item="page")
    with pytest.raises(elsewhere.CourseError, match="no page to publish"):
        _send(widget, do="publish", item="nothing")


def test_nothing_in_a_published_page_can_run(toy: Path) -> None:
    exercise = library.exercise("01/rebuild")
    canary = "<script>alert(1)</script> <img src=x onerror=alert(1)> [<b>] {<i>}"
    act = Act(id="1", at="2026-11-21T09:30:00.000Z", learner="a", lesson="01", exercise="rebuild",
              of=digest("01/rebuild"), step="write", do="commit", answers={"page": canary})
    html = published.html(exercise, exercise.item("page"), states.fold([act]),
                          elsewhere.around(exercise))
    assert "<script" not in html
    assert "<img" not in html


OWN = "The jug fell from the shelf because the grey cat wanted the fish behind it. {fact, guess}"


def _hashes(toy: Path, text: str) -> None:
    (toy / shingles.NAME).write_text(text, encoding="utf-8")


def _asked(do: str) -> str:
    """Return all that a widget asks about a page that is checked or committed."""
    widget = form.ExerciseForm("01/rebuild")
    reply = widget.take({"do": do, "step": "write", "item": "page", "answers": {"page": OWN}})
    assert "saved" in reply
    return " ".join(v["because"] for v in widget.view["steps"][0]["items"][0]["verdicts"])


@pytest.mark.parametrize("do", ["check", "commit"])
def test_a_page_in_wording_whose_hashes_are_known_is_asked_about(toy: Path, do: str) -> None:
    _hashes(toy, "\n".join(sorted(set(shingles.hashes(OWN)))) + "\n")
    assert "is the wording of the page you took apart" in _asked(do)


@pytest.mark.parametrize("do", ["check", "commit"])
def test_a_spoilt_file_of_hashes_leaves_the_exercise_open(toy: Path, do: str) -> None:
    _hashes(toy, "spoilt\n")
    assert "is the wording of the page you took apart" not in _asked(do)
    exercise = library.exercise("01/rebuild")
    assert elsewhere.taken() == frozenset()
    if do == "commit":
        assert form.ExerciseForm(exercise.address).take({"do": "publish", "item": "page"})


def test_what_an_exercise_is_reads_no_file() -> None:
    for module in (states, views):
        assert not hasattr(module, "library")

"""What every kind of question must have, shown on the toy lesson: page, paper, key, time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from answers import SAMPLES, sample
from toy_case import TOY

from helpers.case.errors import Problem
from helpers.case.items import Before
from helpers.case.records import SURE, Item
from helpers.case.yamlfile import parse
from helpers.judge import kinds
from helpers.judge.kinds import KINDS
from helpers.judge.scene import Blank, Scene, Short

ROOT = Path(__file__).resolve().parents[2]
ITEMS = {f"{e.id}/{item.id}": (e, step, item) for e in TOY.exercises for step, item in e.items()}


def _item(address: str) -> Item:
    return ITEMS[address][2]


def test_the_toy_lesson_has_every_kind_with_every_rule() -> None:
    used = {(item.kind, item.rule) for _, _, item in ITEMS.values()}
    assert used >= {(name, rule) for name, kind in KINDS.items() for rule in kind.RULES}
    lacking = set(KINDS) - {name for name, _ in used}
    assert lacking == set(), "add an item to tests/toy/data/lessons/01-toy.yaml, then run " \
                             "python -m helpers rebuild 01 in tests/toy"


@pytest.mark.parametrize("address", [a for a in ITEMS if ITEMS[a][2].kind in SAMPLES])
def test_a_sample_answer_is_complete(address: str) -> None:
    item = _item(address)
    assert kinds.of(item).shape(item, sample(item)) == ""
    assert kinds.of(item).missing(item, sample(item)) == ""


def test_every_kind_that_is_answered_in_the_form_has_a_sample_answer() -> None:
    lacking = [name for name, kind in KINDS.items()
               if kind.ANSWERED_IN == "form" and name not in SAMPLES]
    assert lacking == [], "add a row for it to SAMPLES in tests/answers.py"


def test_every_module_beside_the_table_is_a_kind_and_has_a_test_of_its_own() -> None:
    modules = {path.stem for path in (ROOT / "helpers/judge/kinds").glob("*.py")} - {"__init__"}
    assert modules == set(KINDS), "add a row to KINDS in helpers/judge/kinds/__init__.py"
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests/kinds").glob("test_*.py")}
    # To look back at an earlier answer takes no judgement.
    assert modules - tests - {"recall"} == set(), "write tests/kinds/test_<kind>.py"


def test_the_browser_tests_know_how_to_answer_every_kind() -> None:
    for name in ("lesson", "keyboard"):
        source = (ROOT / f"tests/browser/{name}.py").read_text(encoding="utf-8")
        lacking = [kind for kind in KINDS if f'item.kind == "{kind}"' not in source]
        assert lacking == [], f"say in fill of tests/browser/{name}.py how it is answered"


def test_the_manual_for_authors_has_a_row_for_every_kind() -> None:
    manual = (ROOT / "data/README.md").read_text(encoding="utf-8")
    lacking = [name for name in KINDS if f"| `{name}` |" not in manual]
    assert lacking == [], "add a row | `<kind>` | to the table of kinds in data/README.md"


def test_every_kind_has_an_editor_on_the_page() -> None:
    static = ROOT / "helpers/screen/static"
    common = (static / "exercise.js").read_text(encoding="utf-8")
    named = {name for name in KINDS
             if (static / f"editor-{name}.js").exists() or f"\n  {name}" in common}
    lacking = set(KINDS) - named
    assert lacking == set(), "write helpers/screen/static/editor-<kind>.js"


@pytest.mark.parametrize(("address", "blank"), [
    ("predict/who", Blank(how="Choose one.", boxes=("☐ The cat", "☐ The boy", "☐ The wind"), after=(
        "How sure? ☐ guess · ☐ leaning · ☐ fairly sure · ☐ would publish",))),
    ("predict/found", Blank(how="Tick all that fit.", boxes=("☐ It blames", "☐ It excuses"))),
    ("predict/two", Blank(how="Choose 2.", boxes=("☐ The cook", "☐ The maid", "☐ The king"))),
    ("predict/why", Blank(lines=5)),
    ("card/author", Blank(lines=1)),
    ("count/n", Blank(lines=1)),
    ("words/words", Blank(says=(
        "Mark the words on the document sheet. judges: a straight line; asks: a wavy line.",))),
    ("exit/before", Blank(says=("(Look back at your earlier answer.)",))),
    ("scales/order", Blank(says=("Number the cards.",),
                           boxes=("__ Karl's diary", "__ The crash", "__ Anna's letter"))),
    ("compare/useful", Blank(says=("Write in each cell. not, somewhat, very.",),
                             head=("", "Anna's letter"),
                             rows=(("Who broke it?", ""), ("How did Anna feel?", "")))),
    ("tree/from", Blank(
        says=("Write in each cell. Got it from: nobody, a witness, Anna's letter, Karl's diary, "
              "The cook; How sure is the link?: certain, likely.",),
        head=("", "Got it from", "How sure is the link?"),
        rows=(("Anna's letter", "", ""), ("Karl's diary", "", ""), ("The cook", "", "")))),
    ("rebuild/page", Blank(lines=14, says=(
        "The cards: Anna's letter [anna], Karl's diary [diary], The cook [cook].",
        "One sentence a line. End each with its cards in square brackets, with fact, inference or "
        "judgement, and with how sure you are: guess, leaning, fairly sure, would publish."))),
])
def test_a_question_stands_on_paper_with_room_to_answer(address: str, blank: Blank) -> None:
    assert kinds.of(_item(address)).blank(_item(address)) == blank


def test_a_passage_is_printed_where_its_words_are_marked() -> None:
    item = _item("weak/words")
    blank = kinds.of(item).blank(item)
    assert blank.passage == item.passage != ()
    assert blank.says[0].startswith("Mark the words in this passage. ")


@pytest.mark.parametrize(("address", "short"), [
    ("predict/found", Short(right=("It blames",), arguable=("It excuses",))),
    ("predict/two", Short(right=("The cook", "The maid"))),
    ("predict/why", Short()),
    ("card/day", Short(right=("1901-05-07",))),
    ("count/n", Short(right=("2",))),
    ("words/words", Short(right=("a careless animal (judges)", "please forgive her (asks)"))),
    ("scales/order", Short(right=("The crash → Anna's letter → Karl's diary",))),
    ("scales/ranking", Short()),
    ("scales/weights", Short()),
    ("exit/before", Short()),
    ("compare/cells", Short(head=("", "Anna", "The cook"), rows=(
        ("The jug fell on Monday", "supports / (is unclear)", "supports"),
        ("The cat was in the room", "supports", "is silent")))),
    ("voices/voice", Short(head=("", "Voice"), rows=(
        ("A careless animal broke it.", "a letter"), ("Buy jugs here.", "a machine"),
        ("any row", "(cannot tell)")))),
])
def test_the_answers_fit_on_one_page(address: str, short: Short) -> None:
    assert kinds.of(_item(address)).short(_item(address)) == short


@pytest.mark.parametrize(("address", "line"), [
    ("predict/who", ("right (T1)", "The cat", "The letter blames an animal. [@diary-1901, 4]")),
    ("predict/who", ("wrong", "The wind", "All windows were shut.")),
    ("sprint/cards", ("arguable", "Is jugs.example true? - forum.example",
                      "Behind it: Nobody answered. A good question, no answer.")),
    ("predict/why", ("model", "A writer with a stake blames whoever cannot answer.",
                     "Level 1: names the writer.")),
    ("card/author", ("tempting", "Karl Braun", "He only received it.")),
    ("card/author", ("wrong", "anything else", "Look at the signature.")),
    ("count/n", ("almost", "3", "You counted the heading too.")),
    ("words/words", ("asks", "please forgive her", "The request of the letter.")),
    ("scales/order", ("order", "Anna's letter", "Karl quotes it.")),
    ("scales/ranking", ("no key", "The cat did it", "")),
    ("compare/cells", ("arguable", "The jug fell on Monday, Anna: is unclear",
                       "She wrote a day later.")),
    ("voices/voice", ("arguable", "any row: cannot tell", "A sentence alone may not tell.")),
    ("rebuild/page", ("card", "Anna's letter [anna]", "the family; about the question itself")),
    ("rebuild/page", ("card", "Karl's diary [diary]", "goes back to anna; the family")),
])
def test_the_whole_key_says_every_answer_with_its_reason(address: str, line: Any) -> None:
    assert line in kinds.of(_item(address)).key(_item(address))


def test_a_recalled_answer_has_no_key() -> None:
    assert kinds.of(_item("exit/before")).key(_item("exit/before")) == []


@pytest.mark.parametrize(("address", "seen"), [
    ("predict/found", {"options": [["blames", "It blames"], ["excuses", "It excuses"]],
                       "pick": "any", "sure": None}),
    ("predict/who", {"options": [["cat", "The cat"], ["boy", "The boy"], ["wind", "The wind"]],
                     "pick": "1", "sure": list(SURE)}),
    ("predict/why", {}),
    ("card/day", {"form": "date"}),
    ("count/n", {}),
    ("exit/before", {"value": ""}),
    ("scales/order", {"rows": [["diary", "Karl's diary"], ["crash", "The crash"],
                               ["letter", "Anna's letter"]]}),
    ("compare/useful", {
        "name": "Exercise 6: How useful is the letter for each question?",
        "rows": [["who", "Who broke it?", ""], ["mood", "How did Anna feel?", ""]],
        "columns": [["anna", "Anna's letter",
                     [["none", "not"], ["some", "somewhat"], ["strong", "very"]],
                         "toy-letter"]], "balance": [], "strikes": []}),
    ("rebuild/page", {
        "editor": "page", "checks": 0, "sures": list(SURE),
        "cards": [["anna", "Anna's letter"], ["diary", "Karl's diary"], ["cook", "The cook"]],
        "tags": ["fact", "inference", "judgement"]}),
])
def test_the_page_is_shown_what_its_editor_needs_and_no_key(address: str, seen: Any) -> None:
    exercise, step, item = ITEMS[address]
    assert kinds.of(item).seen(item, Scene(exercise, step)) == seen


@pytest.mark.parametrize(("address", "seconds"), [
    ("predict/who", 20), ("card/author", 40), ("words/words", 60), ("scales/order", 60),
    ("predict/why", 75), ("rebuild/page", 75), ("count/n", 480), ("exit/before", 0),
    ("compare/cells", 4 * 15), ("tree/from", 6 * 15),
])
def test_every_answer_takes_its_time(address: str, seconds: int) -> None:
    assert kinds.of(_item(address)).seconds(_item(address)) == seconds


@pytest.mark.parametrize(("address", "scripts"), [
    ("predict/who", ()), ("card/author", ()), ("card/day", ("editor-date",)), ("predict/why", ()),
    ("rebuild/page", ("editor-page",)), ("words/words", ("editor-mark",)), ("count/n", ()),
    ("scales/order", ("editor-order",)), ("compare/cells", ("editor-grid",)), ("exit/before", ()),
])
def test_a_page_is_sent_the_editors_it_needs(address: str, scripts: tuple[str, ...]) -> None:
    assert kinds.of(_item(address)).scripts(_item(address)) == scripts


@pytest.mark.parametrize(("kind", "answered"), [
    ("choice", "form"), ("field", "form"), ("grid", "form"), ("mark", "form"), ("order", "form"),
    ("prose", "form"), ("recall", "nothing"), ("result", "code"),
])
def test_a_kind_says_where_it_is_answered(kind: str, answered: str) -> None:
    assert answered == KINDS[kind].ANSWERED_IN


# -- what a file must say ---------------------------------------------------------------------


def _problems(text: str, before: Before | None = None) -> list[str]:
    """Read an item written as YAML; return what is said of it, field by field."""
    found: list[Problem] = []
    kinds.read_item(parse(f"id: q\nask: What?\n{text}", "lesson.yaml", found), before or Before())
    return [f"{one.field}: {one.message}" for one in found]


OPTION = "  - {{id: {}, text: T, verdict: {}, because: B}}\n"


def _choice(pick: str, *verdicts: str) -> str:
    return f"kind: choice\npick: {pick}\noptions:\n" + "".join(
        OPTION.format(f"o{n}", verdict) for n, verdict in enumerate(verdicts))


ROWS = "rows:\n" + "".join(f"  - {{id: r{n}, text: R}}\n" for n in range(3))


@pytest.mark.parametrize(("text", "said"), [
    ("kind: choice", ["options: is missing; an item of kind 'choice' needs it",
                      "pick: must be 'any' or a number no larger than that of the options"]),
    (_choice("2", "right", "wrong"), ["options: students pick 2, but 1 of the options are right, "
                                      "arguable or noted"]),
    (_choice("1", "right", "right"), ["pick: 2 options are right; let students pick as many"]),
    (_choice("any", "wrong", "wrong"), ["options: students pick 1, but 0 of the options are "
                                        "right, arguable or noted"]),
    (_choice("2", "arguable", "noted"), []),
    (_choice("0", "wrong", "wrong"),
     ["pick: must be 'any' or a number no larger than that of the options"]),
    (_choice("any", "right", "right", "wrong"), []),
    ("kind: field", ["keys: is missing; an item of kind 'field' needs it",
                     "otherwise: is missing; an item of kind 'field' needs it"]),
    ("kind: result", [f"{name}: is missing; an item of kind 'result' needs it"
                      for name in ("keys", "otherwise", "table", "solution")]),
    ("kind: recall", ["recalls: is missing; an item of kind 'recall' needs it"]),
    ("kind: prose", []),
    ("kind: prose\nrule: page", ["rows: is missing; the rule 'page' needs it"]),
    ("kind: order\nrows:\n  - {id: a, text: A}\n  - {id: b, text: B}",
     ["rows: an order needs at least three cards"]),
    ("kind: order\nrule: ranking\n" + ROWS, ["weighs: is missing; the rule 'ranking' needs it"]),
    ("kind: order\nweighs: w\n" + ROWS,
     ["weighs: 'w' is no grid with the rule 'weights' of an earlier step"]),
    ("kind: mark\nlabels: [{id: a, text: A}]\nspans: []",
     ["document: words are marked in a 'document' or in a 'passage'; give one"]),
    ("kind: grid\n" + ROWS + "columns:\n  - {id: c, text: C, choices: [{id: x, text: X}]}",
     ["columns: the column 'c' needs at least two choices"]),
    ("kind: grid\nrule: lineage\nchoices: [{id: x, text: X}, {id: y, text: Y}]\n" + ROWS
     + "columns:\n  - {id: c, text: C}", ["columns: the rule 'lineage' needs a column 'from'"]),
    ("kind: grid\nrule: lineage\nchoices: [{id: x, text: X}, {id: y, text: Y}]\n" + ROWS
     + "columns:\n  - {id: from, text: C}",
     ["columns: the choices of 'from' must be the rows and 'nobody'"]),
    ("kind: grid\nrule: weights\nchoices: [{id: '0', text: X}, {id: '1', text: Y}]\n" + ROWS
     + "columns:\n  - {id: c, text: C}",
     ["columns: with the rule 'weights' the choices must be -1, -2, 0, 1, 2"]),
    ("kind: grid\nchoices: [{id: x, text: X}, {id: y, text: Y}]\n" + ROWS
     + "columns:\n  - {id: c, text: C}\ncells:\n"
     + "".join(f"  - {{at: '{at}', value: {value}, mark: right, because: B}}\n"
               for at, value in (("r0/c", "z"), ("r9/c", "x"), ("r0/d", "x"), ("*/c", "x"))),
     ["cells: 'z' is not a choice in 'r0/c'", "cells: there is no cell 'r9/c'; write row/column",
      "cells: there is no cell 'r0/d'; write row/column"]),
    ("kind: prose\nrevises: gone", ["revises: 'gone' is no item of an earlier step"]),
    ("kind: prose\ntable: people", ["table_columns: is missing; name the columns that are printed "
                                    "on paper, none of which gives the answer away"]),
    ("kind: prose\nhints: [one]", ["hints: give three hints (where to look, narrower, the answer), "
                                   "two (where to look, narrower) where help fades, or none"]),
    ("kind: prose\nhints: [one, two]", []),
    ("kind: nonsense", [f"kind: 'nonsense' is not one of: {', '.join(KINDS)}"]),
    ("kind: prose\noptions: []", ["options: is not a field of this entry; correct its name or "
                                  "delete it"]),
])
def test_a_file_is_told_what_a_question_lacks(text: str, said: list[str]) -> None:
    assert _problems(text) == said


@pytest.mark.parametrize(("text", "name", "value"), [
    ("kind: choice\nsure: yes", "sure", True), ("kind: choice\nsure: no", "sure", False),
    ("kind: choice", "sure", False), ("kind: field\notherwise: So.", "otherwise", "So."),
    ("kind: field", "otherwise", ""), ("kind: mark\notherwise: So.", "otherwise", "So."),
    ("kind: mark", "otherwise", ""), ("kind: prose\nmodel: So.", "model", "So."),
    ("kind: prose", "model", ""), ("kind: recall\nrecalls: 01/a/b", "recalls", "01/a/b"),
    ("kind: recall", "recalls", ""), ("kind: result", "solution", ""),
])
def test_a_field_of_the_file_is_read_and_one_that_is_not_there_is_empty(
        text: str, name: str, value: object) -> None:
    found: list[Problem] = []
    item = kinds.read_item(parse(f"id: q\nask: What?\n{text}", "lesson.yaml", found), Before())
    assert getattr(item, name) == value


def test_an_answer_is_written_anew_only_to_a_question_of_its_kind_with_its_options() -> None:
    before = Before({"who": _item("predict/who"), "why": _item("predict/why"),
                     "odd": replace(_item("predict/why"), kind="nonsense")})
    lacks = ["revises: 'who' is of another kind or has options that are not here, so its answer "
             "cannot be written anew here"]
    options = "".join(f"  - {{id: {one}, text: T, verdict: {verdict}, because: B}}\n"
                      for one, verdict in (("cat", "right"), ("boy", "wrong"), ("dog", "wrong")))
    assert _problems("kind: prose\nrevises: who", before) == lacks
    assert _problems(f"kind: choice\nrevises: who\noptions:\n{options}", before) == lacks
    assert _problems(f"kind: choice\nrevises: who\noptions:\n{options}"
                     "  - {id: wind, text: T, verdict: wrong, because: B}", before) == []
    assert _problems("kind: prose\nrevises: why", before) == []
    assert _problems("kind: prose\nrevises: odd", before) == []  # told where it stands


def test_a_ranking_has_the_columns_of_the_grid_that_it_weighs() -> None:
    weights = _item("scales/weights")
    before = Before({"weights": weights})
    text = "kind: order\nrule: ranking\nweighs: weights\n"
    assert _problems(text + ROWS, before) == ["rows: must have the ids of the columns of 'weights'"]
    rows = "rows:\n" + "".join(f"  - {{id: {c.id}, text: R}}\n" for c in weights.columns)
    assert _problems(text + rows, before) == []


def test_no_text_is_marked_before_it_is_open() -> None:
    text = "kind: mark\ndocument: d\nlabels: [{id: a, text: A}]\nspans: []"
    assert _problems(text, Before(locked=True)) == [
        "kind: no text can be marked before a step has opened it"]
    assert _problems(text) == []

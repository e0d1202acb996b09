"""``python -m helpers check``: one sentence a mistake, naming file, line and field."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from helpers import __main__ as command_line
from helpers.desk import check

LESSON = "data/lessons/01-toy.yaml"
LETTER = "data/documents/toy-letter.md"
BOOKS = "data/bibliography.json"
PEOPLE = "data/people.csv"
GLOSSARY = "data/glossary.csv"

Change = Callable[[str], str]


def test_the_course_has_no_mistakes() -> None:
    assert [str(problem) for problem in check.problems()] == []


def test_the_toy_course_has_no_mistakes_before_one_is_made(toy: Path) -> None:
    assert [str(problem) for problem in check.problems()] == []


def swap(old: str, new: str) -> Change:
    """Return a change of one place that surely stands in the file."""

    def change(text: str) -> str:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
        return text.replace(old, new)

    return change


IN = " " * 12  # how far the fields of an item are indented
BLAMED = f"{IN}ask: Who will be blamed?"
LONG_TEXT = "The jug fell. " * 100 + "My cat is a careless animal but please forgive her."
LONG_NOTE = "word " * 45 * 150
TWICE = """          - id: m
            kind: result
            ask: And once more?
            table: people
            table_columns: [name]
            solution: n = len(t)
            keys:
              - {value: "2", mark: right, because: Two rows.}
            otherwise: Count the rows.
  - id: exit
    type: E1
"""

# What a teacher gets wrong: the file, the change, where the mistake then stands (words of that
# line), the field, and words of the sentence.
MISTAKES: dict[str, tuple[str, Change, str, str, str]] = {
    "missing field of a lesson": (
        LESSON, swap("question: Who broke the jug?\n", ""), 'id: "01"', "question", "is missing"),
    "missing field of an item": (
        LESSON, swap("            ask: Why do you think so?\n", ""), "- id: why", "ask",
        "is missing"),
    "missing field of an option": (
        LESSON, swap("                because: All windows were shut.\n", ""), "- id: wind",
        "because", "is missing"),
    "missing field of a document": (
        LETTER, swap("audience: Karl Braun\n", ""), "id: toy-letter", "audience", "is missing"),
    "unknown field of a lesson": (
        LESSON, swap("question: Who", "subtitle: x\nquestion: Who"), "subtitle", "subtitle",
        "is not a field"),
    "unknown field of an item": (
        LESSON, swap("            ask: Why do you think so?\n",
                     "            ask: Why do you think so?\n            points: 3\n"),
        "points: 3", "points", "is not a field"),
    "misspelt field of a key": (
        LESSON, swap("                because: He only received it.\n",
                     "                because: He only received it.\n"
                     "                tags: x\n"), "tags: x", "tags", "is not a field"),
    "misspelt field of a span": (
        LESSON, swap("                because: An opinion on character.\n",
                     "                because: An opinion on character.\n"
                     "                tags: x\n"), "tags: x", "tags", "is not a field"),
    "unknown field of a document": (
        LETTER, swap("audience: Karl", "colour: red\naudience: Karl"), "colour", "colour",
        "is not a field"),
    "field written twice": (
        LESSON, swap("title: Who broke the jug?\n", "title: Who broke the jug?\ntitle: Again\n"),
        "title: Again", "title", "stands twice"),
    "unknown kind of item": (
        LESSON, swap(f"kind: mark\n{IN}document", f"kind: marks\n{IN}document"), "kind: marks",
        "kind", "is not one of"),
    "unknown document shown": (
        LESSON, swap("    title: Word by word\n    shows:\n      - toy-letter\n",
                     "    title: Word by word\n    shows:\n      - toy-lettre\n"),
        "- toy-lettre", "shows", "no document 'toy-lettre'"),
    "unknown document to mark": (
        LESSON, swap(f"document: toy-letter\n{IN}ask", f"document: toy-lettre\n{IN}ask"),
        "toy-lettre", "document",
        "no document 'toy-lettre'"),
    "more to pick than good options": (
        LESSON, swap("                text: The maid\n                verdict: right\n",
                     "                text: The maid\n                verdict: wrong\n"),
        "- id: cook", "options", "students pick 2, but 1 of the options"),
    "number that is a power": (
        LESSON, swap(f"pick: 2\n{IN}ask: Pick", f"pick: ²\n{IN}ask: Pick"), "pick: ²", "pick",
        "must be 'any' or a number"),
    "unknown column to print": (
        LESSON, swap("              - name\n", "              - nam\n"), "- nam",
        "table_columns", "has no column 'nam'"),
    "table without columns to print": (
        LESSON, swap("            table_columns:\n              - name\n", ""), "- id: n",
        "table_columns", "is missing"),
    "unknown exercise in the teacher's part": (
        LESSON, swap("      at: card\n", "      at: cadr\n"), "at: cadr", "at",
        "no exercise 'cadr'"),
    "two notes with one id": (
        LESSON, swap("notes:\n", "notes:\n  - id: background\n    text:\n      - Again.\n"),
        "- id: background", "id", "two notes have the id"),
    "a note with the id of an exercise": (
        LESSON, swap("notes:\n", "notes:\n  - id: card\n    text:\n      - Again.\n"),
        "- id: card", "id", "an exercise has the id 'card' too"),
    "unknown citation three lines long": (
        LETTER, swap("also means pot. [@diary-1901, 4]", "also means pot. [@diary-1901,\n4;\n"
                     "@diery-1901, 4]"), "diery-1901", "citation", "'diery-1901' is not an id"),
    "unknown citation in a lesson": (
        LESSON, swap("[@diary-1901, 4]", "[@diery-1901, 4]"), "diery-1901", "citation",
        "'diery-1901' is not an id"),
    "unknown citation in a document": (
        LETTER, swap("also means pot. [@diary-1901, 4]", "also means pot. [@diery-1901, 4]"),
        "diery-1901", "citation", "'diery-1901' is not an id"),
    "unknown citation in a table": (
        GLOSSARY, swap("A small animal.", "A small animal. [@diery-1901]"), "diery-1901",
        "citation", "'diery-1901' is not an id"),
    "impossible date of a document": (
        LETTER, swap("written: 1901-05-07", "written: 1901-02-30"), "1901-02-30", "written",
        "not in the calendar"),
    "date of a document that is no date": (
        LETTER, swap("event: 1901-05-06", "event: last May"), "last May", "event",
        "is not a date such as"),
    "impossible date as a key": (
        LESSON, swap("value: 1901-05-06", "value: 1901-02-30"), "1901-02-30", "value",
        "not in the calendar"),
    "document written before its event": (
        LETTER, swap("written: 1901-05-07", "written: 1901-05-05"), "written:", "written",
        "before the event"),
    "two equal exercise ids": (
        LESSON, swap("  - id: exit\n", "  - id: count\n"), "- id: count", "id",
        "have the id 'count'"),
    "two equal item ids": (
        LESSON, swap("          - id: two\n", "          - id: found\n"), "- id: found", "id",
        "have the id 'found'"),
    "key for a cell that is not there": (
        LESSON, swap("at: fell/cook\n", "at: fell/cock\n"), "- at: fell/anna", "cells",
        "there is no cell 'fell/cock'"),
    "key with a choice that is not there": (
        LESSON, swap("                value: silent\n", "                value: quiet\n"),
        "- at: fell/anna", "cells", "'quiet' is not a choice in 'cat/cook'"),
    "rule whose choices are others": (
        LESSON, swap("rule: flat\n", "rule: weights\n"), "- id: anna", "columns",
        "with the rule 'weights' the choices must be -1, -2, 0, 1, 2"),
    "retelling that cannot be chosen": (
        LESSON, swap("                  - id: karl\n                    text: Karl's diary\n", ""),
        "- id: from", "columns", "the choices of 'from' must be the rows"),
    "two equal rows": (
        LESSON, swap("              - id: mood\n", "              - id: who\n"), "- id: who", "id",
        "two rows have the id 'who'"),
    "two equal option ids": (
        LESSON, swap("              - id: wind\n", "              - id: boy\n"), "- id: boy",
        "id", "have the id 'boy'"),
    "document behind a card that is not there": (
        LESSON, swap(f"document: toy-letter\n{IN}    about", f"document: toy\n{IN}    about"),
        "document: toy", "document", "no document 'toy'"),
    "source of a column that is not there": (
        LESSON, swap(f"    document: toy-letter\n{IN}    text: Anna's letter\n  - id: tree",
                     f"    document: toy\n{IN}    text: Anna's letter\n  - id: tree"),
        "document: toy", "document", "no document 'toy'"),
    "source that another exercise shows": (
        LESSON, swap(BLAMED, f"{IN}source: toy-page\n{BLAMED}"), "source: toy-page", "source",
        "this exercise does not show 'toy-page'"),
    "words to light up that do not stand there": (
        LESSON, swap(BLAMED, f"{IN}lit:\n{IN}  - The jar fell\n{BLAMED}"), "The jar fell", "lit",
        "does not stand like this in the text of 'toy-letter'"),
    "words to light up in two sources": (
        LESSON, swap("            ask: Who broke the jug? Write one",
                     f"{IN}lit:\n{IN}  - The jug\n{IN}ask: Who broke the jug? Write one"),
        "- The jug", "lit", "as 'source' too"),
    "comparison of a document that is not shown": (
        LESSON, swap("          - toy-letter\n          - toy-letter-printed\n",
                     "          - toy-letter\n          - toy-page\n"),
        "- toy-page", "differs", "must stand under shows"),
    "comparison of one document": (
        LESSON, swap("          - toy-letter\n          - toy-letter-printed\n",
                     "          - toy-letter\n"), "- toy-letter", "differs", "the two documents"),
    "comparison with an answer that is not there": (
        LESSON, swap("compares: 01/predict/why", "compares: 01/predict/wy"), "01/predict/wy",
        "compares", "no item '01/predict/wy'"),
    "grid that is not there": (
        LESSON, swap("- 01/compare/useful", "- 01/compare/use"), "01/compare/use", "grids",
        "no item '01/compare/use'"),
    "ranking of what was not weighed": (
        LESSON, swap("weighs: weights", "weighs: order"), "weighs: order", "weighs",
        "no grid with the rule 'weights'"),
    "ranking of other stories": (
        LESSON, swap("              - id: fall\n                text: It fell by itself\n  - id",
                     "              - id: dog\n                text: It fell by itself\n  - id"),
        "- id: gust", "rows", "the ids of the columns of 'weights'"),
    "rule of another kind": (
        LESSON, swap("rule: sprint", "rule: weights"), "rule: weights", "rule", "is not one of"),
    "words to mark in two places": (
        LESSON, swap(f"{IN}passage:\n", f"{IN}document: toy-letter\n{IN}passage:\n"),
        "document: toy-letter", "document", "give one"),
    "words to mark that are not in the passage": (
        LESSON, swap("words: not objective", "words: quite objective"), "quite objective", "words",
        "does not stand in the passage"),
    "two equal step ids": (
        LESSON, swap("      - id: look\n", "      - id: guess\n"), "- id: guess", "id",
        "have the id 'guess'"),
    "words to mark that are not in the text": (
        LESSON, swap("words: a careless animal", "words: a careful animal"), "a careful animal",
        "words", "does not stand in the text"),
    "label that is not among the labels": (
        LESSON, swap("                label: asks\n", "                label: begs\n"),
        "label: begs", "label", "'begs' is not one of"),
    "text over 250 words": (
        LETTER, swap("The jug fell from the table and broke into many pieces yesterday. My cat "
                     "is a careless animal but please forgive her this time.", LONG_TEXT),
        "## Text", "Text", "shorten it to 250"),
    "short path over one period": (
        LESSON, swap("Monday. [@diary-1901, 3]\n\nwords", f"Monday. {LONG_NOTE}\n\nwords"),
        "# A small case", "exercises", "cut it to 40"),
    "number of no exercise": (
        LESSON, swap("Let them guess.", "Let them guess ({gess})."), "({gess})", "do",
        "must hold the id of an exercise"),
    "path of no name": (
        LESSON, swap("    path: short\n    title: Fill in the card",
                     "    path: banana\n    title: Fill in the card"), "path: banana", "path",
        "not one of"),
    "plan with something that is not there": (
        LESSON, swap("work: [background, predict,", "work: [backgrund, predict,"), "backgrund",
        "work", "no exercise or note 'backgrund'"),
    "plan that leaves an exercise out": (
        LESSON, swap("predict, card, words, count]", "predict, card, words]"), "- work:", "plan",
        "'count' is not in it"),
    "last page on an answer that is not there": (
        LESSON, swap("now: predict/why-now", "now: predict/why-new"), "predict/why-new", "now",
        "write exercise/item"),
    "sentences that are no number": (
        LESSON, swap("            ask: Why do you think so?\n",
                     "            sentences: many\n            ask: Why do you think so?\n"),
        "sentences: many", "sentences", "a whole number from 1 to 12"),
    "bad recall address": (
        LESSON, swap("recalls: 01/predict/who", "recalls: 01/predict/whom"), "01/predict/whom",
        "recalls", "no item '01/predict/whom'"),
    "revision of nothing": (
        LESSON, swap("revises: why\n", "revises: wry\n"), "revises: wry", "revises",
        "no item of an earlier step"),
    "revision of a question of another kind": (
        LESSON, swap("revises: why\n", "revises: who\n"), "revises: who", "revises",
        "of another kind"),
    "two values from code in one exercise": (
        LESSON, lambda text: text.replace("  - id: exit\n    type: E1\n", TWICE, 1),
        "  - id: count", "items", "give it one of its own"),
    "more to pick than options": (
        LESSON, swap(f"pick: 2\n{IN}ask: Pick", f"pick: 4\n{IN}ask: Pick"), "pick: 4", "pick",
        "no larger"),
    "hard word that is not in the glossary": (
        LESSON, swap("words:\n  - jug\n", "words:\n  - mug\n"), "- mug", "words",
        "not in data/glossary.csv"),
    "table that is not there": (
        LESSON, swap("table: people", "table: peeple"), "table: peeple", "table", "no table"),
    "a list where text belongs": (
        LESSON, swap("pivot: Who was in the room?", "pivot:\n    - Who?"), "- Who?", "pivot",
        "must be a text"),
    "text where a list belongs": (
        LESSON, swap("words:\n  - jug\n", "words: jug\n"), "words: jug", "words",
        "must be a list"),
    "YAML syntax": (
        LESSON, swap("move: Ask where", "move: Ask: where"), "move: Ask: where", "",
        "not well-formed YAML"),
    "YAML syntax in a document": (
        LETTER, swap("genre: private letter", "genre: private: letter"), "genre: private: letter",
        "", "not well-formed YAML"),
    "document without its text": (
        LETTER, swap("## Plainer text", "## Text again"), "## Text again", "Text again", "section"),
    "duplicate bibliography id": (
        BOOKS, swap('"id": "atlas-1900"', '"id": "diary-1901"'), '"id": "diary-1901"', "id",
        "two entries are 'diary-1901'"),
    "bibliography entry without a title": (
        BOOKS, swap('"title": "Atlas of a Village"', '"titel": "Atlas of a Village"'),
        '"id": "atlas-1900"', "title", "needs an id and a title"),
    "bad JSON": (
        BOOKS, swap('"id": "atlas-1900",', '"id": "atlas-1900"'), '"type": "book"', "",
        "not well-formed JSON"),
    "table with a missing column": (
        PEOPLE, lambda text: text.replace(",born", "").replace(",1870-01-02", "")
        .replace(",1865-03-04", ""), "person_id,name", "born", "born"),
    "bad value in a table": (
        PEOPLE, swap("1865-03-04", "in spring"), "in spring", "born", "in spring"),
    "empty cell in a table": (
        PEOPLE, swap("Karl Braun", ""), "karl,,", "name", "constraint"),
    "key of a table written twice": (
        PEOPLE, swap("karl,", "anna,"), "anna,Karl", "person_id", "unique"),
    "word in the glossary twice": (
        GLOSSARY, swap("cat,", "jug,"), "jug,", "word", "unique"),
}


def _name(problem: object) -> tuple[str, int, str, str]:
    place = re.fullmatch(r"(\S+), line (\d+)(?:, field '([^']*)')?: (.+)", str(problem))
    assert place, f"no file and line in: {problem}"
    return place[1], int(place[2]), place[3] or "", place[4]


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence_with_file_line_and_field(mistake: str, toy: Path) -> None:
    file, change, stands, field, words = MISTAKES[mistake]
    path = toy / file
    spoilt = change(path.read_text(encoding="utf-8"))
    path.write_text(spoilt, encoding="utf-8", newline="\n")
    found = check.problems()
    assert len(found) == 1, "\n".join(map(str, found))
    said_file, line, said_field, sentence = _name(found[0])
    assert said_file == file
    assert said_field == field
    assert words in sentence
    lines = [n for n, row in enumerate(spoilt.splitlines(), start=1) if stands in row]
    assert line in lines, f"line {line} is not one of {lines}: {sentence}"


@pytest.mark.parametrize("file", [LESSON, LETTER, BOOKS, GLOSSARY, PEOPLE])
def test_a_file_that_is_not_utf_8_is_one_sentence(file: str, toy: Path) -> None:
    path = toy / file
    path.write_bytes(path.read_bytes().replace(b"a", b"\xe4", 1))
    found = check.problems()
    assert len(found) == 1, "\n".join(map(str, found))
    assert _name(found[0])[0] == file
    assert "UTF-8" in str(found[0])


@pytest.mark.parametrize("file", [BOOKS, GLOSSARY])
def test_a_file_that_is_missing_is_one_sentence(file: str, toy: Path) -> None:
    (toy / file).unlink()
    found = check.problems()
    assert len(found) == 1, "\n".join(map(str, found))
    assert _name(found[0])[0] == file


@pytest.mark.parametrize("mistake", [
    "unknown kind of item", "YAML syntax", "YAML syntax in a document", "bad JSON",
    "bad value in a table", "word in the glossary twice",
])
def test_check_prints_sentences_and_no_traceback(mistake: str, toy: Path) -> None:
    file, change, *_ = MISTAKES[mistake]
    (toy / file).write_text(change((toy / file).read_text(encoding="utf-8")), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        assert command_line.main(["check"]) == 1
    assert "Traceback" not in out.getvalue() + err.getvalue()
    assert re.search(r"^Mistakes: [1-9]\d*\. Lessons: 1\. Documents: 3\.$", out.getvalue(),
                     re.MULTILINE)


def test_all_mistakes_of_a_file_are_told_at_once(toy: Path) -> None:
    path = toy / LESSON
    text = swap("question: Who broke the jug?\n", "")(path.read_text(encoding="utf-8"))
    spoil = swap(f"pick: 2\n{IN}ask: Pick", f"pick: 4\n{IN}ask: Pick")
    path.write_text(spoil(text), encoding="utf-8")
    assert [problem.field for problem in check.problems()] == ["question", "pick"]


def test_a_lesson_under_a_name_that_is_not_found_is_said(toy: Path) -> None:
    (toy / LESSON).rename(toy / "data/lessons/toy.yaml")
    assert "is not named like 02-a-name.yaml; rename it" in " ".join(map(str, check.problems()))


@pytest.mark.parametrize(("text", "words"), [
    ("One, two. Three!", 3), ("ONE  two\nthree", 3), ("", 0), ("Ёлка и 7", 3)])
def test_a_fingerprint_counts_words(text: str, words: int) -> None:
    assert check.fingerprint(text)[0] == words


def test_a_fingerprint_does_not_see_case_spaces_and_points() -> None:
    assert check.fingerprint("One, two.") == check.fingerprint("one\n TWO")


def test_a_fingerprint_sees_every_letter() -> None:
    assert check.fingerprint("one two")[1] != check.fingerprint("one too")[1]

"""Wording of the two pages is found by hashes, whatever its points, case and apostrophes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case import shingles
from helpers.case.records import Item
from helpers.desk import check, check_copying
from helpers.judge import rebuilt, rules
from helpers.paper import notes
from helpers.work import library

OWN = "The jug fell from the shelf because the grey cat wanted the fish behind it."
KNOWN = frozenset(shingles.hashes(OWN))
ROOT = Path(__file__).resolve().parent.parent


def test_a_word_is_letters_and_digits_without_apostrophes_and_accents() -> None:
    assert shingles.words("Ramón’s cat didn't see (1917–18), Büyükada!") == [
        "ramns", "cat", "didnt", "see", "191718", "bykada"]


def test_a_text_of_ten_words_has_three_runs_of_eight() -> None:
    assert len(shingles.hashes("one two three four five six seven eight nine ten")) == 3
    assert shingles.hashes("one two three four five six seven") == []


def test_nine_words_in_a_row_are_found_in_other_dress() -> None:
    text = "We say: the JUG fell, from the shelf; because the grey dog barked."
    assert shingles.copied(text, KNOWN) == ["the jug fell from the shelf because the grey"]


def test_eight_words_alone_are_no_copying() -> None:
    text = "She said the jug fell from the shelf because the wind blew."
    assert shingles.copied(text, KNOWN) == []
    assert shingles.copied(text, KNOWN, least=8) == ["the jug fell from the shelf because the"]


def test_two_stretches_are_told_apart() -> None:
    assert len(shingles.copied(f"{OWN} A word of ours. {OWN}", KNOWN)) == 2


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert shingles.copied(text, frozenset()) == []
    assert all(len(code) == shingles.DIGITS for code in shingles.hashes(text))
    whole = len(shingles.words(text)) >= shingles.RUN + 1
    assert bool(shingles.copied(text, set(shingles.hashes(text)))) == whole


def test_a_shared_run_of_two_texts_is_named() -> None:
    text = "a b c d e f g h i"
    assert shingles.shared(f"x {text}", f"{text} y") == "a b c d e f g h"
    assert shingles.shared("a b c d e f g x", text) == ""


# -- the file ---------------------------------------------------------------------------------


def test_the_file_is_sorted_and_holds_only_short_hashes() -> None:
    lines = (ROOT / shingles.NAME).read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert lines == sorted(set(lines))
    assert len(lines) == 3496  # as data/README.md says
    assert {len(line) for line in lines} == {shingles.DIGITS}


@pytest.mark.parametrize(("text", "words"), [
    ("abc\n", "must be 8 of the characters"), ("ffffffff\n00000000\n", "must be sorted"),
    ("00000000\n00000000\n", "each line once")])
def test_a_spoilt_file_of_hashes_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "shingles.txt"
    path.write_text(text, encoding="utf-8")
    found: list[shingles.Problem] = []
    shingles.read_shingles(path, found)
    assert words in " ".join(str(one) for one in found)


# -- no word of the pages in the course -------------------------------------------------------


def test_no_nine_words_in_a_row_of_the_course_are_those_of_the_two_pages() -> None:
    files = check_copying.files(ROOT)
    assert {path.suffix for path in files} >= {".csv", ".json", ".md", ".yaml", ".ipynb"}
    assert ROOT / "README.md" in files
    copied = {path.name: shingles.copied(check_copying.written(path), library.shingles())
              for path in files}
    assert {name: found for name, found in copied.items() if found} == {}


def test_check_names_the_line_on_which_copying_begins(toy: Path) -> None:
    (toy / shingles.NAME).write_text("\n".join(sorted(KNOWN)) + "\n", encoding="utf-8")
    (toy / "README.md").write_text(f"Hello.\n\n{OWN}\n", encoding="utf-8")
    found = check_copying.problems([])
    assert [(one.file, one.line) for one in found] == [("README.md", 3)]
    assert "takes words from the two pages: “the jug fell" in found[0].message


def test_a_course_without_the_file_copies_nothing(toy: Path) -> None:
    assert library.shingles() == frozenset()
    assert check_copying.problems([]) == []


# -- for students -----------------------------------------------------------------------------


def test_a_rebuilt_page_is_asked_about_wording_of_the_two_pages() -> None:
    item = Item(id="page", kind="prose", ask="?", rule="page")
    lines = rebuilt.read(f"{OWN} {{fact, guess}}")
    asked = [v.because for v in rules.copied(lines, rebuilt.shelf(item, {}, taken=KNOWN))]
    assert len(asked) == 1
    assert "is the wording of the page you took apart" in asked[0]
    assert list(rules.copied(lines, rebuilt.shelf(item, {}))) == []
    quoted = rebuilt.read(f"“{OWN}” {{fact, guess}}")
    assert list(rules.copied(quoted, rebuilt.shelf(item, {}, taken=KNOWN))) == []


def test_a_student_can_ask_whether_words_are_those_of_the_pages(
        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "shingles", lambda: KNOWN)
    assert "stand in a row on the two pages: “the jug fell" in notes.own_words(OWN).text
    assert notes.own_words("Nine words of our own about a dog that barked.").text.startswith("No ")
    assert notes.own_words("Too short.").text.startswith("Give at least nine words.")


def test_check_asks_for_copied_words(toy: Path) -> None:
    known = sorted(set(shingles.hashes(OWN)))
    (toy / shingles.NAME).write_text("\n".join(known) + "\n", encoding="utf-8")
    (toy / "README.md").write_text(OWN, encoding="utf-8")
    assert [p.file for p in check.problems() if "takes words" in p.message] == ["README.md"]

"""YAML whose values stay text and remember their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.case.errors import Problem
from helpers.case.yamlfile import Fields, front_matter, parse, read_text

HEADINGS = ("Text", "Notes")


def _parse(text: str) -> tuple[Fields, list[Problem]]:
    problems: list[Problem] = []
    return parse(text, "x.yaml", problems), problems


def _said(problems: list[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


@pytest.mark.parametrize("value", ["no", "02", "1922-12-24", "1.50", "null", "~", "0x1F", "12:30"])
def test_every_value_stays_the_text_that_was_written(value: str) -> None:
    fields, problems = _parse(f"language: {value}\n")
    assert (fields.text("language"), problems) == (value, [])


def test_a_missing_field_is_named_with_the_line_of_its_entry() -> None:
    fields, problems = _parse("# comment\nid: x\n")
    fields.text("title")
    assert _said(problems) == ["x.yaml, line 2, field 'title': is missing; add it"]


def test_an_empty_field_counts_as_missing() -> None:
    fields, problems = _parse("title:\n")
    assert fields.text("title") == ""
    assert "is missing" in str(problems[0])


def test_a_field_with_a_default_may_be_missing() -> None:
    fields, problems = _parse("id: x\n")
    assert (fields.text("tag", "none"), problems) == ("none", [])


def test_a_field_that_nothing_read_is_named_with_its_line() -> None:
    fields, problems = _parse("id: x\ntilte: y\n")
    fields.text("id")
    fields.closed(None)
    assert _said(problems) == [
        "x.yaml, line 2, field 'tilte': is not a field of this entry; correct its name or delete "
        "it"]


def test_a_field_that_stands_twice_is_named() -> None:
    assert _said(_parse("id: x\nid: y\n")[1]) == [
        "x.yaml, line 2, field 'id': stands twice; delete one of them"]


def test_a_word_outside_the_list_is_named_with_the_list() -> None:
    fields, problems = _parse("kind: chioce\n")
    fields.one_of("kind", ["mark", "choice"])
    assert "'chioce' is not one of: mark, choice" in str(problems[0])


def test_a_list_where_text_belongs_is_said() -> None:
    fields, problems = _parse("title:\n  - x\n")
    fields.text("title")
    assert "must be a text" in str(problems[0])


def test_text_where_a_list_belongs_is_said() -> None:
    fields, problems = _parse("hints: x\n")
    assert fields.texts("hints") == ()
    assert "must be a list" in str(problems[0])


def test_a_wrong_entry_of_a_list_is_named_with_its_own_line() -> None:
    fields, problems = _parse("hints:\n  - good\n  - bad: x\n")
    assert fields.texts("hints") == ("good",)
    assert _said(problems) == ["x.yaml, line 3, field 'hints': each entry must be a text"]


def test_groups_inside_a_list_keep_their_lines() -> None:
    fields, problems = _parse("items:\n  - id: a\n  - name: b\n")
    assert [entry.text("id") for entry in fields.each("items")] == ["a", ""]
    assert _said(problems) == ["x.yaml, line 3, field 'id': is missing; add it"]


@pytest.mark.parametrize("text", ["a: b: c\n", "a: [1\n", "\tx: y\n", "a: 'open\n", "a: &x\n  *y"])
def test_bad_yaml_is_one_sentence_with_a_line(text: str) -> None:
    problems = _parse(text)[1]
    assert len(problems) == 1
    assert "is not well-formed YAML here" in str(problems[0])


@pytest.mark.parametrize("text", ["", "just text", "- a\n- b\n"])
def test_a_file_without_fields_is_one_sentence(text: str) -> None:
    assert _said(_parse(text)[1]) == ["x.yaml, line 1: must consist of lines 'field: value'"]


def test_nesting_without_end_is_one_sentence() -> None:
    fields, problems = _parse("a: " + "[" * 5000 + "]" * 5000)
    fields.text("a", "")
    assert len(problems) == 1


@given(st.text())
def test_no_text_raises(text: str) -> None:
    fields, _ = _parse(text)
    fields.text("id", "")
    fields.closed(None)


def test_a_group_as_a_field_name_is_a_sentence_too() -> None:
    fields, problems = _parse("{a: 1}: x\n")
    fields.closed(None)
    assert problems
    assert "Node(" not in " ".join(_said(problems))


# -- lines of what was read -------------------------------------------------------------------


def test_the_line_of_every_value_is_known_by_its_place() -> None:
    fields, _ = _parse("a: 1\nb:\n  - x\n  - y\nc:\n  - d: 1\n    e: >-\n      two\n  - d: 3\n")
    assert fields.lines() == {"a": 1, "b": 3, "b/0": 3, "b/1": 4, "c": 6, "c/0": 6, "c/0/d": 6,
                              "c/0/e": 7, "c/1": 9, "c/1/d": 9}


def test_places_are_counted_as_entries_are_read() -> None:
    fields, _ = _parse("a:\n  - - odd\n  - id: x\n")
    assert [entry.text("id") for entry in fields.each("a")] == ["x"]
    assert fields.lines()["a/0/id"] == 3


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x\n  b: *x", "[" * 900 + "]" * 900])
def test_what_stands_in_itself_or_deep_has_lines_too(text: str) -> None:
    assert set(_parse(f"x: 1\ny: {{k: 2}}\n{text}\n")[0].lines().values()) <= {1, 2, 3, 4}


@pytest.mark.parametrize(("line", "words"), [
    ("<<<<<<< HEAD", "git left its marks"), (">>>>>>> a", "git left its marks"),
    ("b: \x00", "U+0000"), ("b: \x07", "U+0007"), ("b: \ufffe", "U+FFFE")])
def test_what_no_editor_shows_and_what_git_left_is_told_at_its_line(
        tmp_path: Path, line: str, words: str) -> None:
    path, problems = tmp_path / "x.yaml", list[Problem]()
    path.write_text(f"a: 1\n{line}\nc: 2\n", encoding="utf-8")
    assert read_text(path, "x.yaml", problems) == ""
    assert [(one.line, one.whole) for one in problems] == [(2, True)]
    assert words in str(problems[0])


@pytest.mark.parametrize("text", ["a: <<<<<<< b\n", "=======\n", "a: \u2028\u0085é🙂\t\n"])
def test_what_only_looks_strange_is_read(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_text(path, "x.yaml", []) == text


# -- front matter -----------------------------------------------------------------------------


def test_front_matter_and_sections_are_told_apart() -> None:
    problems: list[Problem] = []
    text = "---\nid: x\n---\n## Text\n\nOne.\n\n## Notes\nTwo.\n"
    fields, sections = front_matter(text, "d.md", HEADINGS, problems)
    assert (fields.text("id"), problems) == ("x", [])
    assert sections == {"Text": "One.", "Notes": "Two."}


def test_the_lines_of_front_matter_are_those_of_the_file() -> None:
    problems: list[Problem] = []
    fields, _ = front_matter("---\nid: x\nbad: y\n---\n", "d.md", HEADINGS, problems)
    fields.text("id")
    fields.closed(None)
    assert problems[0].line == 3


@pytest.mark.parametrize("text", ["id: x\n", "---\nid: x\n"])
def test_a_document_without_its_two_lines_is_said(text: str) -> None:
    problems: list[Problem] = []
    front_matter(text, "d.md", HEADINGS, problems)
    assert _said(problems) == ["d.md, line 1: must begin with fields between two lines '---'"]


def test_a_section_that_stands_twice_is_told_at_its_second_heading() -> None:
    problems: list[Problem] = []
    front_matter("---\nid: x\n---\n## Text\nOne.\n## Text\nTwo.\n", "d.md", HEADINGS, problems)
    assert _said(problems) == ["d.md, line 6, field 'Text': stands twice; join the two"]


def test_headings_have_lines() -> None:
    fields, _ = front_matter("---\nid: x\n---\n\n## Text\nOne.\n", "d.md", HEADINGS, [])
    assert fields.lines() == {"id": 2, "Text": 5}


@pytest.mark.parametrize(("content", "words"), [(b"\xff", "UTF-8"), (None, "missing")])
def test_a_file_that_cannot_be_read_is_one_sentence(
        tmp_path: Path, content: bytes | None, words: str) -> None:
    path, problems = tmp_path / "x.yaml", []  # type: ignore[var-annotated]
    if content is not None:
        path.write_bytes(content)
    assert read_text(path, "x.yaml", problems) == ""
    assert len(problems) == 1
    assert words in str(problems[0])


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbfid: x\n")
    assert read_text(path, "x.yaml", []) == "id: x\n"

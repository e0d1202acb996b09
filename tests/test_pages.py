"""Whole pages: every text stays text, and no page can load or run anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from helpers.paper import markup

TEMPLATES = sorted(Path(markup.__file__).with_name("templates").iterdir())
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_a_page_forbids_everything_but_its_own_styles_and_pictures_before_it_has_any(
        whole_pages: dict[str, str]) -> None:
    for name, page in whole_pages.items():
        head = page[:page.index("<title>")]
        assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in head, name
        assert "<style" not in head
        assert "<script" not in head
        assert page.lstrip().startswith("<!doctype html>")


def test_a_page_keeps_to_its_policy(whole_pages: dict[str, str]) -> None:
    for name, page in whole_pages.items():
        assert page.count("<script") == page.count('<script type="application/x-ndjson"'), name
        for word in ("<link", "<iframe", "<object", "<base", 'src="http', "@import", "url("):
            assert word not in page, name


def test_a_text_is_text_and_only_markup_is_html() -> None:
    page = markup.page("page.html", title="<b>'\"&", style="", body="<script>1</script>")
    assert "<title>&lt;b&gt;&#39;&#34;&amp;</title>" in page
    assert "<body>&lt;script&gt;1&lt;/script&gt;</body>" in page
    assert "<body><p>1</p></body>" in markup.page(
        "page.html", title="", style="", body=Markup("<p>1</p>"))


@pytest.mark.parametrize("make", [
    lambda text: markup.table_html([(text, text)], (text,), text),
    lambda text: markup.paragraphs_html([text, f"**{text}**"]),
    lambda text: markup.list_html(text, [(text, text)]),
], ids=["table", "paragraphs", "list"])
def test_a_piece_is_markup_of_escaped_texts(make: Callable[[str], Markup]) -> None:
    made = make("<img src=x>")
    assert isinstance(made, Markup)
    assert "<img" not in made
    assert "&lt;img src=x&gt;" in made
    assert made in markup.page("page.html", title="", style="", body=made)


def test_a_value_that_was_forgotten_is_no_empty_place() -> None:
    with pytest.raises(jinja2.UndefinedError):
        markup.page("page.html", title="A page", style="")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_stands_on_the_one_page_and_lets_nothing_through(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.name == "page.html" or text.startswith(
        ('{% extends "page.html" %}\n', '{% extends "print.html" %}\n'))
    assert "safe" not in text.replace("'unsafe-inline'", "")
    assert "autoescape" not in text

"""Whole pages in a browser: all that should show shows, and nothing foreign can load or run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from helpers.work import restore

BLOCKED = "window.blocked = []; addEventListener('securitypolicyviolation', " \
          "event => window.blocked.push(event.violatedDirective))"
FOREIGN = "<script>window.ran = true</script><img src='https://example.org/x.png'>" \
          "<img src='data:image/png;base64,' onerror='window.ran = true'>"


@pytest.fixture
def paper(browser: BrowserContext) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(BLOCKED)
    yield page
    page.close()


def _open(paper: Page, folder: Path, html: str) -> None:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8")
    paper.goto(path.as_uri())


def test_a_page_blocks_nothing_of_its_own(
        paper: Page, tmp_path: Path, whole_pages: dict[str, str]) -> None:
    for name, html in whole_pages.items():
        _open(paper, tmp_path, html)
        assert paper.evaluate("window.blocked") == [], name
        assert paper.evaluate("getComputedStyle(document.body).fontFamily") == "Georgia, serif"
        pictures = paper.evaluate("[...document.images].map(image => image.naturalWidth)")
        assert all(pictures), name
        assert bool(pictures) == (name == "students")


def test_the_export_still_carries_its_answers(
        paper: Page, tmp_path: Path, whole_pages: dict[str, str]) -> None:
    _open(paper, tmp_path, whole_pages["export"])
    carried, torn = restore.lines(paper.locator("#answers").text_content() or "")
    assert carried["00"]
    assert (carried, torn) == restore.lines(whole_pages["export"])
    assert torn == 0


def test_what_is_foreign_to_a_page_neither_loads_nor_runs(
        paper: Page, tmp_path: Path, whole_pages: dict[str, str]) -> None:
    for name, html in whole_pages.items():
        _open(paper, tmp_path, html.replace("<body>", f"<body>{FOREIGN}"))
        assert paper.evaluate("window.ran") is None, name
        assert {"script-src-elem", "img-src"} <= set(paper.evaluate("window.blocked"))

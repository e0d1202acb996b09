"""Fresh copies of the course or the toy course, each open in a window of its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from lesson import Lesson
from playwright.sync_api import BrowserContext, Page

REPOSITORY = Path(__file__).resolve().parents[2]


@contextmanager
def window(browser: BrowserContext, address: str) -> Iterator[Page]:
    """Open a window that knows nothing of the tests before; close it and all it opened."""
    before = list(browser.pages)
    page = browser.new_page()
    # Its address is that of every test of this worker, so that the browser would remember.
    browser.new_cdp_session(page).send(
        "Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
    try:
        yield page
    finally:
        for opened in browser.pages:
            if opened not in before:
                opened.close()


def fresh(browser: BrowserContext, server: tuple[str, Path], name: str,
          slug: str) -> Iterator[Lesson]:
    """A lesson, not open yet, in a copy of the course of its own."""
    address, root = server
    course = root / name.replace("[", "-").replace("]", "")
    for part in ("data", "notebooks"):
        shutil.copytree(REPOSITORY / part, course / part,
                        ignore=shutil.ignore_patterns("my-work", ".ipynb_checkpoints"))
    with window(browser, address) as page:
        lesson = Lesson(page, address, root, course, slug)
        yield lesson
        lesson.shut_down()
    assert not lesson.page_errors, lesson.page_errors


def toy_lesson(browser: BrowserContext, server: tuple[str, Path], name: str, calls: dict[str, str]
               ) -> Iterator[Lesson]:
    """The toy lesson, open, in a course of its own with one cell for each call by its id."""
    address, root = server
    course = root / re.sub(r"[^\w-]", "-", name)
    shutil.copytree(REPOSITORY / "tests" / "toy", course,
                    ignore=shutil.ignore_patterns("notebooks"))
    cells = [nbformat.v4.new_code_cell(f"import helpers; {call}", id=one)
             for one, call in calls.items()]
    (course / "notebooks").mkdir()
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, course / "notebooks" / "01-toy.ipynb")
    with pytest.MonkeyPatch.context() as patch, window(browser, address) as page:
        patch.setenv("COURSE", str(course))
        lesson = Lesson(page, address, root, course, "01-toy")
        lesson.open()
        yield lesson
        lesson.shut_down()
    assert not lesson.page_errors, lesson.page_errors

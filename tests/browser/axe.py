"""Axe, as the tests run it on what a lesson shows."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from lesson import Lesson

# JupyterLab gives html and body no height, so that axe thinks nothing is on the screen and
# silently skips contrast and target size. With a height it looks.
ON_SCREEN = "html, body { height: 100% !important }"
# What passes is of no interest, and to describe it takes most of the time.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
# The server keeps the theme from test to test, so that each test sets its own.
THEMES = {theme: f"() => window.jupyterapp.commands.execute('apputils:change-theme', "
                 f"{{theme: 'JupyterLab {theme.capitalize()}'}})" for theme in ("light", "dark")}


def violations(lesson: Lesson, context: str) -> list[str]:
    """Return what axe finds in the whole notebook: contrast it finds only inside the window."""
    page = lesson.page
    before = page.viewport_size
    height = page.evaluate("() => document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    page.set_viewport_size({"width": 1200, "height": height + 400})
    found = Axe().run(page, context=context, options=OPTIONS)
    page.set_viewport_size(before or {"width": 1200, "height": 900})
    return [f"{v['id']}: {node['html'][:200]}" for v in found.response["violations"]
            for node in v["nodes"]]

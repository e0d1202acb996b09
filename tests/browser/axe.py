"""Axe, as the tests run it on what a lesson shows."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from lesson import Lesson

# JupyterLab gives html and body no height, so that axe thinks nothing is on the screen, and lets
# the notebook scroll inside the page: of what is out of sight axe would silently skip contrast and
# target size. Laid out in one piece, all of it is looked at; the status bar would lie over it.
IN_ONE_PIECE = """html, body { height: 100% !important }
  :has(.jp-WindowedPanel-outer), .jp-WindowedPanel-outer {
    overflow: visible !important; contain: none !important }
  #jp-main-statusbar, #jp-bottom-panel { display: none !important }"""
# What passes is of no interest, and to describe it takes most of the time.
OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
# The server keeps the theme from test to test, so that each test sets its own.
THEMES = {theme: f"() => window.jupyterapp.commands.execute('apputils:change-theme', "
                 f"{{theme: 'JupyterLab {theme.capitalize()}'}})" for theme in ("light", "dark")}


def violations(lesson: Lesson, context: str) -> list[str]:
    """Return what axe finds in all that fits the selector, in sight or not."""
    style = lesson.page.add_style_tag(content=IN_ONE_PIECE)
    found = Axe().run(lesson.page, context=context, options=OPTIONS)
    style.evaluate("style => style.remove()")
    return [f"{v['id']}: {node['html'][:200]}" for v in found.response["violations"]
            for node in v["nodes"]]

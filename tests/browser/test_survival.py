"""Answers outlive the server's disk, and stay with the learner they belong to: as a story."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe import THEMES, violations
from copies import toy_lesson
from keyboard import tab_to
from lesson import READY, Lesson
from playwright.sync_api import BrowserContext, Locator, expect

SCRIPT = "<img src=x onerror='window.canary = 1'></script><script>window.canary = 1</script>"
CELLS = {"bar": 'helpers.lesson("01")', "predict": 'helpers.exercise("01/predict")',
         "index": "helpers.course()"}


@pytest.fixture(scope="module")
def survivor(browser: BrowserContext, server: tuple[str, Path]) -> Iterator[Lesson]:
    """The bar of the toy lesson, one exercise, and the index of lessons, in one open page."""
    yield from toy_lesson(browser, server, "survivor", CELLS)


@pytest.fixture
def toy(survivor: Lesson) -> Lesson:
    """The open page with an empty disk, an empty browser and a new kernel, as on a first day."""
    shutil.rmtree(work(survivor), ignore_errors=True)
    survivor.page.set_viewport_size({"width": 1200, "height": 900})
    survivor.page.evaluate(THEMES["light"])
    survivor.page.evaluate("""async () => {
      Storage.prototype.setItem = window.setItem ??= Storage.prototype.setItem;
      localStorage.clear();
      sessionStorage.clear();
      for (const key of Object.keys(window)) if (key.startsWith("course")) delete window[key];
      await window.jupyterapp.commands.execute("notebook:clear-all-cell-outputs");
      await window.jupyterapp.shell.currentWidget.context.sessionContext.restartKernel();
    }""")
    survivor.page.wait_for_function(READY)
    for name, call in CELLS.items():
        survivor.set_source(name, f"import helpers; {call}")
    start(survivor)
    return survivor


def start(lesson: Lesson, *names: str) -> None:
    """Run the bar and the exercise (or these cells) and wait until they know what is on disk."""
    places = {"bar": lesson.bar, "predict": lesson.exercise("predict"),
              "index": lesson.page.locator(".course-index")}
    for name in names or ("bar", "predict"):
        lesson.run(name)
        places[name].and_(lesson.page.locator("[data-synced]")).wait_for()


def again(lesson: Lesson, *names: str) -> None:
    """Kill the kernel, open the notebook anew and run its cells: a new session."""
    lesson.kill_kernel()
    lesson.shut_down()
    lesson.open_here()
    start(lesson, *names)


def empty_disk(lesson: Lesson) -> None:
    shutil.rmtree(work(lesson))


def work(lesson: Lesson) -> Path:
    return lesson.course / "notebooks" / "my-work"


def code(lesson: Lesson) -> str:
    return str(lesson.bar.locator("strong").text_content())


def copies(lesson: Lesson) -> dict[str, list[dict[str, Any]]]:
    """Return the browser's copies of the toy course: the acts by learner."""
    found: dict[str, str] = lesson.page.evaluate("() => ({...localStorage})")
    start = "course-copy:toy:"
    return {key.removeprefix(start): [json.loads(line) for line in text.split("\n")]
            for key, text in found.items() if key.startswith(start)}


def box(lesson: Lesson) -> Locator:
    return lesson.exercise("predict").get_by_role("textbox").first


def write(lesson: Lesson, text: str) -> None:
    """Write a draft and wait until it is on disk."""
    box(lesson).fill(text)
    expect(lesson.exercise("predict").get_by_role("status")).to_contain_text("Saved")


def press(lesson: Lesson, name: str) -> None:
    """Press a button of the bar, which may be in the part that is folded away."""
    button = lesson.bar.get_by_role("button", name=name, exact=True)
    if not button.is_visible():
        lesson.bar.get_by_text("Your answers: export").click()
    button.click()


def said(lesson: Lesson, text: str) -> None:
    expect(lesson.bar.get_by_role("status")).to_contain_text(text)


def test_an_emptied_disk_gets_the_answers_back_by_one_click(toy: Lesson) -> None:
    exercise = toy.record.exercises[0]
    toy.answer_step(exercise, exercise.steps[0])
    expect(toy.bar).to_contain_text("a copy is in this browser")
    expect(toy.bar).not_to_contain_text("This browser holds")  # what is on disk is not offered
    before, me = toy.commits(), code(toy)
    empty_disk(toy)
    toy.kill_kernel()
    toy.shut_down()
    toy.open()  # loads JupyterLab anew too, once among these tests
    start(toy)
    assert code(toy) != me
    expect(toy.bar).to_contain_text(f"This browser holds answers of {me} to ")
    expect(toy.exercise("predict").locator(".course-feedback")).to_have_count(0)
    press(toy, "Bring them back")
    said(toy, "Restored")
    assert code(toy) == me
    assert toy.commits() == before
    assert [path.name for path in work(toy).iterdir()] == [me]
    expect(toy.exercise("predict").locator(".course-feedback")).to_have_count(1)
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(0)


def test_an_offer_stands_after_a_word_was_written_and_one_click_joins_both(toy: Lesson) -> None:
    exercise = toy.record.exercises[0]
    toy.answer_step(exercise, exercise.steps[0])
    before, me = toy.commits(), code(toy)
    empty_disk(toy)
    again(toy)
    write(toy, "One word, before I saw the offer.")
    since = code(toy)
    again(toy)
    expect(toy.bar).to_contain_text(f"This browser holds answers of {me} to ")
    press(toy, "Bring them back")
    said(toy, "Restored")
    assert (code(toy), toy.commits()) == (me, before)
    assert "One word" in str(toy.journal())
    assert [path.name for path in work(toy).iterdir()] == [me]
    assert list(copies(toy)) == [me]
    expect(toy.exercise("predict").locator(".course-feedback")).to_have_count(1)
    again(toy)
    assert code(toy) == me != since
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(0)


def test_at_a_hub_nobody_is_offered_the_answers_of_another_user(toy: Lesson) -> None:
    def log_in(name: str) -> None:
        toy.kill_kernel()
        toy.shut_down()
        shutil.rmtree(work(toy), ignore_errors=True)  # each user has a disk of one's own
        toy.open_here()
        toy.set_source("index", f"import os; os.environ['JUPYTERHUB_USER'] = '{name}'")
        toy.run("index")
        start(toy)

    log_in("anna")
    write(toy, "Of Anna.")
    log_in("bob")
    write(toy, "Of Bob.")
    expect(toy.bar).not_to_contain_text("This browser holds")
    log_in("anna")
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(1)
    press(toy, "Bring them back")
    expect(box(toy)).to_have_value("Of Anna.")


def test_what_was_forgotten_is_offered_to_nobody(toy: Lesson) -> None:
    write(toy, "The cat did it.")
    assert list(copies(toy)) == [code(toy)]
    press(toy, "Forget the copy in this browser")
    said(toy, f"has forgotten the answers of {code(toy)}")
    write(toy, "The cat did it, and I say so.")
    assert copies(toy) == {}
    expect(toy.bar).to_contain_text("no copy is kept in this browser")
    empty_disk(toy)
    again(toy)
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(0)


def test_two_learners_on_one_computer_do_not_mix(toy: Lesson) -> None:
    write(toy, "First learner.")
    first = code(toy)
    press(toy, "Go on as this learner")
    said(toy, "You go on as")
    second = code(toy)
    assert second != first
    expect(box(toy)).to_have_value("")
    write(toy, "Second learner.")
    texts = {name: [act["answers"]["why"] for act in acts] for name, acts in copies(toy).items()}
    assert texts == {first: ["First learner."], second: ["Second learner."]}
    again(toy, "bar")  # the next lesson's kernel asks who is there
    toy.run("predict")
    expect(toy.page.locator(".jp-Notebook")).to_contain_text("Several learners have answers here (")
    toy.bar.get_by_role("combobox").select_option(first)
    press(toy, "Go on as this learner")
    said(toy, f"You go on as {first}")
    start(toy, "predict")
    expect(box(toy)).to_have_value("First learner.")
    for name, text in ((first, "First"), (second, "Second")):
        lines = (work(toy) / name / "01.jsonl").read_text(encoding="utf-8")
        assert f"{text} learner." in lines
        assert lines.count(" learner.") == lines.count(f"{text} learner.")


def test_a_new_code_takes_the_answers_and_the_copy_along(toy: Lesson) -> None:
    start(toy, "bar")
    chosen = toy.bar.get_by_role("combobox").first.locator("option").nth(1).text_content()
    toy.bar.get_by_role("combobox").first.select_option(chosen)
    press(toy, "Take this code")  # on first use, one of five
    said(toy, f"Your code is {chosen}.")
    write(toy, "Still mine.")
    press(toy, "Change my code")
    expect(toy.bar.locator("strong")).not_to_have_text(chosen)
    me = code(toy)
    said(toy, f"Your code is {me}.")
    expect(box(toy)).to_have_value("Still mine.")
    assert list(copies(toy)) == [me]
    write(toy, "Still mine, and more.")
    assert [path.name for path in work(toy).iterdir()] == [me]
    assert list(copies(toy)) == [me]
    assert {act["learner"] for act in copies(toy)[me]} == {me}
    # Another tab forgets: this one must not make the copy anew.
    other = toy.page.context.new_page()
    other.goto(f"{toy.address}/api")
    other.evaluate("""() => Object.keys(localStorage).filter(key => key.startsWith('course-copy'))
      .forEach(key => { localStorage.setItem(key, ''); localStorage.removeItem(key); })""")
    other.close()
    expect(toy.bar).to_contain_text("no copy is kept in this browser")
    write(toy, "On disk only.")
    assert copies(toy) == {}


def test_a_lesson_begun_afresh_puts_its_answers_aside(toy: Lesson) -> None:
    write(toy, "The old answer.")
    keys, cells = toy.page.keyboard, toy.cells()
    for name in ("Forget the copy", "Export", "Restore", "Start this", "Change", "Go on as"):
        target = toy.bar.get_by_role("button", name=name).or_(toy.bar.get_by_label(name)).first
        if name == "Export":  # by keyboard alone, and no key of the notebook does harm
            tab_to(toy, toy.bar.locator("summary").last)
            keys.press("Enter")
        if name == "Forget the copy":
            toy.bar.locator("h2").click()
        tab_to(toy, target)
        for key in ("x", "d", "d"):
            keys.press(key)
    toy.bar.get_by_role("button", name="Start this").focus()
    keys.press("Enter")
    expect(toy.bar.get_by_role("button", name="Keep my answers")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    assert toy.cells() == cells
    said(toy, "begins afresh. Your answers were not deleted")
    expect(box(toy)).to_have_value("")
    aside = next((work(toy) / code(toy)).glob("01-aside-*.jsonl"))
    assert "The old answer." in aside.read_text(encoding="utf-8")
    write(toy, "The new answer.")
    assert [act["answers"]["why"] for act in toy.journal()] == ["The new answer."]
    assert [act["answers"]["why"] for act in copies(toy)[code(toy)]] == ["The new answer."]


def test_a_script_in_a_copy_never_runs_and_a_spoilt_copy_breaks_nothing(toy: Lesson) -> None:
    write(toy, SCRIPT)
    me = code(toy)
    toy.page.evaluate("""script => {
      const act = JSON.parse(Object.values(localStorage).find(text => text.includes('canary')));
      const put = (learner, text) => localStorage.setItem(`course-copy:toy:${learner}`, text);
      put(script, JSON.stringify({...act, id: script, at: script, learner: script}));
      put('calm-wren-10', 'null\\n[]\\n{"id":7}\\n' + script);
      put('calm-wren-11', JSON.stringify({...act, answers: null, learner: 'calm-wren-11'}));
    }""", SCRIPT)
    empty_disk(toy)
    again(toy)
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(3)
    expect(toy.bar).to_contain_text(f"This browser holds answers of {SCRIPT}")
    toy.bar.get_by_role("group", name="calm-wren-11").get_by_role("button").first.click()
    said(toy, "Nothing was changed.")
    toy.bar.get_by_role("group", name="calm-wren-11").get_by_role("button").last.click()
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(2)
    toy.bar.get_by_role("group", name=me).get_by_role("button").first.click()
    said(toy, "Restored")
    expect(box(toy)).to_have_value(SCRIPT)
    assert toy.page.evaluate("() => window.canary") is None


def test_a_browser_without_room_says_so_once_and_nothing_breaks(toy: Lesson) -> None:
    toy.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    write(toy, "On disk at least.")
    expect(toy.bar).to_contain_text("this browser keeps no copy")
    assert toy.journal()[-1]["answers"]["why"] == "On disk at least."


def test_axe_finds_nothing_in_the_bar_and_the_index(toy: Lesson) -> None:
    start(toy, "index")
    for summary in toy.bar.locator("summary").all():
        summary.click()
    assert in_both_themes(toy) == []
    write(toy, "Something.")
    press(toy, "Start this lesson afresh")
    assert in_both_themes(toy) == []
    toy.page.evaluate("""() => {
      const [key, text] = Object.entries(localStorage).find(([key]) => key.includes('copy:toy'));
      localStorage.setItem('course-copy:toy:calm-wren-12', text.replaceAll(
        key.split(':').at(-1), 'calm-wren-12'));
    }""")
    empty_disk(toy)
    start(toy, "bar")
    expect(toy.bar.get_by_role("button", name="Bring them back")).to_have_count(2)
    assert in_both_themes(toy) == []


def in_both_themes(lesson: Lesson) -> list[str]:
    found = []
    for theme, command in THEMES.items():
        lesson.page.evaluate(command)
        is_light = "true" if theme == "light" else "false"
        lesson.page.locator(f"[data-jp-theme-light='{is_light}']").wait_for(state="attached")
        found += [f"{theme}: {one}" for one in violations(lesson, ".jp-OutputArea-output")]
    return found


def test_the_bar_and_the_index_fit_a_narrow_screen_and_the_index_links_the_lesson(
    toy: Lesson
) -> None:
    # For who opens a lesson in the list of files its path is not in the address.
    toy.page.evaluate("() => history.replaceState(null, '', '/doc')")
    start(toy, "index")
    index = toy.page.locator(".course-index")
    expect(index.get_by_role("row").nth(1)).to_contain_text("0 of ")
    link = index.get_by_role("link").first
    assert str(link.get_attribute("href")).endswith(f"/lab/tree/{toy.path}")
    pages = len(toy.page.context.pages)
    link.click()  # it is this lesson, in the window that is there
    toy.page.wait_for_function(
        "path => window.jupyterapp.shell.currentWidget.context.path === path", arg=toy.path)
    assert len(toy.page.context.pages) == pages
    toy.page.set_viewport_size({"width": 320, "height": 700})
    chrome = ".jp-SideBar, .jp-InputPrompt, .jp-OutputPrompt { display: none }"
    toy.page.add_style_tag(content=chrome)
    for summary in toy.bar.locator("summary").all():
        summary.click()
    cut = toy.page.evaluate("""() => [...document.querySelectorAll('.course, .course *')]
      .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'
        && !e.matches('input, select, option, .course-hidden, .course-wide'))
      .map(e => e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 40))""")
    assert cut == []
    write(toy, "Something.")  # only then is there a copy to forget
    small = toy.bar.locator("button, input, select, summary").evaluate_all(
        "all => all.map(e => e.closest('label') ?? e)"
        ".filter(e => e.getBoundingClientRect().height < 44).map(e => e.textContent)")
    assert small == []

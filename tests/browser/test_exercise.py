"""One exercise at a time, each cell run alone in one open lesson."""

from __future__ import annotations

from lesson import PROSE, Lesson
from playwright.sync_api import expect


def test_an_exercise_cell_works_alone_in_a_fresh_kernel(opened: Lesson) -> None:
    opened.run("ex-firm")
    firm = opened.record.exercise("firm")
    opened.answer(firm)
    assert ("firm", "sort") in opened.commits()


def test_running_a_cell_again_is_harmless(opened: Lesson) -> None:
    opened.run("ex-first-thought")
    first = opened.record.exercises[0]
    opened.answer(first)
    opened.run("ex-first-thought")
    expect(opened.exercise(first.id).locator(".course-done")).to_be_visible()
    acts = [(a["exercise"], a["do"]) for a in opened.journal()]
    assert acts.count((first.id, "commit")) == 1


def test_a_script_in_an_answer_never_runs(opened: Lesson) -> None:
    opened.run("ex-expert")
    expert = opened.record.exercise("expert")
    hostile = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>" + PROSE
    box = opened.item(expert, expert.item("answer"))
    box.get_by_role("textbox").fill(hostile)
    form = opened.exercise("expert")
    form.get_by_role("button", name="Commit my answer").click()
    if opened.is_asked(expert, expert.steps[0]):
        form.get_by_role("button", name="Commit", exact=True).click()
    expect(form.locator("blockquote").first).to_contain_text("<img src=x")
    opened.page.wait_for_timeout(200)
    assert opened.page.evaluate("() => window.hacked") is None


def test_text_runs_the_way_its_letters_do_and_prints_to_its_last_line(opened: Lesson) -> None:
    opened.run("ex-masthead")
    masthead = opened.record.exercise("masthead")
    item = opened.item(masthead, masthead.item("why"))
    box, paper = item.locator("textarea"), item.locator(".course-paper")
    direction = "e => getComputedStyle(e).direction"
    assert box.evaluate(direction) == "ltr"
    lines = [f"שורה {number}" for number in range(40)]
    box.fill("\n".join(lines))
    assert box.evaluate(direction) == "rtl"
    opened.page.emulate_media(media="print")
    opened.page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(box).to_be_hidden()
    expect(paper).to_have_text("\n".join(lines))
    assert paper.evaluate(direction) == "rtl"
    assert paper.evaluate("e => e.scrollHeight <= e.clientHeight")
    opened.page.emulate_media(media="screen")
    expect(box).to_be_visible()
    expect(paper).to_be_hidden()


def test_an_empty_commit_is_refused_and_the_first_empty_item_takes_the_focus(
    opened: Lesson,
) -> None:
    opened.run("ex-masthead")
    box = opened.exercise("masthead")
    box.get_by_role("button", name="Commit my answer").click()
    expect(box.get_by_role("alert")).to_contain_text("Choose 2 first.")
    expect(box.locator("[data-item='likely'] input").first).to_be_focused()
    expect(box.locator(".course-text")).to_have_count(0)
    assert ("masthead", "predict") not in opened.commits()


def test_hints_come_one_by_one_and_the_writer_keeps_the_place(opened: Lesson) -> None:
    opened.run("ex-krupskaya")
    card = opened.record.exercise("krupskaya-card")
    box = opened.item(card, card.item("who"))
    for number in (1, 2, 3):
        box.get_by_role("button", name="Hint").click()
        expect(box.locator(".course-hint")).to_have_count(number)
        expect(box.locator(".course-hint").last).to_be_focused()
    expect(box.get_by_role("button", name="Hint")).to_have_count(0)


def test_shift_enter_in_a_text_does_not_send_the_rest_to_the_notebook(opened: Lesson) -> None:
    opened.run("ex-expert")
    expert = opened.record.exercise("expert")
    item = expert.item("answer-now")
    box = opened.item(expert, item).get_by_role("textbox")
    cells = opened.cells()
    box.fill("One")
    box.press("Shift+Enter")
    opened.page.keyboard.type("by a car", delay=20)
    expect(box).to_have_value("One\nby a car")  # a line break, as in any text box
    assert opened.cells() == cells


def test_a_date_without_a_year_is_kept_and_refused_beside_its_question(opened: Lesson) -> None:
    opened.run("ex-krupskaya")
    card = opened.record.exercise("krupskaya-card")
    box = opened.item(card, card.item("written"))
    box.get_by_label("Month").select_option("12")
    opened.item(card, card.item("access")).get_by_role("button", name="Hint").click()
    expect(opened.item(card, card.item("access")).locator(".course-hint")).to_be_visible()
    expect(box.get_by_label("Month")).to_have_value("12")


def test_a_double_click_on_the_first_commit_does_not_commit(opened: Lesson) -> None:
    for file in (opened.course / "notebooks" / "my-work").glob("*/02.jsonl"):
        file.unlink()  # later in a lesson nothing is asked any more
    opened.run("ex-worked-card")
    worked = opened.record.exercise("worked-card")
    opened.fill(worked, worked.item("weight"))
    opened.exercise(worked.id).get_by_role("button", name="Commit my answer").dblclick()
    opened.page.wait_for_timeout(300)
    assert (worked.id, "watch") not in opened.commits()


def test_the_error_of_a_student_is_one_line_and_a_sentence(opened: Lesson) -> None:
    opened.run("ex-first-thought")
    opened.set_source("lab-answer", "n = len(nobody)")
    opened.run("lab-answer")
    output = opened.cell("lab-answer").locator(".jp-OutputArea-output")
    expect(output).to_contain_text("run the cells above first")
    expect(output).not_to_contain_text("Traceback")

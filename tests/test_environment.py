"""What installs, what loads, what stays small."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from helpers.screen.widget import script

ROOT = Path(__file__).resolve().parent.parent
WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = WHOLE["project"]
NEEDED = [Requirement(line) for line in PROJECT["dependencies"]]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci/run").read_text(encoding="utf-8")
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
MODULES = sorted((ROOT / "helpers").rglob("*.py"))
ALIAS = {"matplotlib-base": "matplotlib"}


def _conda(spec: str) -> tuple[str, SpecifierSet]:
    """Read ``pyyaml=6.0.*`` as ("pyyaml", "==6.0.*"), and a range as it is written."""
    match = re.fullmatch(r"([\w.-]+)(.*)", spec)
    assert match, spec
    name, versions = match.groups()
    if re.match(r"=[^=]", versions):
        versions = "=" + versions if versions.endswith("*") else f"={versions}.*"
    return ALIAS.get(name, name), SpecifierSet(versions)


def _pins() -> dict[str, SpecifierSet]:
    pins = dict(_conda(d) for d in CONDA["dependencies"] if isinstance(d, str))
    assert pins.pop("pip") == SpecifierSet("")
    return pins


def test_conda_and_pip_install_the_same_versions() -> None:
    pins = _pins()
    pins.pop("python")
    assert pins == {r.name: r.specifier for r in NEEDED} != {}


def test_conda_takes_everything_from_conda_forge() -> None:
    assert CONDA["channels"] == ["conda-forge"]


def test_the_python_of_conda_is_one_the_project_allows() -> None:
    assert _pins()["python"].contains("3.12.1")
    assert "3.12" in SpecifierSet(PROJECT["requires-python"])


def test_conda_installs_the_course_itself_in_place() -> None:
    assert {"pip": ["-e ."]} in CONDA["dependencies"]


@pytest.mark.parametrize("requirement", NEEDED, ids=str)
def test_every_dependency_has_a_lower_and_an_upper_bound(requirement: Requirement) -> None:
    assert not requirement.specifier.contains("0")
    assert not requirement.specifier.contains("999")


# What Pyodide 314.0.3 brings, compiled for the browser; packages in pure Python come from anywhere.
@pytest.mark.parametrize(("name", "version"), [
    ("markupsafe", "3.0.3"), ("matplotlib", "3.10.8"), ("pandas", "3.0.2"), ("pyyaml", "6.0.3"),
])
def test_the_python_of_a_browser_has_a_version_the_course_takes(name: str, version: str) -> None:
    assert [r.specifier.contains(version) for r in NEEDED if r.name == name] == [True]


def test_the_python_of_a_browser_is_not_asked_for_a_server() -> None:
    there = {r.name for r in NEEDED
             if not r.marker or r.marker.evaluate({"sys_platform": "emscripten"})}
    assert {r.name for r in NEEDED} - there == {"jupyterlab"}


def test_ci_runs_the_oldest_version_of_each_range() -> None:
    lower = {f"{r.name}=={bound.version}" for r in NEEDED for bound in r.specifier
             if bound.operator == ">="}
    assert set(re.findall(r"--with (\S+)", CI)) == lower != set()


# -- a student's and a developer's environment ------------------------------------------------


def test_the_command_that_starts_the_course_installs_no_developer_s_tools() -> None:
    assert "\nuv run jupyter lab --ServerApp.root_dir=. notebooks/" in README
    assert WHOLE["tool"]["uv"]["default-groups"] == []
    tools = {r.name for group in (WHOLE["dependency-groups"]["dev"],
                                  PROJECT["optional-dependencies"]["check"])
             for r in map(Requirement, group)}
    assert tools & {r.name for r in NEEDED} == set()


@pytest.mark.parametrize("steps", [".ci/run", ".github/workflows/ci.yml"])
def test_ci_runs_the_readme_s_test_command(steps: str) -> None:
    found = re.search(r"## For developers\s+```sh\n(.+)\n```", README)
    assert found
    lines = (ROOT / steps).read_text(encoding="utf-8").splitlines()
    assert found[1] in [line.strip().removeprefix("- run: ") for line in lines]


def test_the_distribution_does_not_take_the_name_of_a_stranger() -> None:
    assert PROJECT["name"] != "helpers"


@pytest.mark.parametrize("name", ["README.md", "LICENSE"])
def test_the_files_the_package_names_have_something_in_them(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").strip()


# -- loading ----------------------------------------------------------------------------------


def _loaded(code: str) -> set[str]:
    """Return the packages that a fresh Python has loaded after ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize("code", [
    "import helpers", "import helpers.screen.form", "import helpers.screen.bar",
    "import helpers.__main__",
])
def test_the_first_exercise_does_not_wait_for_plots_and_tables(code: str) -> None:
    loaded = _loaded(code)
    assert "helpers" in loaded
    assert loaded & {"pandas", "matplotlib", "numpy", "edtf", "frictionless", "jinja2"} == set()


@pytest.mark.parametrize("code", [
    "import helpers.judge.states", "import helpers.judge.values", "import helpers.work.journal",
    "import helpers.work.library",
])
def test_the_pure_modules_load_no_widget(code: str) -> None:
    assert _loaded(code) & {"anywidget", "ipywidgets", "IPython", "pandas"} == set()


def test_a_file_beside_the_notebook_does_not_stand_before_a_package_of_its_name(
        tmp_path: Path) -> None:
    for name in ("pandas", "yaml", "anywidget"):
        (tmp_path / f"{name}.py").write_text("raise RuntimeError('a file of a student')")
    code = "import helpers; print(len(helpers.table('people')), helpers.exercise('01/predict'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=tmp_path, env={**os.environ, "COURSE": str(ROOT / "tests/toy")})
    assert done.stdout == "2 ExerciseForm('01/predict')\n"


def test_a_name_that_helpers_does_not_have_is_said_with_those_it_has() -> None:
    import helpers

    with pytest.raises(AttributeError, match="it has barcode, barcode_alt, bulletin, calibration"):
        _ = helpers.exersise


def test_every_name_a_notebook_may_use_can_be_loaded() -> None:
    import helpers

    assert all(callable(getattr(helpers, name)) for name in helpers.__all__)
    assert sorted(helpers._HOME) == sorted(helpers.__all__)


# -- staying small ----------------------------------------------------------------------------


def test_a_module_has_fewer_than_400_lines() -> None:
    assert [p.name for p in MODULES if len(p.read_text("utf-8").splitlines()) >= 400] == []


def test_a_package_has_a_dozen_files_at_most() -> None:
    """But for the figures, of which each is a file."""
    counts = Counter(p.parent.name for p in MODULES if p.name != "__init__.py"
                     and p.parent.name != "figures")
    assert [room for room, number in counts.items() if number > 12] == []


def test_a_module_says_what_it_is_for() -> None:
    assert [p for p in MODULES if not p.read_text("utf-8").startswith('"""')] == []


SCRIPTS = sorted((ROOT / "helpers/screen/static").glob("*.js"))


EDITORS = sorted(path.stem.removeprefix("editor-")
                 for path in (ROOT / "helpers/screen/static").glob("editor-*.js"))


@pytest.mark.parametrize("kinds", [*((one,) for one in EDITORS), ("grid", "order")], ids="+".join)
def test_the_script_of_a_widget_is_under_36_kb(kinds: tuple[str, ...]) -> None:
    sent = ["dom", "keep", *(f"editor-{kind}" for kind in kinds), "unsent", "sources", "paths",
            "exercise"]
    assert sum(len(script(name).encode()) for name in sent) < 36_000


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
@pytest.mark.parametrize("word", [
    "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "new Function",
    "http", "import(", "fetch(",
])
def test_a_script_neither_writes_html_nor_reaches_out(path: Path, word: str) -> None:
    assert word not in path.read_text(encoding="utf-8")


def test_the_styles_reach_out_nowhere() -> None:
    for path in (ROOT / "helpers/screen/static").iterdir():
        assert "http" not in path.read_text(encoding="utf-8"), path.name


def test_no_size_in_the_styles_depends_on_the_page_around() -> None:
    css = (ROOT / "helpers/screen/static/course.css").read_text(encoding="utf-8")
    assert re.findall(r"[\d.]+rem\b", css) == []


@pytest.mark.parametrize("name", ["course.json", "overrides.json"])
def test_the_server_settings_travel_with_the_package(name: str) -> None:
    shared: dict[str, Any] = WHOLE["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"]
    assert f"helpers/desk/server/{name}" in shared
    assert json.loads((ROOT / "helpers/desk/server" / name).read_text(encoding="utf-8"))


def test_answers_are_never_part_of_the_repository() -> None:
    assert "notebooks/my-work/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

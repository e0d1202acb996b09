"""Changes the code in small ways, and holds what no test noticed against ``mutants.toml``.

    uv run --group mutation python tests/mutants.py            # everything anew: about an hour
    uv run --group mutation python tests/mutants.py lineage    # what has this in its name
    uv run --group mutation python tests/mutants.py --again    # what no test noticed last time

Prints each change that no test noticed and that has no reason in the file, as the file would have
it, and each one in the file that a test notices by now. Ends with 1 where there is either. Changes
of nothing but letters in a sentence are counted only: tests hold what a sentence is about. Nothing
here is a test; mutmut needs Linux or macOS and works in the folder ``mutants``.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mutants.toml"
# A change that makes an endless loop is noticed; one that was left out is not looked for.
NOTICED = ("killed", "timeout", "skipped", "not checked")


class Change(NamedTuple):
    """A change: the function, its lines as they are, and the lines in their place."""

    function: str
    lines: str
    changed: str


def unnoticed() -> dict[str, Change]:
    """Return the changes that no test noticed in the last run, by mutmut's names."""
    found = {}
    for path in walk_mutatable_files():
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            if status_by_exit_code[code] not in NOTICED:
                found[name] = _change(name, path)
    return found


def _change(name: str, path: Path) -> Change:
    # mutmut's names count the changes of a function, and shift with every line written in it.
    function = name.partition("__mutmut_")[0].replace(".x_", ".")
    diff = [line for line in get_diff_for_mutant(name, path=path).splitlines()
            if line[:3] not in ("---", "+++")]
    before, after = ("\n".join(line[1:].strip() for line in diff if line[0] == sign)
                     for sign in "-+")
    return Change(function, before, after)


def is_wording(change: Change) -> bool:
    """Tell whether only letters in a sentence of three words or more were changed."""
    before, after = (re.findall(r"""f?"[^"]*"|f?'[^']*'""", text) for text in change[1:])
    apart = [one for one, other in zip(before, after, strict=False) if one != other]
    return (_letters(change.lines) == _letters(change.changed)
            and all(len(one.split()) > 2 for one in apart))


def _letters(text: str) -> str:
    return text.replace("XX", "").casefold()


def listed() -> set[Change]:
    """Return the changes that have a reason to stay."""
    rows = tomllib.loads(LIST.read_text(encoding="utf-8")).get("stays", [])
    assert all(row["because"] for row in rows), "each change that stays has a reason"
    return {Change(row["function"], row["lines"], row["changed"]) for row in rows}


def written(change: Change) -> str:
    """Return a change as the file has it, without its reason."""
    fields = "\n".join(f"{name} = {_quoted(value)}" for name, value in change._asdict().items())
    return f'[[stays]]\n{fields}\nbecause = ""\n'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False) if "'" in text or "\n" in text else f"'{text}'"


def main(arguments: list[str]) -> int:
    """Run the changes asked for; say what is new and what is out of date."""
    again = arguments == ["--again"]
    names = list(unnoticed()) if again else [f"*{one}*" for one in arguments]
    if not arguments:
        shutil.rmtree(ROOT / "mutants", ignore_errors=True)  # it keeps what has changed since
    if names or not again:
        subprocess.run([sys.executable, "-m", "mutmut", "run", *names], cwd=ROOT, check=True)
    everything = set(unnoticed().values())
    found, known = {one for one in everything if not is_wording(one)}, listed()
    new, old = sorted(found - known), sorted(known - found) if not arguments or again else []
    for change in new:
        print(written(change))
    for change in old:
        print(f"Noticed by a test now, take it out of {LIST.name}:\n{written(change)}")
    print(f"Not noticed: {len(found)}, of them new: {len(new)}. Out of date: {len(old)}. "
          f"Only wording: {len(everything) - len(found)}.")
    return 1 if new or old else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

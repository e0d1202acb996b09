"""The command line: ``python -m helpers`` and one command.

check, references, claims, teacher, export, restore or rebuild.
"""

from __future__ import annotations

import argparse
import io
import sys
from pathlib import Path

from .case import reference
from .case.errors import CourseError, first
from .case.read import PATHS
from .case.records import Lesson
from .work import library


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return 0, or 1 where something is wrong (said in plain sentences)."""
    parser = argparse.ArgumentParser(prog="python -m helpers", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="check all data files and name every mistake")
    commands.add_parser("references", help="write the full references after a change of the works")
    claims = commands.add_parser("claims", help="print every statement of a lesson with its source")
    claims.add_argument("lesson", help="the lesson's number, such as 02")
    teacher = commands.add_parser("teacher", help="write the teacher's and the students' pages")
    teacher.add_argument("lesson", help="the lesson's number, such as 02")
    teacher.add_argument("--out", type=Path, help="the folder for them")
    teacher.add_argument("--path", choices=PATHS, default="further",
                         help="what students get: one period, two periods, or everything")
    export = commands.add_parser("export", help="write all your answers to one HTML file")
    export.add_argument("--out", type=Path, help="where to write it")
    restore = commands.add_parser("restore", help="add the answers of an exported file")
    restore.add_argument("file", type=Path)
    rebuild = commands.add_parser("rebuild", help="run a lesson and store its outputs")
    rebuild.add_argument("lesson", help="the lesson's number, such as 02")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a Windows console may lack some letters
            stream.reconfigure(errors="replace")
    try:
        return _COMMANDS[given.command](given)
    except CourseError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
    except ModuleNotFoundError as error:
        print(f"{given.command} needs the package '{error.name}'. Install it with: "
              'uv sync --extra check, or: pip install -e ".[check]"', file=sys.stderr)
    return 1


def _check(_: argparse.Namespace) -> int:
    from .desk import check

    found = check.problems()
    for problem in found:
        print(problem)
    lessons, documents = len(library.lesson_files()), len(library.document_files())
    print(f"Mistakes: {len(found)}. Lessons: {lessons}. Documents: {documents}.")
    return 1 if found else 0


def _references(_: argparse.Namespace) -> int:
    from .desk import references

    made = references.as_json(library.bibliography())
    return _write(library.root() / reference.REFERENCES, made)


def _claims(given: argparse.Namespace) -> int:
    from .desk import claims

    print(claims.listed(_whole(given.lesson)))
    return 0


def _whole(lesson_id: str) -> Lesson:
    """Return a lesson that names nothing which is not there; raises ``CourseError`` elsewhere."""
    from .desk import check

    lesson = library.lesson(lesson_id)
    problems = check.missing(lesson)
    if problems:
        raise first(problems)
    return lesson


def _teacher(given: argparse.Namespace) -> int:
    from .paper import handout, teacher

    lesson = _whole(given.lesson).id
    folder = given.out or library.root() / "print"
    also = "" if given.path == "further" else f"-{given.path}"
    pages = {"teacher": teacher.html(lesson),
             f"students{also}": handout.html(lesson, given.path)}
    for name, page in pages.items():  # both or none
        _write(folder / f"{lesson}-{name}.html", page)
    return 0


def _export(given: argparse.Namespace) -> int:
    from .paper import answers
    from .work import learners

    made = answers.export()
    return _write(given.out or learners.folder() / made["name"], made["html"])


def _restore(given: argparse.Namespace) -> int:
    from .work import restore

    if given.file.stat().st_size > restore.LARGEST:
        raise CourseError(restore.TOO_LARGE)
    print(restore.restore(given.file.read_bytes().decode("utf-8", errors="replace")))
    return 0


def _rebuild(given: argparse.Namespace) -> int:
    from .desk import rebuild

    print(f"Rebuilt {rebuild.rebuild(given.lesson)}")
    return 0


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    print(f"Written: {path}")
    return 0


_COMMANDS = {
    "check": _check, "references": _references, "claims": _claims, "teacher": _teacher,
    "export": _export, "restore": _restore, "rebuild": _rebuild,
}

if __name__ == "__main__":
    sys.exit(main())

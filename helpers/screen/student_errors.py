"""A student's own error: Python's last line and one sentence of advice, not a traceback."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

_OURS = Path(__file__).parent.parent
ADVICE = {
    NameError: "This name is not known yet. Check the spelling, and run the cells above first, "
               "in order. A number is written 2, not two.",
    KeyError: "There is no column or key of this name. Check the spelling and the quotation "
              "marks.",
    IndexError: "There are fewer things than this. Counting begins at 0, so the last of three has "
                "the number 2.",
    ZeroDivisionError: "Nothing can be divided by 0. Look at the number under the line: is "
                       "something empty there?",
    AttributeError: "This thing has no part of this name. Check the word after the dot.",
    TypeError: "These things do not go together like this. Check the brackets and what is in "
               "them.",
    IndentationError: "The line begins too far to the right or to the left. Take away the blanks "
                      "at its beginning, or begin it under the line above.",
    SyntaxError: "Python cannot read this line. Look for a bracket or a quotation mark that is "
                 "opened and not closed, here or in the line above, for a missing comma, and for "
                 "a quotation mark that is not straight.",
    ValueError: "The kind of value is right, but not this value. Check what stands in the "
                "brackets.",
    ImportError: "Python finds no module of this name. Check the spelling.",
}


def explain_errors() -> None:
    """From now on explain the common errors in this notebook; harmless outside of one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc(tuple(ADVICE), _explain)


def _explain(shell: Any, kind: type[BaseException], error: BaseException, traceback: Any,
             tb_offset: int | None = None) -> list[str]:
    while traceback.tb_next:
        traceback = traceback.tb_next
    code = traceback.tb_frame.f_code
    # A name that helpers does not have was misspelt by the student.
    if _OURS in Path(code.co_filename).parents and code.co_name != "__getattr__":
        advice = "This is a mistake of the course, not yours. Open an issue and name this cell."
    else:
        advice = next(advice for known, advice in ADVICE.items() if issubclass(kind, known))
    lines = [f"{kind.__name__}{_place(error)}", advice]
    shell._showtraceback(kind, error, lines)
    return lines


def _place(error: BaseException) -> str:
    """Return Python's own words on an error; of a line it cannot read, the line too."""
    if not isinstance(error, SyntaxError):
        return f": {error}"
    line = (error.text or "").strip()
    return f" in line {error.lineno or 1}: {error.msg}" + (f"\n    {line}" if line else "")

"""A student's own error: Python's last line and one sentence of advice, not a traceback."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

_OURS = Path(__file__).parent.parent
ADVICE = {
    "NameError": "This name is not known yet. Check the spelling, and run the cells above first, "
                 "in order. A number is written 2, not two.",
    "KeyError": "There is no column or key of this name. Check the spelling and the quotation "
                "marks.",
    "AttributeError": "This thing has no part of this name. Check the word after the dot.",
    "TypeError": "These things do not go together like this. Check the brackets and what is in "
                 "them.",
    "ValueError": "The kind of value is right, but not this value. Check what stands in the "
                  "brackets.",
}
_KINDS = (NameError, KeyError, AttributeError, TypeError, ValueError)


def explain_errors() -> None:
    """From now on explain the common errors in this notebook; harmless outside of one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None:
        shell.set_custom_exc(_KINDS, _explain)


def _explain(shell: Any, kind: type[BaseException], error: BaseException, traceback: Any,
             tb_offset: int | None = None) -> list[str]:
    while traceback.tb_next:
        traceback = traceback.tb_next
    if _OURS in Path(traceback.tb_frame.f_code.co_filename).parents:
        advice = "This is a mistake of the course, not yours. Open an issue and name this cell."
    else:
        advice = ADVICE[next(k.__name__ for k in _KINDS if issubclass(kind, k))]
    lines = [f"{kind.__name__}: {error}", advice]
    shell._showtraceback(kind, error, lines)
    return lines

"""Text from outside as a cell of a CSV file: no formula for a spreadsheet, no control character, and back again."""

import re
import unicodedata

from data.messages import CONTROL_CATEGORIES

_FORMULA_STARTS = frozenset("=+-@−")
_UNSEEN = CONTROL_CATEGORIES | {"Cf"}  # with zero-width characters and the byte order mark
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def safe_cell(text: str, *, keep_lines: bool = False) -> str:
    r"""A text as a cell that `cell_text` reads back.

    Control characters, line separators and bytes of a file's name that are not UTF-8 are escaped as in JSON
    (``\u000d``). Python 3.11's `csv` leaves a field with a carriage return unquoted, so that a spreadsheet would read
    what follows as a new line. A cell that a spreadsheet could run as a formula gets an apostrophe before it.

    Args:
        text: any text, such as the name of a file, a drawer or a class.
        keep_lines: leaves line breaks, as ``\n``, in texts such as notes; those are not read back.
    """
    if keep_lines:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        escaped = "\n".join(map(_escaped, lines))
    else:
        escaped = _escaped(text)
    return f"'{escaped}" if _is_formula(text) else escaped


def cell_text(cell: str) -> str:
    """The text that `safe_cell` made a cell of."""
    text = _ESCAPE.sub(lambda match: _character(match) or match[0], cell)
    return text[1:] if text.startswith("'") and _is_formula(text) else text


def _escaped(text: str) -> str:
    # A backslash that is already followed by what looks like an escape of ours would be read back as that.
    text = _ESCAPE.sub(lambda match: rf"\u005cu{match[1]}" if _character(match) else match[0], text)
    return "".join(rf"\u{ord(c):04x}" if unicodedata.category(c) in CONTROL_CATEGORIES else c for c in text)


def _character(escape: re.Match[str]) -> str | None:
    """The character of an escape; None for one that `safe_cell` never writes, such as a letter's."""
    character = chr(int(escape[1], 16))
    return character if character == "\\" or unicodedata.category(character) in CONTROL_CATEGORIES else None


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet could read a text as a formula, once it has dropped what it does not show."""
    for character in text:
        if character == "'" or character.isspace() or unicodedata.category(character) in _UNSEEN:
            continue
        return unicodedata.normalize("NFKC", character)[0] in _FORMULA_STARTS
    return False

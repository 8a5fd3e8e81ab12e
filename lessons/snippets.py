"""The programs of `lessons/examples`, which the Learn pages show so that learners can run them.

They are read as text and never imported: some need Keras, which the app does without.
"""

import re
from pathlib import Path

EXAMPLES = Path(__file__).with_name("examples")


def snippet(name: str, **values: object) -> str:
    """The program ``name`` without its docstring, with other values for the variables that it sets at its top level.

    Raises:
        ValueError: the program does not set one of the variables exactly once.
    """
    source = (EXAMPLES / f"{name}.py").read_text("utf-8")
    source = re.sub(r'\A""".*?"""\s*', "", source, flags=re.DOTALL).rstrip()
    for variable, value in values.items():
        source, count = re.subn(rf"^{variable} = .*$", f"{variable} = {value!r}", source, flags=re.MULTILINE)
        if count != 1:
            raise ValueError(f"Expected {name}.py to set {variable} once. It does so {count} times.")
    return source

"""Runs the programs that the Learn pages show."""

import re

import pytest

from lessons.snippets import snippet


@pytest.fixture
def run_snippet(capsys):
    """Runs a program with other values; gives the numbers of each printed line by the line's first word."""

    def run(name, **values):
        exec(compile(snippet(name, **values), name, "exec"), {"__name__": "__main__"})
        lines = capsys.readouterr().out.splitlines()
        return {line.split()[0]: list(map(float, re.findall(r"-?\d[\d.]*(?:e[-+]?\d+)?", line))) for line in lines}

    return run

"""Compares headings, tables and numbers of reports with recorded ones; the wording is free to change.

RECORD_REPORT=1 python -m pytest tests/training/report/test_reference.py     # after an intended change
"""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from training.report.rendering import render_page
from training.report.writing import build_report

RECORDED = Path(__file__).parent / "reference.json"
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")


class Outline(HTMLParser):
    """A page's title, key figures, and by section its numbers, the rows of its tables and how many pictures it has."""

    def __init__(self, page):
        super().__init__()
        self.facts, self.sections = [], {}
        self._tags, self._text = [], {"dd": ""}
        self._section = self._row = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self._section["pictures"] += 1
        if tag not in ("img", "meta", "link", "br"):
            self._tags.append(tag)
        if tag == "tr":
            self._row = []

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        self._tags.pop()
        if tag == "tr" and "tbody" in self._tags:
            self._section["rows"].append(self._row)

    def handle_data(self, data):
        text, tags = data.strip(), self._tags
        if not text or "style" in tags:
            return
        if "dd" in tags:
            self.facts.append(text)
        elif "h2" in tags:
            self._section = self.sections[text] = {"numbers": [], "rows": [], "pictures": 0}
        elif self._section is not None:
            if "tbody" in tags:
                self._row.append(text)
            numbers = {*self._section["numbers"], *(number.rstrip(",") for number in NUMBER.findall(text))}
            self._section["numbers"] = sorted(numbers)


@pytest.fixture(scope="module")
def outlines(made_runs, made_study, made_dir, tmp_path_factory):
    subjects = {name: (run, run.parent) for name, run in made_runs.items()}
    subjects["study"] = (made_study, made_study.parent / "runs")
    subjects["study without runs"] = (made_study, made_study / "no-runs")
    here = str(tmp_path_factory.getbasetemp())  # a number in the name of a folder is no figure
    found = {}
    for name, (subject, runs_dir) in subjects.items():
        page = render_page(build_report(str(subject), runs_dir=runs_dir, data_dir=made_dir))
        outline = Outline(page.replace(here, ""))
        found[name] = {"facts": outline.facts, "sections": outline.sections}
    return found


@pytest.mark.slow
def test_headings_and_figures_equal_the_recorded_ones(outlines):
    if os.environ.get("RECORD_REPORT"):
        RECORDED.write_text(json.dumps(outlines, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert outlines == json.loads(RECORDED.read_text("utf-8"))

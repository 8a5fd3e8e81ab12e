"""Compares headings, tables and numbers of reports with recorded ones; the wording is free to change.

RECORD_REPORT=1 python -m pytest tests/training/report/test_reference.py     # after an intended change
"""

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from training.report.writing import write_report

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
def reports(made_runs, made_study, made_dir, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    pages = {
        name: write_report(str(run), out / name, runs_dir=out, data_dir=made_dir)[0] for name, run in made_runs.items()
    }
    for name, runs_dir in (("study", made_study.parent / "runs"), ("study without runs", out)):
        pages[name] = write_report(str(made_study), out / name, runs_dir=runs_dir, data_dir=made_dir)[0]
    here = str(tmp_path_factory.getbasetemp())  # a number in the name of a folder is no figure
    outlines = {name: Outline(page.read_text("utf-8").replace(here, "")) for name, page in pages.items()}
    return {name: {"facts": outline.facts, "sections": outline.sections} for name, outline in outlines.items()}


def test_headings_and_figures_equal_the_recorded_ones(reports):
    if os.environ.get("RECORD_REPORT"):
        RECORDED.write_text(json.dumps(reports, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert reports == json.loads(RECORDED.read_text("utf-8"))

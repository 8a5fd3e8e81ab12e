"""Names are the field's terms: none of the project's earlier names is left. Modules have a readable size.

Only names are checked, not prose: identifiers, modules, options and ids of messages. `model/exports/legacy.py` is left
out, because it reads cards and runs that were written with the earlier names.
"""

import ast
import re
import tomllib
from pathlib import Path

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax import parse

from model.networks.config import TTA_OPTIONS
from model.networks.registry import list_models, model_options
from training.config import training_options

ROOT = Path(__file__).parents[1]
LOCALES = sorted(ROOT.glob("*/locales"))
CODE = ("app_pages", "benchmarks", "data", "lessons", "model", "serving", "tests", "training", "wardrobe")
LEGACY = "model/exports/legacy.py"
LARGEST = 300

# Parts of names: `NudgeDialog` and `nudge_dialog` both contain "nudge".
OLD_WORDS = {
    *("teach", "taught", "teaching", "stranger", "strangers", "invention", "inventions", "invented", "recomposed"),
    *("backdrop", "backdrops", "nudge", "nudged", "nudging", "picking", "keeping", "recogniser", "asking", "enquiry"),
    *("catalogue", "catalogues", "relight", "novelty"),
}
# Whole names, whose parts are ordinary words.
OLD_NAMES = {
    *("Answer", "Answers", "Kept", "Changed", "Change", "Place", "Added", "Everything", "Written", "Sentence"),
    *("SentenceError", "composition", "filing", "ask", "looks", "one_look"),
}
OLD_OPTIONS = {
    *("mirrored", "shifted", "members", "left_out", "keep", "drawers", "drop", "place", "relight", "inventions"),
}
OLD_MODULES = {
    *("app_pages/answers", "app_pages/batch", "app_pages/choosing", "app_pages/nudging", "app_pages/picking"),
    *("app_pages/pieces", "app_pages/shared", "app_pages/texts", "app_pages/parts/batch", "app_pages/parts/pieces"),
    *("data/cutout", "data/sentences", "data/sketches", "data/strangers", "model/classifier", "model/facts"),
    *("model/novelty", "model/studies", "training/backdrops", "training/composition", "training/inventions"),
    *("training/publish", "training/records", "training/results", "training/teaching", "training/report/closing"),
    *("training/report/middle", "training/report/opening", "training/report/outcome", "wardrobe/asking"),
    *("wardrobe/catalogue", "wardrobe/checking", "wardrobe/drawers", "wardrobe/filing", "wardrobe/keeping"),
    *("wardrobe/rows", "wardrobe/sorting", "wardrobe/table", "wardrobe/undoing"),
}


def modules():
    """Every Python file of the project by its path, without those of a virtual environment."""
    files = [ROOT / "app.py", ROOT / "serve.py", *(file for folder in CODE for file in (ROOT / folder).rglob("*.py"))]
    return {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}


def identifiers(source):
    """Every name that a module defines or uses, with its line."""
    for node in ast.walk(ast.parse(source)):
        names = [getattr(node, field, None) for field in ("id", "name", "attr", "arg", "asname")]
        if isinstance(node, ast.ImportFrom):
            names += (node.module or "").split(".")
        for name in names:
            # The name of a test is prose.
            if isinstance(name, str) and not name.startswith("test_"):
                yield from ((part, getattr(node, "lineno", 0)) for part in name.split("."))


def message_ids(source):
    """The id of every message in a Fluent file."""
    for entry in parse(source).body:
        if isinstance(entry, fluent.Message):
            yield entry.id.name


def parts(name):
    """The words of a name: snake_case, kebab-case and CamelCase are split."""
    return {part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}


def is_old(name):
    return name in OLD_NAMES or bool(parts(name) & OLD_WORDS)


def old_identifiers(path, source):
    return [f"{path}:{line}: {name}" for name, line in identifiers(source) if is_old(name)]


def test_no_earlier_identifier_is_left():
    found = [line for path, source in modules().items() if path != LEGACY for line in old_identifiers(path, source)]
    assert found == []


def test_no_earlier_module_is_left():
    there = {path.removesuffix(".py") for path in modules()}
    assert there & OLD_MODULES == set()
    assert not [folder for package in CODE for folder in (ROOT / package).rglob("catalogue")]


def test_no_earlier_option_is_left():
    options = {key for name in list_models() for key in model_options(name)}
    options |= {*training_options(), *training_options(photos=True), *TTA_OPTIONS}
    assert {"tta_flip", "checkpoint", "dropout", "synthetic_negatives"} <= options
    assert options & OLD_OPTIONS == set()


def test_no_earlier_message_id_is_left():
    files = [file for folder in LOCALES for file in folder.glob("*/*.ftl")]
    found = {id for file in files for id in message_ids(file.read_text("utf-8"))}
    assert len(found) > 100
    assert [id for id in found if is_old(id)] == []


def test_no_study_has_an_earlier_option():
    keys = set()
    for file in ROOT.glob("studies/*/study.toml"):
        study = tomllib.loads(file.read_text("utf-8"))
        keys |= {
            *study["base"],
            *study.get("axes", ()),
            *(key for v in study.get("variants", ()) for key in v["settings"]),
        }
    assert {"epochs", "activation"} <= keys
    assert keys & OLD_OPTIONS == set()


@pytest.mark.parametrize(
    "source",
    ["class NudgeDialog: ...", "def f(strangers): ...", "import wardrobe.keeping", "x.taught", "f(looks=2)"],
)
def test_an_earlier_name_is_noticed(source):
    assert old_identifiers("x.py", source)


def test_no_module_is_longer_than_three_hundred_lines():
    lengths = {path: source.count("\n") for path, source in modules().items() if not path.startswith("tests/")}
    assert {path: lines for path, lines in lengths.items() if lines > LARGEST} == {}

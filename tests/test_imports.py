"""The directions of imports that DESIGN draws."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "data": set(),
    "model": {"data"},
    "training": {"data", "model"},
    "wardrobe": {"data", "model"},
    "app_pages": {"data", "model", "wardrobe"},
    "app.py": {"app_pages"},
    "benchmarks": {"data", "model", "training", "wardrobe"},
}
PACKAGES = {"data", "model", "training", "wardrobe", "app_pages", "app", "benchmarks"}
MAY_USE_TENSORFLOW = {"model/exports/writer.py", "model/predictor.py", "model/networks/normalization.py"}
MAY_USE_STREAMLIT = {"app_pages", "app.py"}


def imported_names(source):
    """Every top-level package that a module imports, and whether it does so when it is imported itself."""
    tree = ast.parse(source)
    checking = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    late = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in checking:
            continue
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        for name in names:
            yield name.partition(".")[0], node not in late


def violations(path, source):
    package = path.partition("/")[0]
    for name, at_import in imported_names(source):
        if name in PACKAGES - {package} and name not in MAY_IMPORT[package]:
            yield f"{path} imports {name}"
        if name == "streamlit" and package not in MAY_USE_STREAMLIT:
            yield f"{path} imports streamlit"
        if name == "tensorflow" and (path not in MAY_USE_TENSORFLOW or at_import):
            yield f"{path} imports tensorflow"
        if name == "keras" and package not in ("model", "training", "benchmarks"):
            yield f"{path} imports keras"


def modules():
    tops = [package for package in MAY_IMPORT if (ROOT / package).exists()]
    files = [ROOT / top for top in tops if top.endswith(".py")]
    files += [file for top in tops if not top.endswith(".py") for file in (ROOT / top).rglob("*.py")]
    return {file.relative_to(ROOT).as_posix(): file.read_text("utf-8") for file in files}


def test_imports_point_one_way():
    found = modules()
    assert {"app.py", "data/photos/recipes.py", "training/train.py", "wardrobe/classification.py"} <= set(found)
    assert [line for path, source in found.items() for line in violations(path, source)] == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("data/photos/recipes.py", "from model import card"),
        ("model/exports/card.py", "import training.train"),
        ("wardrobe/classification.py", "def f():\n    import training"),
        ("app_pages/sort.py", "from training.run import Run"),
        ("wardrobe/classification.py", "import streamlit as st"),
        ("training/train.py", "def f():\n    import tensorflow as tf"),
        ("model/exports/writer.py", "import tensorflow as tf"),
        ("data/photos/recipes.py", "import keras"),
    ],
)
def test_a_broken_direction_is_noticed(path, source):
    assert list(violations(path, source))


def test_reading_cards_and_photos_imports_neither_keras_nor_tensorflow():
    import subprocess
    import sys

    script = (
        "import sys, app_pages.parts.resources, wardrobe.classification, model.predictor\n"
        "import training.config, training.run\n"
        "print([name for name in ('keras', 'tensorflow') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"

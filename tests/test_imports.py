"""Imports point one way, form no cycle, and load heavy libraries late."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "data": set(),
    "model": {"data"},
    "training": {"data", "model"},
    "wardrobe": {"data", "model"},
    "lessons": {"data", "model"},
    "app_pages": {"data", "lessons", "model", "wardrobe"},
    "app.py": {"model", "app_pages"},
    "serving": {"data", "model", "wardrobe"},
    "serve.py": {"app_pages", "data", "model", "wardrobe", "serving"},
    "benchmarks": {"data", "model", "training", "wardrobe"},
}
PACKAGES = {"data", "lessons", "model", "training", "wardrobe", "app_pages", "app", "serving", "serve", "benchmarks"}
MAY_USE_TENSORFLOW = {"model/exports/writer.py", "model/runtimes.py", "model/networks/normalization.py"}
EXAMPLES = "lessons/examples/"
MAY_USE_STREAMLIT = {"app_pages", "app.py", "serving", "serve.py"}


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
        if path.startswith(EXAMPLES):  # shown as text, never imported
            continue
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
        ("lessons/line.py", "from wardrobe import saving"),
        ("lessons/line.py", "import keras"),
        ("training/train.py", "from lessons import line"),
        ("wardrobe/classification.py", "import streamlit as st"),
        ("training/train.py", "def f():\n    import tensorflow as tf"),
        ("model/exports/writer.py", "import tensorflow as tf"),
        ("data/photos/recipes.py", "import keras"),
    ],
)
def test_a_broken_direction_is_noticed(path, source):
    assert list(violations(path, source))


def module_level_imports(path, source, known):
    """The project's modules that a module imports when it is imported itself, as dotted names."""
    tree = ast.parse(source)
    late = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    late += [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)]
    skipped = {inner for node in late for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if node in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names} & known
            yield from inner or {node.module} & known


def cycles(sources):
    """The cycles of module-level imports, each as the list of its modules, found by depth-first search."""
    names = {path.removesuffix(".py").removesuffix("/__init__").replace("/", "."): path for path in sources}
    graph = {name: sorted(set(module_level_imports(path, sources[path], names.keys()))) for name, path in names.items()}
    done, found = set(), []

    def visit(name, trail):
        if name in trail:
            found.append([*trail[trail.index(name) :], name])
        elif name not in done:
            for imported in graph[name]:
                visit(imported, [*trail, name])
            done.add(name)

    for name in graph:
        visit(name, [])
    return found


def test_imports_form_no_cycle():
    assert cycles(modules()) == []


def test_a_cycle_is_noticed():
    sources = {
        "data/a.py": "from data import b",
        "data/b.py": "import data.c",
        "data/c.py": "from data.a import x",
        "data/d.py": "def f():\n    import data.a",
    }
    assert cycles(sources) == [["data.a", "data.b", "data.c", "data.a"]]


def test_importing_model_and_its_public_names_imports_neither_keras_nor_tensorflow():
    import subprocess
    import sys

    script = (
        "import sys, model\n"
        "print([name for name in ('numpy', 'cv2') if name in sys.modules])\n"
        "from model import PhotoResult, Predictor\n"
        "print([name for name in ('keras', 'tensorflow', 'streamlit') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["[]", "[]"]


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

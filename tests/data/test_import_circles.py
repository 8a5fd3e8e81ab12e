"""The modules of `data` import each other in one direction."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import data

ROOT = Path(data.__file__).parents[1]


def imported_modules(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_of_data_imports_itself_by_way_of_others():
    graph = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts): set(imported_modules(file.read_text("utf-8")))
        for file in (ROOT / "data").rglob("*.py")
        if file.name != "__init__.py"
    }
    order = list(TopologicalSorter({name: imported & set(graph) for name, imported in graph.items()}).static_order())
    assert order.index("data.fashion_mnist_files") < order.index("data.download") < order.index("data.fashion_mnist")

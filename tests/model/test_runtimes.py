import pytest

from model import runtimes
from model.exports.card import ExportError
from model.runtimes import choose_runtime


def pretend(monkeypatch, installed):
    monkeypatch.setattr(runtimes.importlib.util, "find_spec", lambda package: package in installed or None)


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [({"tensorflow", "ai_edge_litert"}, "litert"), ({"ai_edge_litert"}, "litert"), ({"tensorflow"}, "tensorflow")],
)
def test_auto_takes_litert_where_it_is_installed(monkeypatch, installed, chosen):
    pretend(monkeypatch, installed)
    assert choose_runtime() == choose_runtime("auto") == chosen


def test_a_named_runtime_is_taken_or_refused(monkeypatch):
    pretend(monkeypatch, {"tensorflow"})
    monkeypatch.setenv("WARDROBE_RUNTIME", "litert")
    with pytest.raises(ExportError, match=r"'litert' is not installed.*requirements\.txt"):
        choose_runtime()
    monkeypatch.setenv("WARDROBE_RUNTIME", "onnx")
    with pytest.raises(ExportError, match="one of auto, tensorflow, litert, serving. Received: 'onnx'"):
        choose_runtime()

"""Loads an export on TensorFlow, on LiteRT or on a server, as one function from images to outputs."""

import importlib.util
import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from model.exports.card import ExportError
from model.exports.store import LITERT_FILE
from model.serving_client import SETTING, ServedExport, serving_url
from model.startup import available_cores

LOCAL_RUNTIMES = ("tensorflow", "litert")
"""What computes in this process."""

RUNTIMES = ("auto", *LOCAL_RUNTIMES, "serving")
RUNTIME_VARIABLE = "WARDROBE_RUNTIME"
_PACKAGES = {"litert": "ai_edge_litert", "tensorflow": "tensorflow"}  # the faster one first

Endpoints = Callable[[np.ndarray], Mapping[str, np.ndarray]]
"""From images, uint8 (N, size, size, channels) with N ≥ 1, to the outputs by name, each float32 (N, …)."""


def choose_runtime(wanted: str | None = None, *, local: bool = False) -> str:
    """``tensorflow``, ``litert`` or ``serving``: the one that is wanted.

    ``auto`` means TensorFlow Serving where WARDROBE_SERVING_URL names a server, or else LiteRT where it is installed.
    LiteRT was measured faster at every batch size, starts in a tenth of the time and takes a third of the memory
    (docs/bench.md).

    Args:
        wanted: one of `RUNTIMES`; by default the value of WARDROBE_RUNTIME, or ``auto``.
        local: whether no server may be asked.

    Raises:
        ExportError: the runtime does not exist or is not installed, or no server is named.
    """
    name = wanted or os.environ.get(RUNTIME_VARIABLE) or "auto"
    if name not in RUNTIMES:
        raise ExportError(f"Expected {RUNTIME_VARIABLE} to be one of {', '.join(RUNTIMES)}. Received: {name!r}.")
    if local and name == "serving":
        name = "auto"
    if not local and name in ("auto", "serving") and serving_url():
        return "serving"
    if name == "serving":
        raise ExportError(f"The runtime 'serving' needs a server. Set {SETTING} to its URL.")
    installed = installed_runtimes()
    if name == "auto":
        name = next(iter(installed), "litert")
    if name not in installed:
        raise ExportError(f"The runtime {name!r} is not installed. Run: pip install -r requirements.txt")
    return name


def installed_runtimes() -> list[str]:
    """The runtimes that are installed here, the one that ``auto`` means first."""
    return [runtime for runtime, package in _PACKAGES.items() if importlib.util.find_spec(package)]


def runtime_setting() -> str | None:
    """The variable of the environment that decides on the runtime, whatever a user chooses; None if none does."""
    if (os.environ.get(RUNTIME_VARIABLE) or "auto") != "auto":
        return RUNTIME_VARIABLE
    return SETTING if serving_url() else None


def load_endpoints(directory: Path, runtime: str) -> Endpoints:
    """The outputs of the export in ``directory`` as a function; safe to call from several threads."""
    if runtime == "serving":
        url = serving_url()
        assert url is not None  # `choose_runtime` has checked it
        return ServedExport(directory, url).outputs
    return _load_litert(directory) if runtime == "litert" else _load_tensorflow(directory)


def _load_tensorflow(directory: Path) -> Endpoints:
    # Set before the import: TensorFlow logs a dozen lines about the processor and missing graphics cards.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import tensorflow as tf

    module = tf.saved_model.load(str(directory))
    name = "outputs" if hasattr(module, "outputs") else "answer"  # in exports of earlier versions

    def run(images: np.ndarray) -> dict[str, np.ndarray]:
        # Through the module, which owns the variables and must outlive this call.
        return {key: value.numpy() for key, value in getattr(module, name)(tf.constant(images)).items()}

    return run


def _load_litert(directory: Path) -> Endpoints:
    from ai_edge_litert.interpreter import Interpreter

    interpreter: Any = Interpreter(model_path=str(directory / LITERT_FILE), num_threads=available_cores())
    runner = interpreter.get_signature_runner()
    lock = threading.Lock()

    def run(images: np.ndarray) -> dict[str, np.ndarray]:
        # The interpreter has one set of buffers, which the next call overwrites.
        with lock:
            return {key: value.copy() for key, value in runner(images=images).items()}

    return run

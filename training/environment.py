"""The machine and the packages of a run, for its record; and whether bfloat16 is fast on the machine."""

import importlib.metadata
import platform
from pathlib import Path
from typing import Any

from model.startup import available_cores

_PACKAGES = ("keras", "tensorflow", "jax", "numpy")


def environment() -> dict[str, Any]:
    """Processor, cores, Keras backend, Python and package versions, as plain values."""
    import keras

    return {
        "processor": _processor_line("model name") or platform.processor() or platform.machine(),
        "cores": available_cores(),
        "bfloat16": has_bfloat16(),
        "backend": keras.backend.backend(),
        "python": platform.python_version(),
        "packages": package_versions(),
    }


def package_versions() -> dict[str, str]:
    """The installed versions of the packages that affect results."""
    versions = {}
    for package in _PACKAGES:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return versions


def has_bfloat16() -> bool:
    """Whether the processor (x86: the flags avx512_bf16 or amx_bf16) or an accelerator computes in bfloat16.

    Elsewhere mixed precision works, but is slower than float32.
    """
    import keras

    if keras.backend.backend() == "jax":
        import jax

        return bool(jax.default_backend() != "cpu")
    flags = (_processor_line("flags") or "").split()
    return "avx512_bf16" in flags or "amx_bf16" in flags


def _processor_line(key: str) -> str | None:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return None
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), None)

"""What the options of a run do, one sentence each, and the sources that a text cites."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
TECHNIQUES: Mapping[str, Mapping[str, Any]] = tomllib.loads((_HERE / "techniques.toml").read_text("utf-8"))
"""By group, ``preparation``, ``model`` or ``learning``, and option: a sentence, or a sentence for each value."""

SOURCES: Mapping[str, str] = tomllib.loads((_HERE / "sources.toml").read_text("utf-8"))
"""Full references by their citation, such as ``Guo et al. 2017``, sorted by citation."""

_UNSET: Mapping[str, Any] = {"ensemble_size": 1}  # the value with no effect, where it is not zero, False or None


def flat_options(config: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a configuration by key, without their groups and without those that are None."""
    flat: dict[str, Any] = {}
    for key, value in config.items():
        flat |= flat_options(value) if isinstance(value, Mapping) else {key: value} if value is not None else {}
    return flat


def explain(options: Mapping[str, Any], *groups: str) -> str:
    """A sentence for each option in ``groups`` that has an effect.

    Example:
        >>> explain({"l1": 0.01, "dropout": 0.0}, "model")
        'An L1 penalty of 0.01 pulls weights to exactly zero.'
    """
    keys = ((key, told) for group in groups for key, told in TECHNIQUES[group].items() if key in options)
    return " ".join(filter(None, (_sentence(key, told, options[key]) for key, told in keys)))


def _sentence(key: str, told: str | Mapping[str, str], value: Any) -> str:
    if not isinstance(told, str):
        return told.get(str(value).lower(), "")
    return told.format(value).replace("%", " %") if value and value != _UNSET.get(key) else ""


def cited_in(text: str) -> list[str]:
    """The full references of the sources that ``text`` cites, sorted by author."""
    words = " ".join(text.split())  # a line may break within a citation
    return [full for citation, full in SOURCES.items() if citation in words]

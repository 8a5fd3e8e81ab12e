"""The grammar of networks that are written as text: ``conv 32 3, bn, relu, pool, gap, dense 10``.

A block is a name with its values, blocks are separated by commas, and ``residual(…)`` holds further blocks.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from model.networks.config import ConfigError
from model.networks.options import CHOICES

NORMALIZATIONS = {"bn": "batch", "ln": "layer", "gn": "group", "in": "instance"}
"""The blocks that normalise, with the name that `DenseOptions.normalization` has for each."""

ACTIVATIONS = tuple(name for name in CHOICES["activation"] if name != "identity")
"""The blocks that are activations."""

WEIGHTED = ("conv", "separable", "depthwise", "dense")
"""The blocks that have a kernel."""

_CONVOLVED = " [stride N] [same|valid]"
_FORMS: Mapping[str, str] = {
    "conv": "conv FILTERS SIZE" + _CONVOLVED,
    "separable": "separable FILTERS SIZE" + _CONVOLVED,
    "depthwise": "depthwise SIZE" + _CONVOLVED,
    "pool": "pool [max|avg] [SIZE]",
    **dict.fromkeys(NORMALIZATIONS, ""),
    **dict.fromkeys(ACTIVATIONS, ""),
    "leaky_relu": "leaky_relu [SLOPE]",
    "dropout": "dropout SHARE",
    "residual": "residual(BLOCK, …)",
    "flatten": "",
    "gap": "",
    "dense": "dense UNITS",
}
_TOKEN = re.compile(r"[^\s,()]+|[,()]")
_SIZES = {"conv": ("filters", "size"), "separable": ("filters", "size"), "depthwise": ("size",)}
_MOST = 4096  # filters, units and pixels; more is a slip of the hand
_WHOLE = f" Numbers are whole, from 1 to {_MOST}."
_LIMITS: Mapping[str, str] = {
    **dict.fromkeys((*WEIGHTED, "pool"), _WHOLE),
    "dropout": " SHARE is from 0 to below 1.",
    "leaky_relu": " SLOPE is from 0 to below 1.",
    "residual": " The blocks inside stand between '(' and ')'.",
}


@dataclass(frozen=True)
class Block:
    """One block of the text: its ``name``, its ``values`` by name, and the blocks that a residual one holds.

    ``text`` and ``place``, counted from 1 over the whole text, are for messages.
    """

    name: str
    values: Mapping[str, Any]
    text: str
    place: int
    inner: tuple["Block", ...] = ()

    def error(self, problem: str) -> ConfigError:
        """An error that names the block and its place; ``problem`` says what was expected, and what to do."""
        return ConfigError(f"Block {self.place}, {self.text!r}: {problem}")


def parse_layers(text: str) -> tuple[Block, ...]:
    """The blocks of a text.

    Raises:
        ConfigError: a block does not exist or has other values than it takes; the message names it, its place and what
            is allowed.

    Example:
        >>> [block.name for block in parse_layers("conv 32 3, relu, gap, dense 10")]
        ['conv', 'relu', 'gap', 'dense']
    """
    tokens = _TOKEN.findall(text)
    places = iter(range(1, len(tokens) + 2))
    blocks, rest = _sequence(tokens, places)
    if rest:
        raise ConfigError("Expected a '(' for every ')'. Received one ')' too many: remove it.")
    return blocks


def allowed_blocks() -> str:
    """Every form of a block, separated by commas."""
    return ", ".join(form or name for name, form in _FORMS.items())


def _sequence(tokens: list[str], places: Iterator[int]) -> tuple[tuple[Block, ...], list[str]]:
    """The blocks up to the end or to a closing parenthesis, and the tokens from there on."""
    blocks: list[Block] = []
    while True:
        words = []
        while tokens and tokens[0] not in ",()":
            words.append(tokens[0])
            tokens = tokens[1:]
        place, written = next(places), " ".join(words)
        inner: tuple[Block, ...] = ()
        if tokens[:1] == ["("]:
            if words != ["residual"]:
                raise ConfigError(f"Block {place}, {written!r}: only residual(…) has blocks inside. Remove the '('.")
            inner, tokens = _sequence(tokens[1:], places)
            if tokens[:1] != [")"]:
                raise ConfigError(f"Block {place}, 'residual(…': expected a ')' after the blocks inside. Add it.")
            tokens = tokens[1:]
            if tokens[:1] not in ([], [","], [")"]):
                raise ConfigError(f"Block {place}, 'residual(…)': expected a comma after it. Received: {tokens[0]!r}.")
        blocks.append(_block(words, place, inner))
        if tokens[:1] != [","]:
            return tuple(blocks), tokens
        tokens = tokens[1:]


def _block(words: list[str], place: int, inner: tuple[Block, ...]) -> Block:
    text = " ".join(words)
    if not words:
        raise ConfigError(f"Block {place} is empty. Expected one of {allowed_blocks()}: remove a comma, or write one.")
    name, *values = words
    if name not in _FORMS:
        near = difflib.get_close_matches(name, _FORMS, n=1)
        meant = f" Is {near[0]!r} meant?" if near else ""
        raise ConfigError(f"Block {place}, {text!r}: there is no block {name!r}.{meant} There are {allowed_blocks()}.")
    try:
        return Block(name, _values(name, values, bool(inner)), text, place, inner)
    except ValueError:
        form = _FORMS[name] or f"{name}, without values"
        raise ConfigError(f"Block {place}, {text!r}: expected {form}.{_LIMITS.get(name, '')}") from None


def _values(name: str, words: list[str], has_inner: bool) -> dict[str, Any]:
    """The values of a block by name; raises ValueError for others than its form has."""
    given = list(words)
    found: dict[str, Any] = {}
    if name in _SIZES:
        found = {key: _whole(given.pop(0)) for key in _SIZES[name][: len(given)]}
        if len(found) < len(_SIZES[name]):
            raise ValueError(name)
        if given[:1] == ["stride"]:
            found["stride"] = _whole(given[1] if len(given) > 1 else "")
            del given[:2]
        if given and given[0] in ("same", "valid"):
            found["padding"] = given.pop(0)
    elif name == "pool":
        if given and given[0] in ("max", "avg"):
            found["kind"] = given.pop(0)
        if given:
            found["size"] = _whole(given.pop(0))
    elif name == "dense" and given:
        found["units"] = _whole(given.pop(0))
    elif name == "dropout":
        found["share"] = _share(given.pop(0) if given else "")
    elif name == "leaky_relu" and given:
        found["slope"] = _share(given.pop(0))
    if given or has_inner != (name == "residual"):
        raise ValueError(name)
    return found


def _whole(word: str) -> int:
    number = int(word)
    if not 1 <= number <= _MOST:
        raise ValueError(word)
    return number


def _share(word: str) -> float:
    number = float(word)
    if not 0 <= number < 1:
        raise ValueError(word)
    return number

"""Colours of garments as chips with their names, so that nobody has to tell them apart by eye."""

from collections.abc import Iterable

from app_pages.parts.display import escaped
from app_pages.parts.i18n import text
from data.photos.colours import PALETTE, Colour


def name_of(colour: str) -> str:
    """A colour's name in the user's language."""
    if colour not in PALETTE:
        return colour
    slug = colour.replace(" ", "-")
    return text(f"colour-{slug}")


def swatch(colour: str) -> str:
    """Markdown with a colour's name behind a patch of it, for lists to choose from."""
    patch = f':color[{"&nbsp;" * 4}]{{foreground="#000000" background="{PALETTE[colour]}"}}'
    return f"{patch} {name_of(colour)}"


def chips(colours: Iterable[Colour], *, exact: bool = False) -> str:
    """Markdown with each colour's name on the colour; if ``exact``, with its share of the garment and its code."""
    return " ".join(f":small[{_chip(colour, exact=exact)}]" for colour in colours)


def _chip(colour: Colour, *, exact: bool) -> str:
    words = [
        escaped(name_of(colour.name)),  # a back-up may come from somebody else
        *([text("percent", share=colour.share), colour.hex] if exact else []),
    ]
    unbroken = "&nbsp;".join(" ".join(words).split())
    return f':color[&nbsp;{unbroken}&nbsp;]{{foreground="{_readable_on(colour.hex)}" background="{colour.hex}"}}'


def _readable_on(background: str) -> str:
    """Black or white, whichever has more contrast, which is at least 4.5 to 1 (WCAG 2.2, relative luminance)."""
    red, green, blue = (_linear(int(background[place : place + 2], 16) / 255) for place in (1, 3, 5))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if (luminance + 0.05) ** 2 > 1.05 * 0.05 else "#ffffff"


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

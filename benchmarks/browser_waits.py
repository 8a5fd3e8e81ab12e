"""How long a user waits in a browser, and how long Streamlit alone takes for a similar page."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks import browser
from benchmarks.measuring import A_PAGE, Sizes, Wait
from benchmarks.photo_steps import drawn_photos
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

# Shows as much as the app's first page and its Wardrobe page, and computes nothing.
_FLOOR = f"""
import streamlit as st
from data.drawn.scenes import draw_scene
from wardrobe.store.pictures import jpeg

@st.cache_data
def pictures():
    return [jpeg(draw_scene(seed % 10, seed=seed).image, 320) for seed in range({A_PAGE})]

made = pictures()
st.title("Baseline")
st.button("Away")
if st.button("Pictures"):
    with st.grid(min_column_width=150, border=True):
        for picture in made:
            with st.container(gap="xsmall"):
                st.image(picture, alt="a garment")
                st.page_link("http://127.0.0.1", label="**a garment**")
                st.caption("a caption")
"""


def browser_waits(executable: str, home: Path, sizes: Sizes) -> Iterator[Wait]:
    """Measures in a browser.

    Args:
        executable: path of the browser.
        home: a WARDROBE_HOME with a wardrobe of ``sizes.items`` items.
        sizes: how many items, photos and rounds.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        script = folder / "floor.py"
        script.write_text(_FLOOR, "utf-8")
        floor = stack.enter_context(browser.served(folder / "baseline", str(script)))
        app = stack.enter_context(browser.served(folder / "empty"))
        large = stack.enter_context(browser.served(home))
        running = stack.enter_context(browser.browser(executable))
        yield from _first_paints(running, app, floor, sizes)
        yield from _openings(running, large, floor, sizes)
        yield _search(running, large, home, sizes)
        yield from _sorting(running, app, sizes)


def _first_paints(running: Any, app: str, floor: str, sizes: Sizes) -> Iterator[Wait]:
    ours, floors = _in_turns(sizes, lambda address: browser.first_paints(running, address), app, floor)
    for visit, what in enumerate(("first visit", "second visit")):
        seconds, alone = ([one[visit] for one in found] for found in (ours, floors))
        yield Wait(f"the title, {what}", 1.0, seconds, alone)


def _openings(running: Any, large: str, floor: str, sizes: Sizes) -> Iterator[Wait]:
    clicks = {large: ("a[href$='/wardrobe']", "a[href$='/about']"), floor: ("text=Pictures", "text=Away")}
    ours, floors = _in_turns(sizes, lambda address: browser.openings(running, address, *clicks[address]), large, floor)
    for visit, what in enumerate(("first time", "second time")):
        seconds, alone = ([one[visit] for one in found] for found in (ours, floors))
        yield Wait(f"{sizes.items:,} items, from a click on Wardrobe to its pictures, {what}", 1.0, seconds, alone)


def _in_turns(sizes: Sizes, measure: Any, *addresses: str) -> list[list[tuple[float, float]]]:
    """Measures the addresses alternately, so that other load affects all of them; the first turn is left out."""
    turns = [[measure(address) for address in addresses] for _ in range(sizes.rounds + 1)]
    return [list(found) for found in zip(*turns[1:], strict=True)]


def _search(running: Any, large: str, home: Path, sizes: Sizes) -> Wait:
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    [last] = wardrobe.find(order="oldest", limit=1)
    wardrobe.close()
    seconds = [browser.search(running, large, last.file_name) for _ in range(sizes.rounds)]
    return Wait(f"{sizes.items:,} items, from Enter in the search to the item", 1.0, seconds)


def _sorting(running: Any, app: str, sizes: Sizes) -> Iterator[Wait]:
    photos = drawn_photos(sizes.photos)
    browser.sort(running, app, photos[:4])  # loads the model
    batches = [browser.sort(running, app, photos) for _ in range(sizes.rounds)]
    first, last = ([one[which] for one in batches] for which in (0, 1))
    yield Wait(f"{sizes.photos} photos, from choosing them to the first prediction", 2.0, first)
    yield Wait(f"{sizes.photos} photos, to the last prediction", None, last)

"""make bench-app: how long a user waits, in a browser and on the server; writes docs/bench-app.md.

The garments are drawn. The browser runs on the same machine as the server, so they share its cores.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from rich.table import Table

from benchmarks import browser
from benchmarks.browser_waits import browser_waits
from benchmarks.collection import fill
from benchmarks.measuring import A_PAGE, Sizes, Wait, seconds_of, table, write_document
from benchmarks.photo_steps import drawn_photos, large_photo, step_milliseconds
from benchmarks.processes import page_runs
from model.predictor import Predictor
from model.runtimes import choose_runtime
from wardrobe.store.items import REVIEW, Filters, utc_now
from wardrobe.store.search import SORTINGS
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_PAGES = {
    "Wardrobe": ("wardrobe", {}),
    "Wardrobe, one drawer": ("wardrobe", {"drawer": "Coat"}),
    "Wardrobe, a word": ("wardrobe", {"q": "wool"}),
    "Wardrobe, a season, a tag and a confidence": (
        "wardrobe",
        {"season": "winter", "tag": "gift", "sure": "50-90"},
    ),
    "Wardrobe, last page": ("wardrobe", {"page": "9999"}),
    "Review": ("review", {}),
    "Reclassify": ("reclassify", {}),
}


def main() -> int:
    """Measures everything in about three minutes, prints it, and writes the document."""
    write_document(Path("docs/bench-app.md"), "The app's speed", "make bench-app", measure(Sizes()))
    return 0


def measure(sizes: Sizes, chromium: str | None = None) -> Iterator[Table | str]:
    """Yields the document's tables and paragraphs.

    Args:
        sizes: how many items, photos and rounds.
        chromium: path of the browser; by default the one that is found. An empty string skips the browser.
    """
    executable = browser.find_chromium() if chromium is None else chromium
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    yield (
        f"The load average was {load:.1f} at the start; if it is above 0, other work made the figures higher. The "
        "browser shares the cores with the server. *Streamlit alone* is a page that shows as much and computes "
        f"nothing, measured alternately with the app. The models ran on {choose_runtime()}."
    )
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        where = Settings.in_folder(home / "wardrobe")
        fill(where, sizes.items)
        waits = [*_photo_waits(sizes), *_wardrobe_waits(home, sizes)]
        if executable:
            waits = [*browser_waits(executable, home, sizes), *waits]
        else:
            yield browser.NO_BROWSER
        yield _wait_table(waits)
        yield _page_table(home, sizes)
        yield _query_table(where, sizes)


def _wait_table(waits: list[Wait]) -> Table:
    columns = ("goal s", "fastest s", "median s", "slowest s", "Streamlit alone: fastest s", "median s")
    made = table("what a user waits for", *columns)
    for wait in waits:
        goal = "" if wait.goal is None else f"{wait.goal:g}"
        seconds = [min(wait.seconds), statistics.median(wait.seconds), max(wait.seconds)]
        seconds += [min(wait.floor), statistics.median(wait.floor)] if wait.floor else []
        made.add_row(wait.what, goal, *(f"{one:.3f}" for one in seconds))
    return made


def _photo_waits(sizes: Sizes) -> Iterator[Wait]:
    predictor = Predictor.load("photo", "litert")
    for what, goal, files in (
        ("a photo of 480×640 pixels, from file to prediction", 0.015, drawn_photos(min(20, sizes.photos))),
        ("a photo of 12 megapixels, from file to prediction", 0.060, [large_photo()]),
    ):
        yield Wait(what, goal, [sum(step_milliseconds(files, predictor)) / 1000 for _ in range(min(3, sizes.rounds))])


def _page_table(home: Path, sizes: Sizes) -> Table:
    made = table(f"a page of {sizes.items:,} items, on the server", "median ms", "slowest ms", "SQL statements")
    runs = page_runs(home, list(_PAGES.values()), sizes.rounds)
    for words, run in zip(_PAGES, runs, strict=True):
        milliseconds = [1000 * seconds for seconds in run.seconds]
        made.add_row(words, f"{statistics.median(milliseconds):.0f}", f"{max(milliseconds):.0f}", str(run.statements))
    return made


def _wardrobe_waits(home: Path, sizes: Sizes) -> Iterator[Wait]:
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    numbers = wardrobe.ids(Filters(state=None))
    prediction = next(item.prediction for item in wardrobe.find(limit=A_PAGE) if item.prediction)
    recorded, undone = [], []
    for _ in range(min(3, sizes.rounds)):
        started = time.perf_counter()
        before = wardrobe.record(dict.fromkeys(numbers, prediction), move=True)
        recorded.append(time.perf_counter() - started)
        started = time.perf_counter()
        wardrobe.undo(before)
        undone.append(time.perf_counter() - started)
    wardrobe.close()
    yield Wait(f"accept {sizes.items:,} predictions of another model", None, recorded)
    yield Wait(f"undo that for {sizes.items:,} items", None, undone)


def _query_table(where: Settings, sizes: Sizes) -> Table:
    wardrobe = Wardrobe(where)
    made = table(f"the store of {sizes.items:,} items", f"{A_PAGE} items ms", "all ids ms", "counts per drawer ms")
    for words, filters, order in _searches(wardrobe):
        queries: tuple[Callable[[], object], ...] = (
            partial(wardrobe.find, filters, order, A_PAGE),
            partial(wardrobe.ids, filters, order),
            partial(wardrobe.counts, filters),
        )
        medians = [statistics.median(seconds_of(query, sizes.rounds)) for query in queries]
        made.add_row(words, *(f"{1000 * median:.1f}" for median in medians))
    wardrobe.close()
    return made


def _searches(wardrobe: Wardrobe) -> Iterator[tuple[str, Filters, str]]:
    colours = tuple(wardrobe.names("colours")[:2])
    for order in SORTINGS:
        yield f"all, {order} first", Filters(), order
    now = utc_now()
    for words, filters in {
        "waiting for review": Filters(state=REVIEW),
        "one drawer": Filters(drawers=("Coat",)),
        "a word": Filters(text="wool"),
        "two words": Filters(text="wool img_00"),
        "two colours": Filters(colours=colours),
        "a season": Filters(seasons=("winter",)),
        "a tag": Filters(tags=("gift",)),
        "a range of confidence": Filters(confidence=(0.5, 0.7)),
        "a month": Filters(added=(now - timedelta(days=60), now - timedelta(days=30))),
        "decided by the user": Filters(decided=True),
        "all of these at once": Filters("wool", ("Coat",), colours, ("winter",), ("gift",), (0.5, 0.9)),
    }.items():
        yield words, filters, "newest"


if __name__ == "__main__":
    sys.exit(main())

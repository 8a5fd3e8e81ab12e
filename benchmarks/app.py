"""make bench-app: what a person waits for, in a browser and on the server, written to docs/bench-app.md.

The garments are drawn and the browser runs on the same machine, so that all of it shares the cores.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
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
from wardrobe.store.items import ORDERS, REVIEW, Filters, utc_now
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_PAGES = {
    "Wardrobe": ("wardrobe", {}),
    "Wardrobe, of one drawer": ("wardrobe", {"drawer": "Coat"}),
    "Wardrobe, of a word": ("wardrobe", {"q": "wool"}),
    "Wardrobe, of a season, a tag and a confidence": (
        "wardrobe",
        {"season": "winter", "tag": "gift", "sure": "50-90"},
    ),
    "Wardrobe, its last page": ("wardrobe", {"page": "9999"}),
    "Review": ("review", {}),
    "Ask another model": ("reclassify", {}),
}


def main() -> int:
    """Measures everything, which takes about three minutes, prints it, and writes the document."""
    write_document(Path("docs/bench-app.md"), "The app's speed", "make bench-app", measure(Sizes()))
    return 0


def measure(sizes: Sizes, chromium: str | None = None) -> Iterator[Table | str]:
    """The document's tables and sentences.

    Args:
        sizes: how much.
        chromium: the browser; by default the one that is found. An empty one is none.
    """
    executable = browser.find_chromium() if chromium is None else chromium
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    yield (
        f"Before it began, {load:.1f} processes wanted a core on average: more than none, and figures are "
        "too high. The browser shares the cores with the server. What Streamlit takes alone, for a page with as much "
        "to see and nothing to work out, was measured in turns with the app. "
        f"The app's models ran on {choose_runtime()}."
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
    made = table("what a person waits for", *columns)
    for wait in waits:
        goal = "" if wait.goal is None else f"{wait.goal:g}"
        seconds = [min(wait.seconds), statistics.median(wait.seconds), max(wait.seconds)]
        seconds += [min(wait.floor), statistics.median(wait.floor)] if wait.floor else []
        made.add_row(wait.what, goal, *(f"{one:.3f}" for one in seconds))
    return made


def _photo_waits(sizes: Sizes) -> Iterator[Wait]:
    predictor = Predictor.load("photo", "litert")
    for what, goal, files in (
        ("a photo of 480×640 pixels, from file to answer", 0.015, drawn_photos(min(20, sizes.photos))),
        ("a photo of 12 megapixels, the same", 0.060, [large_photo()]),
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
    answer = next(item.prediction for item in wardrobe.find(limit=A_PAGE) if item.prediction)
    recorded, undone = [], []
    for _ in range(min(3, sizes.rounds)):
        started = time.perf_counter()
        before = wardrobe.record(dict.fromkeys(numbers, answer), move=True)
        recorded.append(time.perf_counter() - started)
        started = time.perf_counter()
        wardrobe.put_back(before)
        undone.append(time.perf_counter() - started)
    wardrobe.close()
    yield Wait(f"{sizes.items:,} answers of another model are agreed to", None, recorded)
    yield Wait(f"{sizes.items:,} items are put back", None, undone)


def _query_table(where: Settings, sizes: Sizes) -> Table:
    wardrobe = Wardrobe(where)
    made = table(f"the store of {sizes.items:,} items", f"{A_PAGE} items ms", "all numbers ms", "drawers' counts ms")
    for words, filters, order in _searches(wardrobe):
        questions: tuple[Callable[[], object], ...] = (
            lambda filters=filters, order=order: wardrobe.find(filters, order, A_PAGE),
            lambda filters=filters, order=order: wardrobe.ids(filters, order),
            lambda filters=filters: wardrobe.counts(filters),
        )
        medians = [statistics.median(seconds_of(question, sizes.rounds)) for question in questions]
        made.add_row(words, *(f"{1000 * median:.1f}" for median in medians))
    wardrobe.close()
    return made


def _searches(wardrobe: Wardrobe) -> Iterator[tuple[str, Filters, str]]:
    colours = tuple(wardrobe.names("colours")[:2])
    for order in ORDERS:
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
        "corrected by a person": Filters(corrected=True),
        "all of these at once": Filters("wool", ("Coat",), colours, ("winter",), ("gift",), (0.5, 0.9)),
    }.items():
        yield words, filters, "newest"


if __name__ == "__main__":
    sys.exit(main())

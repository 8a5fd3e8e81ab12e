"""make evening: from 200 photos to drawers, counted in a browser: the user's actions and the seconds; docs/evening.md.

The garments are drawn, so the right drawer of each is known. A user who never errs answers every question of the
review. A tap, a click or a choice of files is one action; a drawer that has no button takes two, in the list. The time
in which a user looks is not part of the seconds.
"""

import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.table import Table

from benchmarks import browser
from benchmarks.measuring import table, write_document
from data.drawn.scenes import SURFACES, draw_scene
from data.labels import CLASS_NAMES, drawer_of
from data.messages import Message
from wardrobe.store.items import Filters
from wardrobe.store.pictures import jpeg
from wardrobe.store.settings import Settings
from wardrobe.store.store import Wardrobe

_PHOTOS = 200
_SCREENS = {"phone, 390 pixels wide": (390, 844), "desk, 1440 pixels wide": (1440, 900)}
_PATIENCE = 300_000  # milliseconds
_ANSWERS = ".st-key-review-answers"
_DONE = str(Message("review-empty"))


@dataclass
class Evening:
    """What an evening took: actions by their kind, seconds, and how many photos went where."""

    actions: Counter[str] = field(default_factory=Counter)
    predicted: float = 0.0
    seconds: float = 0.0
    asked: int = 0
    right: int = 0


def main() -> int:
    """Counts an evening on each screen; writes the document."""
    executable = browser.find_chromium()
    if not executable:
        print(browser.NO_BROWSER, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        files = draw_photos(Path(folder) / "photos", _PHOTOS)
        write_document(Path("docs/evening.md"), "An evening, counted", "make evening", _measure(executable, files))
    return 0


def draw_photos(folder: Path, count: int) -> list[Path]:
    """Writes photos of drawn garments; a file's name begins with the number of the garment's class."""
    folder.mkdir(parents=True)
    files = [folder / f"{number % len(CLASS_NAMES)}-{number:03}.jpg" for number in range(count)]
    for number, file in enumerate(files):
        surface = SURFACES[number // len(CLASS_NAMES) % len(SURFACES)]
        file.write_bytes(jpeg(draw_scene(number % len(CLASS_NAMES), seed=1000 + number, surface=surface).image))
    return files


def _measure(executable: str, files: list[Path]) -> Iterator[Table | str]:
    yield (
        f"{len(files)} photos of drawn garments, from choosing the files to an empty review. A user who never errs "
        "answers each question. A tap, a click or a choice of files is one action; a drawer without a button of its "
        "own takes two. The seconds are those of the browser and the server on one machine, without the user's looking."
    )
    columns = (
        "actions",
        "choose, save, go to review",
        "answers",
        "in the list",
        "s to the last prediction",
        "s in all",
    )
    made = table("screen", *columns, "asked", "in the right drawer")
    for name, (width, height) in _SCREENS.items():
        with (
            tempfile.TemporaryDirectory() as home,
            browser.served(Path(home)) as address,
            browser.browser(executable) as running,
        ):
            evening = spend(running, address, Path(home), files, width=width, height=height)
        counted = evening.actions
        begin = sum(counted[one] for one in ("choose", "save", "open"))
        made.add_row(
            name,
            str(counted.total()),
            *map(str, (begin, counted["answer"], counted["list"])),
            f"{evening.predicted:.0f}",
            f"{evening.seconds:.0f}",
            str(evening.asked),
            f"{evening.right} of {len(files)}",
        )
    yield made


def spend(running: Any, address: str, home: Path, files: list[Path], *, width: int, height: int) -> Evening:
    """An evening in a browser: sorts the photos and answers all questions."""
    evening = Evening()
    context = running.new_context(viewport={"width": width, "height": height}, has_touch=width < 640)
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    browser.until_visible(page, address, "input[type=file]")
    started = time.perf_counter()
    page.locator("input[type=file]").first.set_input_files(files)
    evening.actions["choose"] += 1
    page.locator(".st-key-save button").wait_for()
    evening.predicted = time.perf_counter() - started
    page.locator(".st-key-save button").click()
    evening.actions["save"] += 1
    page.locator(".st-key-done-bar a").click()
    evening.actions["open"] += 1
    while (name := _asked(page)) is not None:
        evening.asked += 1
        _answer(page, CLASS_NAMES[int(name.partition("-")[0])], evening)
        page.wait_for_function(
            "([name, done]) => !document.querySelector('[data-testid=stMain]').innerText.includes(name)"
            " || document.body.innerText.includes(done)",
            arg=[name, _DONE],
        )
    evening.seconds = time.perf_counter() - started
    context.close()
    wardrobe = Wardrobe(Settings.in_folder(home / "wardrobe"))
    items = wardrobe.find(Filters(state=None))
    wardrobe.close()
    evening.right = sum(item.drawer == CLASS_NAMES[int(item.file_name.partition("-")[0])] for item in items)
    return evening


def _asked(page: Any) -> str | None:
    """The file that the review asks about; None once it asks nothing. Raises RuntimeError if no file is named."""
    question = page.locator(f"{_ANSWERS} [data-testid=stCaptionContainer]").first
    question.or_(page.get_by_text(_DONE)).first.wait_for()
    if page.get_by_text(_DONE).is_visible():
        return None
    found = re.search(r"\d-\d{3}\.jpg", question.inner_text())
    if not found:  # otherwise the evening would end early, and look short
        raise RuntimeError(f"Expected the question to name a file. Received: {question.inner_text()!r}.")
    return found.group()


def _answer(page: Any, label: str, evening: Evening) -> None:
    """Gives the right answer: by its button, or else in the list of drawers."""
    name = str(Message(f"drawer-{drawer_of(label)}"))
    for wording in (name, str(Message("review-yes", drawer=name))):
        button = page.locator(f"{_ANSWERS} button").filter(has=page.get_by_text(wording, exact=True))
        if button.count():
            button.first.click()
            evening.actions["answer"] += 1
            return
    page.locator(f"{_ANSWERS} [role=combobox]").first.click()
    page.get_by_role("option", name=name).filter(has_text=re.compile(rf"{re.escape(name)}$")).first.click()
    evening.actions["list"] += 2


if __name__ == "__main__":
    sys.exit(main())

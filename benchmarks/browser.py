"""Drives the app in a real browser, and takes the time."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
NO_BROWSER = "No browser was found, so nothing was measured in one. Install Chromium, or set CHROMIUM to its path."
_TIMEOUT = 120  # seconds
_PICTURE = "[data-testid=stImage] img"


def find_chromium() -> str | None:
    """The path of the browser: what the variable CHROMIUM says, or ``chromium`` on the PATH; None without one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@contextlib.contextmanager
def served(home: Path, script: str = "app.py") -> Iterator[str]:
    """Serves the app, or another Streamlit script, with ``home`` as WARDROBE_HOME; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    arguments = ["run", script, f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", *arguments],
        cwd=ROOT,
        env={**os.environ, "WARDROBE_HOME": str(home), "WARDROBE_STORAGE": "local"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def browser(executable: str) -> Iterator[Any]:
    """A running Chromium: a `playwright.sync_api.Browser`."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        # As root, Chromium refuses to run with its sandbox. It opens only pages of this project.
        started = playwright.chromium.launch(
            executable_path=executable, args=["--disable-background-networking"], chromium_sandbox=not root
        )
        yield started
        started.close()


def first_paints(running: Any, address: str) -> tuple[float, float]:
    """Seconds from the request to the title, for the first and the second visit of a browser."""
    context = running.new_context()
    first, again = (until_visible(context.new_page(), address, "h1") for _ in range(2))
    context.close()
    return first, again


def until_visible(page: Any, address: str, selector: str) -> float:
    """Seconds from the request of a page until the selector matches something visible."""
    started = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=1000 * _TIMEOUT)
    return seen(page, selector, started)


def seen(page: Any, selector: str, started: float) -> float:
    """Seconds from ``started`` until the selector matches; an uploader's input is never visible, only attached."""
    state = "attached" if selector.startswith("input") else "visible"
    page.locator(selector).first.wait_for(state=state, timeout=1000 * _TIMEOUT)
    return time.perf_counter() - started


def sort(running: Any, address: str, photos: list[bytes]) -> tuple[float, float]:
    """Seconds from choosing files on the Sort page until the first and the last prediction."""
    context = running.new_context()
    page = context.new_page()
    until_visible(page, address, "input[type=file]")
    chosen = page.locator("input[type=file]").first
    with tempfile.TemporaryDirectory() as folder:  # as files, as a user has them: passing bytes would take a second
        files = [Path(folder) / f"{number}.jpg" for number in range(len(photos))]
        for file, photo in zip(files, photos, strict=True):
            file.write_bytes(photo)
        started = time.perf_counter()
        chosen.set_input_files(files)
        first = seen(page, ".st-key-details-0", started)
        last = seen(page, ".st-key-save", started)
    context.close()
    return first, last


def openings(running: Any, address: str, there: str, away: str) -> tuple[float, float]:
    """Seconds from a click to the first picture, the first and the second time that a browser opens the page.

    Args:
        running: the browser.
        address: of the app.
        there: selector of the link to the pictures.
        away: selector of the link to another page.
    """
    context = running.new_context()
    page = context.new_page()
    until_visible(page, address, "h1")
    page.wait_for_load_state("networkidle")  # a user reads the page before the next click
    first = _click(page, there)
    page.locator(away).first.click()
    page.locator(_PICTURE).first.wait_for(state="detached", timeout=1000 * _TIMEOUT)
    page.wait_for_load_state("networkidle")
    again = _click(page, there)
    context.close()
    return first, again


def search(running: Any, address: str, name: str) -> float:
    """Seconds from Enter in the search of the Wardrobe page to the item with this file name."""
    context = running.new_context()
    page = context.new_page()
    until_visible(page, f"{address}/wardrobe", _PICTURE)
    box = page.get_by_role("searchbox")
    box.fill(name)
    started = time.perf_counter()
    box.press("Enter")
    found = seen(page, f'img[alt*="{name}"]', started)
    context.close()
    return found


def _click(page: Any, there: str) -> float:
    started = time.perf_counter()
    page.locator(there).first.click()
    return seen(page, _PICTURE, started)


def _wait_for(address: str) -> None:
    until = time.monotonic() + _TIMEOUT
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)

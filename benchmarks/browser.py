"""The app in a real browser: what a person waits for."""

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
NO_BROWSER = "There is no browser here, so nothing was measured in one. Name one with CHROMIUM, or install Chromium."
_PATIENCE = 120  # seconds
_PICTURE = "[data-testid=stImage] img"


def find_chromium() -> str | None:
    """The browser: what the variable CHROMIUM names, or what is on the PATH."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


@contextlib.contextmanager
def served(home: Path, script: str = "app.py") -> Iterator[str]:
    """The app's address, served for one person whose wardrobe lies in ``home``; or that of another script."""
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
    """A running Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        root = hasattr(os, "geteuid") and os.geteuid() == 0
        # Chromium refuses to run as root with its sandbox; it sees nothing but our own pages.
        started = playwright.chromium.launch(
            executable_path=executable, args=["--disable-background-networking"], chromium_sandbox=not root
        )
        yield started
        started.close()


def first_paints(running: Any, address: str) -> tuple[float, float]:
    """Seconds from the request to the title: in a browser that was never here, and in the same when it comes again."""
    context = running.new_context()
    first, again = (until_visible(context.new_page(), address, "h1") for _ in range(2))
    context.close()
    return first, again


def until_visible(page: Any, address: str, selector: str) -> float:
    """Seconds from a page's request until something is on it."""
    started = time.perf_counter()
    page.goto(address, wait_until="commit", timeout=1000 * _PATIENCE)
    return seen(page, selector, started)


def seen(page: Any, selector: str, started: float) -> float:
    """Seconds since then until something on the page is there; an uploader's input is never seen."""
    state = "attached" if selector.startswith("input") else "visible"
    page.locator(selector).first.wait_for(state=state, timeout=1000 * _PATIENCE)
    return time.perf_counter() - started


def sort(running: Any, address: str, photos: list[bytes]) -> tuple[float, float]:
    """Seconds from choosing files on the page Sort until the first answer and until the last."""
    context = running.new_context()
    page = context.new_page()
    until_visible(page, address, "input[type=file]")
    chosen = page.locator("input[type=file]").first
    with tempfile.TemporaryDirectory() as folder:  # as a person's files: handing over bytes would take a second
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
    """Seconds from a click to the first picture, in a browser that never saw that page, and when it comes back to it.

    Args:
        running: the browser.
        address: the app's.
        there: what is clicked to see pictures.
        away: what is clicked to leave them.
    """
    context = running.new_context()
    page = context.new_page()
    until_visible(page, address, "h1")
    page.wait_for_load_state("networkidle")  # a person has looked at the page before
    first = _click(page, there)
    page.locator(away).first.click()
    page.locator(_PICTURE).first.wait_for(state="detached", timeout=1000 * _PATIENCE)
    page.wait_for_load_state("networkidle")
    again = _click(page, there)
    context.close()
    return first, again


def search(running: Any, address: str, name: str) -> float:
    """Seconds from Enter after a name on the page Wardrobe to the item of that name."""
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
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)

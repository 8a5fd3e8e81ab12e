"""Starts the app and drives it in a browser.

If PICTURES_DIR is set, `picture` writes its screenshots there; `make pictures` makes those of the documents so.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PICTURES = os.environ.get("PICTURES_DIR")


@contextmanager
def running_app(
    home,
    *,
    port=None,
    command=("serve.py", "--port"),
    health="/_stcore/health",
    python=sys.executable,
    cwd=ROOT,
    **environment,
):
    """Runs the app with its wardrobe in ``home``; gives its address.

    Args:
        home: a folder.
        port: a free one by default.
        command: what Python runs; the port completes it.
        health: the path that is answered once the app has started.
        python, cwd: another installation of the app.
        environment: further variables.
    """
    port = port or free_port()
    environment = {
        **os.environ,
        "WARDROBE_HOME": str(home),
        "WARDROBE_RUNTIME": "litert",
        "STREAMLIT_SERVER_HEADLESS": "true",
        **environment,
    }
    command = [str(python), *command, str(port)]
    with (Path(home).parent / f"server-{port}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=cwd, env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}{health}")
            yield address
        finally:
            server.terminate()
            server.wait(20)


def free_port():
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def settle(page):
    """Waits until the page has stopped changing: nothing is to be drawn anew, and nothing fades in or out."""
    page.wait_for_timeout(300)
    page.wait_for_function(
        """() => !document.querySelector('[data-testid=stStatusWidget], [data-stale=true], [data-testid=stSkeleton]')
            && !document.getAnimations().some(one => one instanceof CSSTransition)"""
    )
    page.wait_for_timeout(300)


def go_to(page, name):
    """Opens a page of the app by the navigation, which is folded on a phone."""
    unfold = page.get_by_test_id("stExpandSidebarButton")
    if folded := unfold.is_visible():
        unfold.click()
        settle(page)
    links = page.get_by_test_id("stSidebarNavLink" if folded else "stTopNavLink")
    links.filter(has_text=name).click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    settle(page)
    fold = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    if folded and fold.is_visible():
        fold.click()
        settle(page)


def picture(page, file):
    """Writes a screenshot of the page, once its pictures are loaded, if PICTURES_DIR is set."""
    if _PICTURES:
        page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth)")
        Path(_PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(_PICTURES) / file)


def _wait_for(address):
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError("the app did not start")

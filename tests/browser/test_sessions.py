"""If WARDROBE_STORAGE is session, each browser session has a wardrobe of its own, and finds it again by a cookie."""

import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_samples
from tests.browser.driving import go_to, running_app, settle
from wardrobe.store.pictures import jpeg
from wardrobe.store.sessions import COOKIES

_IMPATIENT = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}  # seconds
_WITHOUT_COOKIES = ("-m", "streamlit", "run", "app.py", "--server.port")
_GARMENTS = "[data-testid=stImage] img"


@contextmanager
def _running(tmp_path, **options):
    """The app, and the folder of its sessions."""
    temporary = tmp_path / "sessions"
    temporary.mkdir()
    settings = {"WARDROBE_STORAGE": "session", "TMPDIR": str(temporary), **_IMPATIENT}
    with running_app(tmp_path / "home", **settings, **options) as address:
        yield address, temporary
    assert not list(temporary.rglob("wardrobe.db"))
    assert not (tmp_path / "home" / "wardrobe").exists()


def _save_a_sample(page):
    name, scene = list(draw_samples())[1]  # trousers, of which the model is sure
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(scene.image)}
    )
    page.locator(".st-key-save button").click()
    page.locator(".st-key-undo").wait_for()


def _photos(temporary):
    return [path for path in temporary.rglob("*.jpg") if "photos" in path.parts]


@pytest.mark.thorough
def test_without_serve_py_a_session_ends_with_its_tab(tmp_path, open_browser):
    with _running(tmp_path, command=_WITHOUT_COOKIES) as (address, temporary):
        mine, yours = open_browser(address), open_browser(address)
        assert text("session-note-tab").split(".")[0] in mine.inner_text("body")
        _save_a_sample(mine)
        go_to(mine, "Wardrobe")
        go_to(yours, "Wardrobe")
        assert mine.locator(_GARMENTS).count() == 1 and yours.locator(_GARMENTS).count() == 0
        [photo] = _photos(temporary)
        mine.context.close()
        _wait_until_gone(photo)
        settle(yours)
        yours.context.close()


def test_a_reload_finds_the_wardrobe_and_no_other_browser_does(tmp_path, open_browser):
    with _running(tmp_path, WARDROBE_SESSION_MINUTES="1") as (address, temporary):
        mine, yours = open_browser(address), open_browser(address)
        assert text("session-note", minutes=1) in " ".join(mine.inner_text("body").split())
        _save_a_sample(mine)
        go_to(mine, "Wardrobe")
        mine.reload()
        mine.locator(_GARMENTS).wait_for()
        second = mine.context.new_page()
        second.goto(f"{address}/wardrobe")
        second.locator(_GARMENTS).wait_for()
        [key] = [cookie for cookie in mine.context.cookies() if cookie["name"] in COOKIES]
        assert key["httpOnly"] and key["sameSite"] == "Lax"
        assert key["value"] not in mine.evaluate("document.cookie")
        others = {cookie["value"] for cookie in yours.context.cookies()}
        assert key["value"] not in others
        altered = key["value"][:-1] + ("0" if key["value"][-1] != "0" else "1")
        for value in (altered, key["value"].partition(".")[0], "guess"):
            yours.context.add_cookies([{**key, "value": value}])
            _finds_nothing(yours, address)
        yours.context.clear_cookies()
        _finds_nothing(yours, address)
        [photo] = _photos(temporary)
        for page in (mine, second):
            page.close()
        time.sleep(5)
        again = mine.context.new_page()
        again.goto(f"{address}/wardrobe")
        again.locator(_GARMENTS).wait_for()
        mine.context.close()
        _wait_until_gone(photo)
        yours.context.close()


def _finds_nothing(page, address):
    page.goto(f"{address}/wardrobe")
    page.locator(".st-key-empty").wait_for()
    settle(page)
    assert page.locator(_GARMENTS).count() == 0


# What a page's developer menu sends; any visitor can send it.
_SEND = """async ([address, content]) => {
    const socket = new WebSocket(address)
    await new Promise((done) => (socket.onopen = done))
    socket.send(new Uint8Array(content))
    await new Promise((done) => setTimeout(done, 2000))
    socket.close()
}"""


def test_clearing_the_caches_ends_no_other_session(tmp_path, open_browser):
    with _running(tmp_path, command=_WITHOUT_COOKIES) as (address, _):
        mine, yours = open_browser(address), open_browser(address)
        _save_a_sample(mine)
        stream = address.replace("http", "ws", 1).rstrip("/") + "/_stcore/stream"
        yours.evaluate(_SEND, [stream, list(BackMsg(clear_cache=True).SerializeToString())])
        open_browser(address)
        time.sleep(20)  # longer than an ended session is kept
        go_to(mine, "Wardrobe")
        assert mine.locator(_GARMENTS).count() == 1


def _wait_until_gone(path: Path) -> None:
    """The server keeps a session for a while after its browser has gone, in case it comes back."""
    for _ in range(120):
        if not path.exists():
            return
        time.sleep(1)
    raise AssertionError(f"{path} is still there")

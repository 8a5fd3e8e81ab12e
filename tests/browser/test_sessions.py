"""If WARDROBE_STORAGE is session, each browser session has a wardrobe of its own."""

import time
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg

from app_pages.parts.i18n import text
from data.drawn.scenes import draw_samples
from tests.browser.driving import go_to, running_app, settle
from wardrobe.store.pictures import jpeg

_IMPATIENT = {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}  # seconds


def _save_a_sample(page):
    name, scene = list(draw_samples())[1]  # trousers, of which the model is sure
    page.locator("input[type=file]").first.set_input_files(
        {"name": name, "mimeType": "image/jpeg", "buffer": jpeg(scene.image)}
    )
    page.locator(".st-key-save button").click()
    page.locator(".st-key-undo").wait_for()


def test_two_sessions_never_see_each_others_items_and_leave_none(tmp_path, open_browser):
    temporary = tmp_path / "sessions"
    temporary.mkdir()
    with running_app(tmp_path / "home", WARDROBE_STORAGE="session", TMPDIR=str(temporary), **_IMPATIENT) as address:
        mine, yours = open_browser(address), open_browser(address)
        assert text("session-note").split(".")[0] in mine.inner_text("body")
        _save_a_sample(mine)
        go_to(mine, "Wardrobe")
        go_to(yours, "Wardrobe")
        garments = "[data-testid=stImage] img"
        assert mine.locator(garments).count() == 1 and yours.locator(garments).count() == 0
        [session_of_mine] = [path for path in temporary.rglob("*.jpg") if "photos" in path.parts]
        mine.context.close()
        _wait_until_gone(session_of_mine)
        settle(yours)
        yours.context.close()
    assert not list(temporary.rglob("wardrobe.db"))
    assert not (tmp_path / "home" / "wardrobe").exists()


# What a page's developer menu sends; any visitor can send it.
_SEND = """async ([address, content]) => {
    const socket = new WebSocket(address)
    await new Promise((done) => (socket.onopen = done))
    socket.send(new Uint8Array(content))
    await new Promise((done) => setTimeout(done, 2000))
    socket.close()
}"""


def test_clearing_the_caches_ends_no_other_session(tmp_path, open_browser):
    temporary = tmp_path / "sessions"
    temporary.mkdir()
    with running_app(tmp_path / "home", WARDROBE_STORAGE="session", TMPDIR=str(temporary), **_IMPATIENT) as address:
        mine, yours = open_browser(address), open_browser(address)
        _save_a_sample(mine)
        stream = address.replace("http", "ws", 1).rstrip("/") + "/_stcore/stream"
        yours.evaluate(_SEND, [stream, list(BackMsg(clear_cache=True).SerializeToString())])
        open_browser(address)
        time.sleep(20)  # longer than an ended session is kept
        go_to(mine, "Wardrobe")
        assert mine.locator("[data-testid=stImage] img").count() == 1


def _wait_until_gone(path: Path) -> None:
    """The server keeps a session for a while after its browser has gone, in case it comes back."""
    for _ in range(60):
        if not path.exists():
            return
        time.sleep(1)
    raise AssertionError(f"{path} is still there")

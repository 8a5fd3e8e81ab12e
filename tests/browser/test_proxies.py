"""The app behind the proxies of `deploy/`, and in a frame of another website, as people reach it."""

import contextlib
import json
import ssl
import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app_pages.parts.i18n import drawer, text
from tests.browser.driving import running_app, settle
from tests.browser.proxies import DEPLOY, caddy, nginx

UNVERIFIED = ssl._create_unverified_context()  # the certificates are made for the test


def upload(page, photo):
    page.locator("input[type=file]").first.set_input_files({"name": "1.jpg", "mimeType": "image/jpeg", "buffer": photo})


@pytest.mark.parametrize(
    ("proxy", "base"), [(nginx, "/wardrobe"), (caddy, "")], ids=["nginx with a base path", "caddy"]
)
def test_a_photo_goes_through_the_proxy_and_is_classified(tmp_path, open_browser, photo_file, proxy, base):
    (tmp_path / "proxy").mkdir()
    settings = {"STREAMLIT_SERVER_BASE_URL_PATH": base.strip("/"), "STREAMLIT_SERVER_ALLOWED_HOSTS": "localhost"}
    with (
        running_app(tmp_path / "home", health="/health", **settings, WARDROBE_API_RATE="1") as app,
        proxy(tmp_path / "proxy", app, base) as address,
    ):
        page = open_browser(f"{address}/", ignore_https_errors=True)
        upload(page, photo_file.read_bytes())
        page.get_by_text(drawer("T-shirt/top")).first.wait_for()
        page.goto(f"{address}/wardrobe")  # a page's own address
        page.get_by_role("heading", name=text("page-wardrobe")).first.wait_for()

        assert urllib.request.urlopen(f"{address}/health", context=UNVERIFIED).read() == b"ok"
        with asked(address, photo_file, "192.0.2.1") as answer:
            assert json.load(answer)["results"][0]["label"] == "T-shirt/top"
        # The proxy says who asks, and is believed: a client cannot pretend to be another one.
        with pytest.raises(urllib.error.HTTPError) as refused:
            asked(address, photo_file, "192.0.2.2")
        assert refused.value.code == 429


def asked(address, photo_file, pretended):
    headers = {"Content-Type": "image/jpeg", "X-Forwarded-For": pretended}
    request = urllib.request.Request(f"{address}/api/classify", photo_file.read_bytes(), headers)
    return urllib.request.urlopen(request, context=UNVERIFIED)


@contextlib.contextmanager
def named_servers(*names):
    """Web servers that answer with their names; gives the servers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(names[servers.index(self.server)].encode())

        def log_message(self, *arguments):
            pass

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Handler) for _ in names]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield servers
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_before_several_servers_each_visitor_stays_on_one_and_goes_on_with_another_when_it_stops(tmp_path, proxy):
    names = ("one", "two")
    with named_servers(*names) as servers:
        apps = " ".join(f"http://127.0.0.1:{server.server_port}" for server in servers)
        with proxy(tmp_path, apps, "") as address:

            def visitor():
                https = urllib.request.HTTPSHandler(context=UNVERIFIED)
                opener = urllib.request.build_opener(https, urllib.request.HTTPCookieProcessor())
                return lambda: opener.open(f"{address}/").read().decode()

            visits = [visitor() for _ in range(20)]
            first = [visit() for visit in visits]
            assert set(first) == set(names)
            assert all(visit() == name for visit, name in zip(visits, first, strict=True) for _ in range(3))
            servers[0].shutdown()
            servers[0].server_close()
            assert {visit() for visit in visits} == {"two"}


@contextlib.contextmanager
def website_with_a_frame(shown):
    """A website under another name that shows an address in a frame."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<h1>Site</h1><iframe src="{shown}" width=1200 height=800></iframe>'.encode())

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_in_a_frame_of_another_website_photos_can_be_uploaded(tmp_path, open_browser, photo_file):
    """With the settings for Hugging Face; as shipped, browsers withhold the cookie, and the upload fails."""
    lines = (DEPLOY / "hugging-face" / "settings.env").read_text("utf-8").splitlines()
    settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings["STREAMLIT_SERVER_ALLOWED_HOSTS"] = "localhost 127.0.0.1"
    with running_app(tmp_path / "home", **settings) as app:
        shown = app.replace("127.0.0.1", "localhost")
        with website_with_a_frame(shown) as address:
            page = open_browser(address)
            frame = page.frame_locator("iframe")
            frame.locator("h1").wait_for()
            settle(page)
            upload(frame, photo_file.read_bytes())
            frame.get_by_text(drawer("T-shirt/top")).first.wait_for()

"""The app behind the proxies of `deploy/`, and in a frame of another website, as people reach it."""

import contextlib
import json
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from app_pages.parts.i18n import drawer, text
from serving.phone import certificate_for
from tests.browser.driving import free_port, running_app, settle

DEPLOY = Path(__file__).parents[2] / "deploy"
UNVERIFIED = ssl._create_unverified_context()  # the certificates are made for the test


@contextlib.contextmanager
def running(command, folder, port, **environment):
    """Runs a proxy until the end of the block."""
    with (folder / "proxy.log").open("wb") as log:
        proxy = subprocess.Popen(command, env={**os.environ, **environment}, stdout=log, stderr=log)
        try:
            for _ in range(240):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
                assert proxy.poll() is None, (folder / "proxy.log").read_text()
                time.sleep(0.25)
            yield f"https://localhost:{port}"
        finally:
            proxy.terminate()
            proxy.wait(20)


def with_changes(text, changes):
    """A configuration with other values; each must be there once."""
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def nginx(folder, app, base):
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        pytest.skip("nginx is not installed here")
    port = free_port()
    certificate = certificate_for([], folder)
    there = "/etc/letsencrypt/live/wardrobe.example.com"
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
        "server_name wardrobe.example.com;": "server_name localhost;",
        f"{there}/fullchain.pem;": f"{certificate};",
        f"{there}/privkey.pem;": f"{certificate};",
        "location / {": f"location {base}/ {{",
        "proxy_pass http://127.0.0.1:8501;": f"proxy_pass {app};",
    }
    (folder / "wardrobe.conf").write_text(with_changes((DEPLOY / "nginx.conf").read_text("utf-8"), changes))
    folders = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off; user root; events {{}}\n"
        f"http {{ access_log off; {folders} include {folder}/wardrobe.conf; }}"
    )
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with running(command, folder, port) as address:
        yield f"{address}{base}"


@contextlib.contextmanager
def caddy(folder, app, base):
    program = shutil.which("caddy")
    if not program:
        pytest.skip("Caddy is not installed here")
    port = free_port()
    changes = {"\treverse_proxy {": f"\treverse_proxy {base}/* {{"} if base else {}
    # For a name of this computer, Caddy signs certificates itself.
    options = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
    site = with_changes((DEPLOY / "Caddyfile").read_text("utf-8"), changes)
    (folder / "Caddyfile").write_text(options + site)
    command = [program, "run", "--config", str(folder / "Caddyfile")]
    variables = {"WARDROBE_SITE": f"localhost:{port}", "WARDROBE_UPSTREAM": app.removeprefix("http://")}
    variables |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, folder, port, **variables) as address:
        yield f"{address}{base}"


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

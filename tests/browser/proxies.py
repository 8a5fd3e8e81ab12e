"""The proxies of `deploy/`, in front of one app or several."""

import contextlib
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest

from serving.phone import certificate_for
from tests.browser.driving import free_port

DEPLOY = Path(__file__).parents[2] / "deploy"


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
    """``app`` is an address, or several, separated by blanks."""
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
        "server 127.0.0.1:8501;": " ".join(f"server {one.removeprefix('http://')};" for one in app.split()),
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
def caddy(folder, app, base, port=None):
    program = shutil.which("caddy")
    if not program:
        pytest.skip("Caddy is not installed here")
    port = port or free_port()
    changes = {"\treverse_proxy {": f"\treverse_proxy {base}/* {{"} if base else {}
    # For a name of this computer, Caddy signs certificates itself.
    options = "{\n\tadmin off\n\tskip_install_trust\n\tauto_https disable_redirects\n}\n"
    site = with_changes((DEPLOY / "Caddyfile").read_text("utf-8"), changes)
    (folder / "Caddyfile").write_text(options + site)
    command = [program, "run", "--config", str(folder / "Caddyfile")]
    variables = {"WARDROBE_SITE": f"localhost:{port}", "WARDROBE_UPSTREAM": app.replace("http://", "")}
    variables |= {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with running(command, folder, port, **variables) as address:
        yield f"{address}{base}"

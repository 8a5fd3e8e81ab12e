import hashlib
import os
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from data import download
from data.download import fetch_missing
from data.errors import DataError
from data.fashion_mnist_files import TEST_LABELS

CONTENT = bytes(range(256)) * 20
MD5 = hashlib.md5(CONTENT).hexdigest()


@pytest.fixture
def server(monkeypatch):
    """A local server that sends ``server.content`` for every path."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.requested.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", str(self.server.announced or len(self.server.content)))
            self.end_headers()
            self.wfile.write(self.server.content)

        def log_message(self, *arguments):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        running.content, running.announced, running.requested = CONTENT, None, []
        running.address = f"http://127.0.0.1:{running.server_port}/"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        monkeypatch.setitem(download.OFFICIAL_BYTES, TEST_LABELS, len(CONTENT))
        yield running
        running.shutdown()


def test_a_file_is_checked_and_downloaded_once(server, tmp_path):
    for _ in range(2):
        fetch_missing(tmp_path / "new", {TEST_LABELS: MD5}, server.address)
    assert (tmp_path / "new" / TEST_LABELS).read_bytes() == CONTENT
    assert server.requested == ["/" + TEST_LABELS]


def test_an_altered_file_on_disk_is_fetched_again(server, tmp_path):
    (tmp_path / TEST_LABELS).write_bytes(b"half")
    fetch_missing(tmp_path, {TEST_LABELS: MD5}, server.address)
    assert (tmp_path / TEST_LABELS).read_bytes() == CONTENT


@pytest.mark.parametrize("sent", [CONTENT[:-1], CONTENT + b"x", CONTENT[::-1], b"<html>log in first</html>"])
def test_an_altered_download_is_discarded(server, tmp_path, sent):
    server.content = sent
    with pytest.raises(DataError, match="expected 5120 with " + MD5):
        fetch_missing(tmp_path, {TEST_LABELS: MD5}, server.address)
    assert list(tmp_path.iterdir()) == []


def test_a_connection_that_breaks_leaves_nothing(server, tmp_path):
    server.content, server.announced = CONTENT[:100], len(CONTENT)
    with pytest.raises(DataError):
        fetch_missing(tmp_path, {TEST_LABELS: MD5}, server.address)
    assert list(tmp_path.iterdir()) == []


def test_no_network_is_a_plain_error_with_what_to_do(tmp_path):
    with pytest.raises(DataError, match=r"could not be downloaded from .*--data-dir\.$"):
        fetch_missing(tmp_path, {TEST_LABELS: MD5}, "http://127.0.0.1:9/")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_a_plain_error_and_leaves_nothing(server, tmp_path, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DataError, match="No space left"):
        fetch_missing(tmp_path, {TEST_LABELS: MD5}, server.address)
    assert list(tmp_path.iterdir()) == []

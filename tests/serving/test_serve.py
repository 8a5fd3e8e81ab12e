"""The server that `make app` starts, as a process."""

import contextlib
import http.client
import json
import re
import signal
import socket
import ssl
import statistics
import subprocess
import sys
import time
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from streamlit import net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

import serve
from data.errors import DataError
from serving.access import COOKIE
from serving.api_settings import ApiSettings
from tests.browser.driving import running_app

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    with running_app(tmp_path_factory.mktemp("serve") / "home", WARDROBE_UPLOAD_MEMORY="3") as address:
        yield int(address.rpartition(":")[2])


def request(port, method, path, body=None, **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


def test_health_is_answered_under_any_name(port):
    assert request(port, "GET", "/health", Host="anything") == (200, "ok")


@pytest.mark.skipif(sys.platform == "win32", reason="uvloop does not run on Windows")
def test_small_answers_over_one_connection_are_not_held_back(port):
    """Without TCP_NODELAY an answer's body waits until the client has confirmed its head: 40 ms on Linux."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    seconds = []
    with contextlib.closing(connection):
        for _ in range(15):
            started = time.perf_counter()
            connection.request("GET", "/health")
            assert connection.getresponse().read() == b"ok"
            seconds.append(time.perf_counter() - started)
    assert statistics.median(seconds) < 0.03


def test_pages_and_files_need_an_allowed_name(port):
    assert request(port, "GET", "/")[0] == 200
    for path in ("/", "/media/1.jpg", "/_stcore/host-config"):
        assert request(port, "GET", path, Host="evil.example")[0] == 403


def test_the_api_is_served_beside_the_app(port, photo_file):
    photo = photo_file.read_bytes()
    status, text = request(port, "POST", "/api/classify", photo, **{"Content-Type": "image/jpeg"})
    assert status == 200 and json.loads(text)["results"][0]["label"] == "T-shirt/top"
    assert request(port, "GET", "/api/health", Host="anything")[0] == 200
    assert request(port, "GET", "/api/other")[0] == 404


def test_the_api_needs_an_allowed_name_and_shares_the_memory_for_uploads(port):
    types = {"Content-Type": "image/jpeg"}
    assert request(port, "POST", "/api/classify", b"x", Host="evil.example", **types)[0] == 403
    assert request(port, "POST", "/api/classify", bytes(5_000_000), **types)[0] == 413


def test_an_upload_that_no_page_asked_for_is_not_read(port):
    assert request(port, "PUT", "/_stcore/upload_file/nobody/1", b"x") == (403, "No uploader asked for this file.")


@contextlib.contextmanager
def session(port):
    """An open session, as a browser has it: its socket and its id."""
    headers = {"Origin": f"http://127.0.0.1:{port}"}
    with connect(f"ws://127.0.0.1:{port}/_stcore/stream", additional_headers=headers, max_size=None) as socket:
        rerun = BackMsg()
        rerun.rerun_script.query_string = ""
        socket.send(rerun.SerializeToString())
        yield socket, message(socket, "new_session").new_session.initialize.session_id


def message(socket, kind):
    while True:
        received = ForwardMsg.FromString(socket.recv(timeout=60))
        if received.WhichOneof("type") == kind:
            return received


def asked_for(socket, session_id, count):
    """The paths that the server gives an uploader for so many files."""
    wanted = BackMsg()
    wanted.file_urls_request.request_id = "1"
    wanted.file_urls_request.session_id = session_id
    wanted.file_urls_request.file_names.extend(f"{number}.jpg" for number in range(count))
    socket.send(wanted.SerializeToString())
    return [one.upload_url for one in message(socket, "file_urls_response").file_urls_response.file_urls]


def upload(port, path, size):
    cookie = xsrf_cookie(port)
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="1.jpg"\r\n\r\n' + bytes(size) + b"\r\n--x--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x", "X-Xsrftoken": cookie}
    return request(port, "PUT", path, body, Cookie=f"_streamlit_xsrf={cookie}", **headers)[0]


def xsrf_cookie(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with contextlib.closing(connection):
        connection.request("GET", "/_stcore/health")
        return SimpleCookie(connection.getresponse().getheader("Set-Cookie"))["_streamlit_xsrf"].value


def test_a_session_uploads_what_its_page_asked_for_up_to_the_limit(port):
    with session(port) as (socket, session_id):
        paths = asked_for(socket, session_id, 3)
        statuses = [upload(port, path, 1_800_000) for path in paths]
        assert statuses == [204, 204, 413]
        assert upload(port, paths[0].rpartition("/")[0] + "/invented", 10) == 403
    assert upload(port, paths[2], 10) >= 400  # the session has ended


def test_no_server_outside_is_asked_for_the_address_of_this_computer(monkeypatch):
    assert serve.UPLOADS  # Streamlit asks when it starts without a screen, and when it refuses an origin
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("a server was asked"))
    assert net_util.get_external_ip() == ""


@pytest.mark.parametrize(
    "name", ["WARDROBE_UPLOAD_MEMORY", pytest.param("WARDROBE_DECODE_MEMORY", marks=pytest.mark.slow)]
)
def test_a_wrong_setting_is_one_sentence(tmp_path, name):
    environment = {"WARDROBE_HOME": str(tmp_path), name: "much"}
    result = subprocess.run(
        [sys.executable, "serve.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 2
    assert re.fullmatch(rf"{name} is 'much'; expected a whole number of MiB above 0, such as \d+\.\n", result.stderr)


@pytest.mark.parametrize(
    "setting", [{"WARDROBE_API": "maybe"}, {"WARDROBE_API_TOKEN": "short"}, {"WARDROBE_API_RATE": "fast"}]
)
def test_a_wrong_setting_of_the_api_is_one_sentence_without_the_token(monkeypatch, setting):
    [(name, value)] = setting.items()
    monkeypatch.setenv(name, value)
    with pytest.raises(DataError, match=f"^{name} .*expected") as caught:
        ApiSettings.from_environment()
    assert name != "WARDROBE_API_TOKEN" or value not in str(caught.value)


def test_the_settings_of_the_api_are_read_from_the_environment(monkeypatch):
    assert ApiSettings.from_environment() == ApiSettings(enabled=True, token=None, rate=None)
    for name, value in (("", "off"), ("_TOKEN", "0123456789abcdef"), ("_RATE", "60")):
        monkeypatch.setenv(f"WARDROBE_API{name}", value)
    assert ApiSettings.from_environment() == ApiSettings(enabled=False, token="0123456789abcdef", rate=60)
    assert "0123456789abcdef" not in repr(ApiSettings.from_environment())


@pytest.mark.slow
def test_with_a_base_path_everything_is_under_it_and_probes_need_it_not(tmp_path, photo_file):
    settings = {"STREAMLIT_SERVER_BASE_URL_PATH": "wardrobe", "WARDROBE_STORAGE": "session"}
    with running_app(tmp_path / "home", health="/health", **settings) as address:
        port = int(address.rpartition(":")[2])
        for path in ("/health", "/wardrobe/health", "/wardrobe/", "/api/health", "/wardrobe/api/health"):
            assert request(port, "GET", path)[0] == 200, path
        # Streamlit answers a path that it does not know with its page, and 200.
        for base in ("", "/wardrobe"):
            manifest = json.loads(request(port, "GET", f"{base}/install/manifest.webmanifest")[1])
            assert manifest["start_url"] == "../"
            assert request(port, "GET", f"{base}/install/{manifest['icons'][0]['src']}")[1][1:4] == "PNG"
        description = json.loads(request(port, "GET", "/wardrobe/api/openapi.json")[1])
        assert description["servers"] == [{"url": "/wardrobe/api"}]
        status, _ = request(
            port, "POST", "/wardrobe/api/classify", photo_file.read_bytes(), **{"Content-Type": "image/jpeg"}
        )
        assert status == 200


@pytest.mark.slow
def test_the_phone_mode_lets_in_who_has_the_printed_key(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {"WARDROBE_HOME": str(tmp_path), "WARDROBE_RUNTIME": "litert", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "serve.py", "--phone", "--port", str(port)]
    with (tmp_path / "log").open("w+b") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            found = None
            while not found and server.poll() is None:
                time.sleep(0.2)
                printed = (tmp_path / "log").read_text("utf-8")
                found = re.search(r"https://([\d.]+):(\d+)(/\?key=(\S+))", printed)
            if "no address in a network" in printed:
                pytest.skip("this machine has no address but its own")
            host, _, path, key = found.groups()
            context = ssl.create_default_context(cafile=tmp_path / "phone" / "certificate.pem")

            def status(path, **headers):
                connection = http.client.HTTPSConnection(host, port, timeout=60, context=context)
                with contextlib.closing(connection):
                    connection.request("GET", path, headers=headers)
                    return connection.getresponse().status

            deadline = time.monotonic() + 60
            while True:
                try:
                    assert status("/") == 403
                    break
                except ConnectionRefusedError:
                    assert time.monotonic() < deadline
                    time.sleep(0.2)
            assert status(path) == 303 and status("/?key=wrong") == 403
            assert status("/", Cookie=f"{COOKIE}={key}") == 200
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)

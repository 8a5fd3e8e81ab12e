"""Who reaches the app that `make app` starts: this computer only, under its own names only."""

import base64
import contextlib
import http.client
import ipaddress
import re
import secrets
import socket
from pathlib import Path

import pytest

from tests.browser.driving import running_app

DOCKERFILE = Path(__file__).parents[2] / "Dockerfile"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a running app."""
    with running_app(tmp_path_factory.mktemp("server") / "home") as address:
        yield int(address.rpartition(":")[2])


@pytest.fixture(scope="module")
def container_port(tmp_path_factory):
    """The port of an app with the settings of the Docker image, deployed under the name ``wardrobe.example.com``."""
    settings = dict(re.findall(r'(STREAMLIT_\w+)="?([^"\s]+)', DOCKERFILE.read_text("utf-8")))
    settings["STREAMLIT_SERVER_ALLOWED_HOSTS"] = "wardrobe.example.com *.example.org"
    with running_app(tmp_path_factory.mktemp("container") / "home", **settings) as address:
        yield int(address.rpartition(":")[2])


def open_session(port, host, origin=None):
    """The HTTP status that answers a browser's request for a session: 101 opens one, 403 refuses."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.putrequest("GET", "/_stcore/stream", skip_host=True)
        headers = {"Host": host, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        headers["Sec-WebSocket-Key"] = base64.b64encode(secrets.token_bytes(16)).decode()
        headers |= {"Origin": origin} if origin else {}
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status


def other_addresses():
    """This machine's addresses that other computers may reach."""
    found = {information[4][0] for information in socket.getaddrinfo(socket.gethostname(), None)}
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("192.0.2.1", 9))  # sends nothing: it only chooses the address that packets would leave from
        found.add(outward.getsockname()[0])
    return sorted(one for one in found if not ipaddress.ip_address(one.partition("%")[0]).is_loopback)


def test_only_this_computer_reaches_the_app(port):
    addresses = other_addresses()
    if not addresses:
        pytest.skip("this machine has no address but its own")
    for address in addresses:
        with pytest.raises((ConnectionError, TimeoutError)), socket.create_connection((address, port), timeout=5):
            pass


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_this_computer_gets_pages_and_a_session(port, host):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("GET", "/wardrobe", headers={"Host": f"{host}:{port}"})
        assert connection.getresponse().status == 200
    assert open_session(port, f"{host}:{port}", f"http://{host}:{port}") == 101


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.0.2.1", ""])
def test_a_strange_host_gets_no_session(port, host):
    # A page shows nothing before its session is open, so this also keeps the wardrobe from a DNS rebinding website.
    assert open_session(port, host) == 403
    assert open_session(port, host, f"http://{host}") == 403


def test_a_strange_website_gets_no_session(port):
    assert open_session(port, f"127.0.0.1:{port}", "https://evil.example") == 403


def test_a_page_without_a_session_holds_nothing_of_the_wardrobe_and_takes_no_file(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    with contextlib.closing(connection):
        connection.request("PUT", "/_stcore/upload_file/nobody/1", b"x", {"Host": "evil.example"})
        assert connection.getresponse().status >= 400


@pytest.mark.slow
def test_a_container_opens_sessions_under_the_names_of_its_deployment(container_port):
    assert open_session(container_port, "wardrobe.example.com", "https://wardrobe.example.com") == 101
    assert open_session(container_port, "mine.example.org") == 101
    assert open_session(container_port, "evil.example") == 403
    for address in other_addresses()[:1]:
        if ipaddress.ip_address(address).version == 4:
            socket.create_connection((address, container_port), timeout=5).close()

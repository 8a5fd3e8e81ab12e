"""Visitors of the app, each a browser session as the server sees it: the front end's files, a socket, uploads.

They speak Streamlit's protocol without a browser, so that fifty of them take little of the machine that they measure.
"""

import asyncio
import re
import time
from contextlib import asynccontextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

PATIENCE = 300.0  # seconds that a visitor waits for anything
_CONNECTIONS = 6  # as browsers open for one host
_LINKED = re.compile(rb'(?:src|href)="\./(static/[^"]+\.(?:js|css))"')
_FRAME = 'Content-Disposition: form-data; name="f"; filename="{name}"\r\nContent-Type: image/jpeg\r\n\r\n'


class VisitError(Exception):
    """The server did not do what a visitor needs; the message says what it did."""


async def request(port, method, path, body=b"", **headers):
    """Status, headers by lower-case name, and body of an answer, over a connection of its own."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    lines += [f"Content-Length: {len(body)}"] if body else []
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    answer = await reader.read()
    writer.close()
    head, _, content = answer.partition(b"\r\n\r\n")
    status, *fields = head.decode("latin-1").split("\r\n")
    named = dict(field.split(": ", 1) for field in fields)
    return int(status.split()[1]), {name.lower(): value for name, value in named.items()}, content


class Visitor:
    """One session; `visiting` opens it.

    Attributes:
        page: the page's name in its address; empty for the first one.
        elements: what the last run of the page has drawn: kinds of elements with their messages.
    """

    def __init__(self, port, socket):
        self.port, self._socket = port, socket
        self.page = ""
        self.session_id = ""
        self.elements = []
        self._widgets = {}

    async def run(self):
        """Runs the page with the visitor's widgets; returns the seconds until it was drawn."""
        started = time.perf_counter()
        wanted = BackMsg()
        wanted.rerun_script.query_string, wanted.rerun_script.page_name = "", self.page
        for state in self._widgets.values():
            wanted.rerun_script.widget_states.widgets.append(state)
        await self._socket.send(wanted.SerializeToString())
        self.elements = []
        while True:
            received = await self._message()
            kind = received.WhichOneof("type")
            if kind == "new_session":
                self.session_id = received.new_session.initialize.session_id or self.session_id
                self.elements = []
            elif kind == "delta" and received.delta.WhichOneof("type") == "new_element":
                element = received.delta.new_element
                self.elements.append((element.WhichOneof("type"), element))
            elif kind == "script_finished" and received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                break
        if problems := [element.exception.message for kind, element in self.elements if kind == "exception"]:
            raise VisitError(f"the page shows an exception: {problems[0]}")
        return time.perf_counter() - started

    def drawn(self, kind):
        """The elements of a kind that the last run has drawn."""
        return [getattr(element, kind) for found, element in self.elements if found == kind]

    async def choose(self, key, position):
        """Chooses an option of the control with this key, and runs the page."""
        control = self._with_key("button_group", key)
        state = _state(control.id)
        state.string_array_value.data.append(control.options[position].content)
        self._widgets[control.id] = state
        await self.run()

    async def press(self, key):
        """Presses the button with this key; returns the seconds until the page was drawn."""
        button = self._with_key("button", key)
        self._widgets[button.id] = _state(button.id, trigger_value=True)
        try:
            return await self.run()
        finally:
            del self._widgets[button.id]

    def _with_key(self, kind, key):
        """The element of a kind whose key begins so."""
        found = [element for element in self.drawn(kind) if f"-{key}" in element.id]
        if not found:
            raise VisitError(f"the page has no {kind} {key!r}")
        return found[-1]

    async def upload(self, *files, key="", suffix=".jpg"):
        """Uploads files to an uploader, by default the first one, and runs the page; returns the seconds."""
        started = time.perf_counter()
        uploader = self._with_key("file_uploader", key) if key else self.drawn("file_uploader")[0]
        _, headers, _ = await request(self.port, "GET", "/_stcore/health")
        key = headers["set-cookie"].partition("_streamlit_xsrf=")[2].partition(";")[0]
        addresses = await self._addresses(len(files))
        state = _state(uploader.id)
        for number, (address, content) in enumerate(zip(addresses, files, strict=True)):
            name = f"{number}{suffix}"
            body = f"--x\r\n{_FRAME.format(name=name)}".encode() + content + b"\r\n--x--\r\n"
            kind = "multipart/form-data; boundary=x"
            cookie = {"Cookie": f"_streamlit_xsrf={key}", "X_Xsrftoken": key}
            status, _, text = await request(self.port, "PUT", address.upload_url, body, Content_Type=kind, **cookie)
            if status != 204:
                raise VisitError(f"an upload was answered with {status}: {text[:200]!r}")
            file = state.file_uploader_state_value.uploaded_file_info.add(name=name, size=len(content))
            file.file_id, file.file_urls.file_id = address.file_id, address.file_id
            file.file_urls.upload_url, file.file_urls.delete_url = address.upload_url, address.delete_url
        self._widgets[uploader.id] = state
        await self.run()
        return time.perf_counter() - started

    async def _addresses(self, count):
        wanted = BackMsg()
        wanted.file_urls_request.request_id, wanted.file_urls_request.session_id = "1", self.session_id
        wanted.file_urls_request.file_names.extend(f"{number}.jpg" for number in range(count))
        await self._socket.send(wanted.SerializeToString())
        while True:
            received = await self._message()
            if received.WhichOneof("type") == "file_urls_response":
                return received.file_urls_response.file_urls

    async def _message(self):
        return ForwardMsg.FromString(await asyncio.wait_for(self._socket.recv(), PATIENCE))


def _state(widget, **value):
    """The state of a widget, as the browser sends it."""
    return type(BackMsg().rerun_script.widget_states.widgets.add())(id=widget, **value)


@asynccontextmanager
async def visiting(port):
    """A session that is open for the block; its page has not been run yet."""
    headers = {"Origin": f"http://127.0.0.1:{port}"}
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    async with connect(
        address, additional_headers=headers, max_size=None, open_timeout=PATIENCE, ping_interval=None
    ) as socket:
        yield Visitor(port, socket)


async def load_front_end(port):
    """Loads the app's HTML file and the scripts and styles that it names, as a browser without a cache does."""
    status, _, index = await request(port, "GET", "/")
    if status != 200:
        raise VisitError(f"the app's HTML was answered with {status}")
    waiting = [path.decode() for path in _LINKED.findall(index)]
    await asyncio.gather(*(_load_files(port, waiting) for _ in range(_CONNECTIONS)))


async def _load_files(port, waiting):
    """Loads files one after another over one connection, until none is waiting."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    while waiting:
        path = waiting.pop()
        writer.write(f"GET /{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        if not head.startswith("http/1.1 200"):
            raise VisitError(f"{path} was answered with {head.splitlines()[0]}")
        await reader.readexactly(int(head.partition("content-length: ")[2].partition("\r\n")[0]))
    writer.close()

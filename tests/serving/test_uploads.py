import asyncio
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data.errors import DataError
from serving import uploads
from serving.uploads import UploadLimits, UploadMiddleware

MIB = 2**20


class Store:
    """Uploads in a dictionary."""

    def __init__(self):
        self.files, self.shown, self.expected = {}, set(), None

    def sizes(self):
        return {key: len(content) for key, content in self.files.items()}

    def is_shown(self, session, file):
        return (session, file) in self.shown

    def is_expected(self, session, file):
        return self.expected is None or (session, file) in self.expected

    def remove(self, session, file):
        del self.files[session, file]


@pytest.fixture
def server():
    """An app that keeps what is uploaded, behind the limits: 4 MiB a file, 6 a session, 10 in all."""
    store, read = Store(), []

    async def keep(request: Request):
        content = b""
        async for chunk in request.stream():
            read.append(len(chunk))
            content += chunk
        store.files[request.path_params["session"], request.path_params["file"]] = content
        return PlainTextResponse("kept", 204)

    app = Starlette(
        routes=[Route("/_stcore/upload_file/{session}/{file}", keep, methods=["PUT"])],
        middleware=[Middleware(UploadMiddleware, limits=lambda: UploadLimits(4 * MIB, 6 * MIB, 10 * MIB), store=store)],
    )
    return SimpleNamespace(app=app, store=store, read=read)


def put(server, session, file, size, *, declared=True, chunk=MIB):
    """Uploads so many bytes; returns the status and the text of the answer."""
    sent, answers = 0, []

    async def receive():
        nonlocal sent
        part = min(chunk, size - sent)
        sent += part
        return {"type": "http.request", "body": bytes(part), "more_body": sent < size}

    async def send(message):
        answers.append(message)

    headers = [(b"content-length", str(size).encode() if declared is True else declared)] if declared else []
    path = f"/_stcore/upload_file/{session}/{file}"
    scope = {"type": "http", "method": "PUT", "path": path, "raw_path": path.encode(), "query_string": b""}
    scope |= {"headers": headers, "http_version": "1.1", "scheme": "http", "root_path": "", "server": ("localhost", 1)}
    asyncio.run(server.app(scope, receive, send))
    return answers[0]["status"], b"".join(answer.get("body", b"") for answer in answers).decode()


def test_uploads_within_the_limits_are_kept(server):
    assert put(server, "a", "1", 4 * MIB)[0] == 204
    assert put(server, "a", "2", 2 * MIB, declared=False)[0] == 204
    assert put(server, "b", "1", 3 * MIB)[0] == 204
    assert sum(server.store.sizes().values()) == 9 * MIB


def test_a_file_above_the_limit_is_refused_before_it_is_read(server):
    status, text = put(server, "a", "1", 50 * MIB)
    assert status == 413 and text == "The file is too large: the limit is 4 MiB."
    assert server.read == [] and server.store.files == {}


@pytest.mark.parametrize("declared", [True, False])
def test_one_session_cannot_take_the_memory_of_all(server, declared):
    statuses = [put(server, "a", str(number), 3 * MIB, declared=declared)[0] for number in range(6)]
    assert statuses == [204, 204, 413, 413, 413, 413]
    assert put(server, "b", "1", 3 * MIB)[0] == 204


def test_many_sessions_cannot_exceed_what_the_server_keeps(server):
    statuses = [put(server, str(number), "1", 3 * MIB)[0] for number in range(8)]
    assert statuses == [204, 204, 204, *[413] * 5]
    assert "no memory" in put(server, "9", "1", 3 * MIB)[1]


@pytest.mark.parametrize("declared", [None, b"1", b"-5", b"many"])
def test_a_size_that_was_not_or_wrongly_declared_is_counted_while_it_is_read(server, declared):
    status, text = put(server, "a", "1", 50 * MIB, declared=declared)
    assert status == 413 and "too large" in text
    assert sum(server.read) <= 5 * MIB and server.store.files == {}


def test_uploads_that_are_arriving_count_too(server):
    """Two files are sent at once, of which each would fit alone."""
    statuses = []

    async def both():
        second = asyncio.Event()

        def request(file, wait):
            sent = False

            async def receive():
                nonlocal sent
                if wait:
                    await second.wait()
                if sent:
                    return {"type": "http.request", "body": b"", "more_body": False}
                sent = True
                return {"type": "http.request", "body": bytes(4 * MIB), "more_body": False}

            async def send(message):
                if message["type"] == "http.response.start":
                    statuses.append((file, message["status"]))
                    second.set()

            path = f"/_stcore/upload_file/a/{file}"
            scope = {"type": "http", "method": "PUT", "path": path, "raw_path": path.encode(), "query_string": b""}
            scope |= {"headers": [(b"content-length", str(4 * MIB).encode())], "http_version": "1.1"}
            scope |= {"scheme": "http", "root_path": "", "server": ("localhost", 1)}
            return server.app(scope, receive, send)

        await asyncio.gather(request("1", True), request("2", False))

    asyncio.run(both())
    assert sorted(statuses) == [("1", 204), ("2", 413)]
    assert put(server, "a", "3", 2 * MIB)[0] == 204  # nothing is left of the refused one


def test_an_upload_that_no_uploader_asked_for_is_refused(server):
    server.store.expected = {("a", "1")}
    assert put(server, "a", "2", 10)[0] == 403
    assert put(server, "a", "1", 10)[0] == 204
    assert sum(server.read) == 10


def test_old_uploads_that_no_page_shows_make_room(server, monkeypatch):
    monkeypatch.setattr(uploads, "FORGOTTEN", -1.0)
    put(server, "a", "old", 3 * MIB)
    put(server, "a", "shown", 3 * MIB)
    server.store.shown = {("a", "shown")}
    assert put(server, "a", "new", 3 * MIB)[0] == 204
    assert set(server.store.files) == {("a", "shown"), ("a", "new")}


def test_a_new_upload_is_not_removed_before_its_page_shows_it(server):
    put(server, "a", "1", 3 * MIB)
    put(server, "a", "2", 3 * MIB)
    assert put(server, "a", "3", 3 * MIB)[0] == 413
    assert set(server.store.files) == {("a", "1"), ("a", "2")}


def test_the_limits_come_from_the_memory_or_the_setting(monkeypatch):
    monkeypatch.delenv("WARDROBE_UPLOAD_MEMORY", raising=False)
    monkeypatch.setattr(uploads, "memory_limit", lambda: 4096 * MIB)
    assert UploadLimits.from_environment(200 * MIB, shared=True) == UploadLimits(200 * MIB, 512 * MIB, 1024 * MIB)
    assert UploadLimits.from_environment(2048 * MIB, shared=False) == UploadLimits(1024 * MIB, 1024 * MIB, 1024 * MIB)
    monkeypatch.setenv("WARDROBE_UPLOAD_MEMORY", "300")
    assert UploadLimits.from_environment(200 * MIB, shared=True) == UploadLimits(150 * MIB, 150 * MIB, 300 * MIB)


@pytest.mark.parametrize("setting", ["much", "0", "-5"])
def test_a_setting_that_is_no_number_is_refused(monkeypatch, setting):
    monkeypatch.setenv("WARDROBE_UPLOAD_MEMORY", setting)
    with pytest.raises(DataError, match="expected a whole number of MiB above 0"):
        UploadLimits.from_environment(1, shared=True)

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from streamlit import config

from serving.access import COOKIE, Access, AccessMiddleware


async def page(request):
    return PlainTextResponse(f"the wardrobe {request.url.query}")


async def session(websocket):
    await websocket.accept()
    await websocket.close()


@pytest.fixture
def access():
    return Access()


@pytest.fixture
def app(access, monkeypatch):
    monkeypatch.setattr(config, "get_option", {"server.allowedHosts": ["localhost"], "server.baseUrlPath": "base"}.get)
    routes = [Route("/{path:path}", page), WebSocketRoute("/_stcore/stream", session)]
    return Starlette(routes=routes, middleware=[Middleware(AccessMiddleware, access=access)])


def request(app, path="/", query="", *, host="localhost:8501", cookie=None, kind="http"):
    """The status of the answer, and its headers and body in a dictionary; of a session: "open" or "refused"."""
    answers, incoming = [], [{"type": "websocket.connect"}] if kind == "websocket" else [{"type": "http.request"}]

    async def receive():
        return incoming.pop(0) if incoming else {"type": f"{kind}.disconnect", "code": 1000}

    async def send(message):
        answers.append(message)

    headers = [(b"host", host.encode())] + ([(b"cookie", cookie.encode())] if cookie else [])
    scope = {"type": kind, "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode()}
    scope |= {"headers": headers, "http_version": "1.1", "scheme": "https", "root_path": "", "subprotocols": []}
    scope |= {"server": ("localhost", 8501), "client": ("192.0.2.7", 1)}
    asyncio.run(app(scope, receive, send))
    if kind == "websocket":
        return "open" if answers[0]["type"] == "websocket.accept" else "refused"
    found = {name.decode(): value.decode() for name, value in answers[0]["headers"]}
    return answers[0]["status"], found | {"body": b"".join(answer.get("body", b"") for answer in answers).decode()}


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "localhost@evil.example"])
def test_a_strange_host_name_gets_no_page_and_no_session(app, host):
    status, answer = request(app, host=host)
    assert status == 403 and "wardrobe" not in answer["body"]
    assert request(app, "/_stcore/stream", host=host, kind="websocket") == "refused"


def test_without_a_key_everybody_with_an_allowed_host_name_comes_in(app):
    assert request(app)[0] == 200
    assert request(app, "/_stcore/stream", kind="websocket") == "open"


def test_health_needs_no_key_and_no_allowed_name(app, access):
    access.make_key()
    for path in ("/health", "/api/health", "/base/health", "/base/api/health"):
        assert request(app, path, host="10.0.0.3")[0] == 200


def test_with_a_key_nobody_comes_in_without_it(app, access):
    access.make_key()
    for cookie in (None, f"{COOKIE}=", f"{COOKIE}=wrong", "other=1", f"{COOKIE}=é", "=;=\x00"):
        for path in (
            "/",
            "/api/classify",
            "/other/health",
            "/media/1.jpg",
            "/_stcore/upload_file/a/b",
            "/health/",
            "/static/../health",
        ):
            status, answer = request(app, path, cookie=cookie)
            assert status == 403 and "wardrobe" not in answer["body"]
        assert request(app, "/_stcore/stream", cookie=cookie, kind="websocket") == "refused"
    assert request(app, query="key=")[0] == 403
    assert request(app, query="key=wrong")[0] == 403


def test_the_key_in_the_address_becomes_a_cookie_and_leaves_the_address(app, access):
    key = access.make_key()
    status, answer = request(app, "/wardrobe", f"item=3&key={key}&find=red+shirt")
    assert status == 303 and answer["location"] == "/wardrobe?item=3&find=red+shirt"
    cookie, *properties = answer["set-cookie"].split("; ")
    assert cookie == f"{COOKIE}={key}" and {"HttpOnly", "Secure"} <= set(properties)
    assert request(app, cookie=f"theme=dark; {cookie}")[0] == 200
    assert request(app, "/_stcore/stream", cookie=cookie, kind="websocket") == "open"


def test_the_key_in_the_address_opens_no_session_and_leads_to_no_other_server(app, access):
    key = access.make_key()
    assert request(app, "/_stcore/stream", f"key={key}", kind="websocket") == "refused"
    for path in ("//evil.example/", "/\\evil.example"):
        assert request(app, path, f"key={key}")[1]["location"].startswith("/evil.example")


def test_every_key_is_new_and_long(access):
    keys = {access.make_key() for _ in range(100)}
    assert len(keys) == 100 and min(map(len, keys)) >= 22

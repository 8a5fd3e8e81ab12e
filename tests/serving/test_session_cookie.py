"""The cookie of a session's wardrobe, as a browser receives it."""

import asyncio
from http.cookies import SimpleCookie

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from serving.session_cookie import SessionCookieMiddleware
from wardrobe.store.sessions import COOKIES, SessionWardrobes

SECURE, PLAIN = COOKIES


async def page(request):
    return HTMLResponse("<html>", headers={"Cache-Control": "no-cache"})


async def cached(request):
    return Response(status_code=304)


async def refused(request):
    return PlainTextResponse("No.", 403)


@pytest.fixture
def sessions(monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "session")
    return SessionWardrobes()


@pytest.fixture
def get(sessions):
    """Sends a request to the server; returns the status and the headers of the answer."""
    routes = [Route("/", page), Route("/cached", cached), Route("/refused", refused)]
    app = SessionCookieMiddleware(Starlette(routes=routes), sessions)

    def send(path="/", scheme="http", **headers):
        headers = {"host": "localhost", "accept": "text/html,*/*", **headers}
        raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
        scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "scheme": scheme, "headers": raw}
        sent = []

        async def receive():
            return {"type": "http.request"}

        async def note(message):
            sent.append(message)

        asyncio.run(app(scope, receive, note))
        return sent[0]["status"], [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]

    return send


def given(headers):
    """The cookie of an answer, or None."""
    values = [value for name, value in headers if name == "set-cookie"]
    if not values:
        return None
    assert len(values) == 1
    [morsel] = SimpleCookie(values[0]).values()
    return morsel


def test_a_page_gives_a_key_that_scripts_cannot_read(get, sessions):
    _, headers = get()
    cookie = given(headers)
    assert cookie.key == PLAIN and sessions.is_key(cookie.value)
    assert cookie["httponly"] and cookie["samesite"] == "lax" and cookie["path"] == "/"
    assert not cookie["secure"] and not cookie["domain"] and not cookie["max-age"] and not cookie["expires"]
    assert dict(headers)["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "request_", [{"scheme": "https"}, {"x_forwarded_proto": "https"}, {"x_forwarded_proto": "https, http"}]
)
def test_over_https_the_cookie_is_secure_and_of_this_host_alone(get, request_):
    cookie = given(get(**request_)[1])
    assert cookie.key == SECURE and cookie["secure"] and not cookie["domain"]


def test_a_browser_with_a_key_keeps_it(get, sessions):
    key = sessions.new_key()
    _, headers = get(cookie=f"a=b; {PLAIN}={key}")
    assert given(headers) is None and dict(headers)["cache-control"] == "no-cache"


def test_a_guessed_altered_or_foreign_key_is_replaced(get, sessions):
    key = sessions.new_key()
    for value in ("", "guess", key[:-1], f"{key}x", SessionWardrobes().new_key(), "é"):
        cookie = given(get(cookie=f"{PLAIN}={value}")[1])
        assert sessions.is_key(cookie.value) and cookie.value not in (key, value)


def test_over_https_a_key_that_another_host_may_have_planted_does_not_count(get, sessions):
    planted = sessions.new_key()
    cookie = given(get(scheme="https", cookie=f"{PLAIN}={planted}")[1])
    assert cookie.key == SECURE and cookie.value != planted


def test_a_page_from_the_browser_s_cache_gets_a_key_and_other_requests_do_not(get):
    assert given(get("/cached")[1])
    assert given(get("/refused")[1]) is None
    assert given(get(accept="*/*")[1]) is None


def test_one_lasting_wardrobe_needs_no_cookie(get, monkeypatch):
    monkeypatch.setenv("WARDROBE_STORAGE", "local")
    assert given(get()[1]) is None

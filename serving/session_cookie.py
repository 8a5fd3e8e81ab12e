"""The cookie by which a browser finds the wardrobe of its session again, after a reload or in another tab."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wardrobe.store.sessions import COOKIES, SessionWardrobes
from wardrobe.store.settings import SESSION, storage

_ANSWERED = (200, 304)  # a page that the browser has cached


class SessionCookieMiddleware:
    """Gives a key to each browser that opens a page without one, if every session has a wardrobe of its own.

    The cookie ends with the browser; how long the wardrobe is kept is up to `wardrobe.store.session`. No script can
    read it, no other site can send it, and over HTTPS it is sent encrypted only and can be set by this host alone.

    Args:
        app: what follows.
        sessions: gives the keys and knows its own.
    """

    def __init__(self, app: ASGIApp, sessions: SessionWardrobes) -> None:
        self._app, self._sessions = app, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ASGI demands."""
        if not _opens_page(scope) or storage() != SESSION:
            return await self._app(scope, receive, send)
        secure = _is_secure(scope)
        name = COOKIES[0] if secure else COOKIES[1]
        if self._sessions.is_key(HTTPConnection(scope).cookies.get(name, "")):
            return await self._app(scope, receive, send)
        cookie = Response()
        cookie.set_cookie(name, self._sessions.new_key(), httponly=True, secure=secure, samesite="lax", path="/")

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in _ANSWERED:
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", cookie.headers["set-cookie"])
                headers["cache-control"] = "no-store"  # no cache between may give the key to somebody else
            await send(message)

        return await self._app(scope, receive, with_cookie)


def _opens_page(scope: Scope) -> bool:
    """Whether a browser asks for a page, rather than for one of its files."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


def _is_secure(scope: Scope) -> bool:
    """Whether the browser's connection is encrypted, to this server or to a proxy before it."""
    forwarded = Headers(scope=scope).get("x-forwarded-proto", "").partition(",")[0].strip()
    return "https" in (scope["scheme"], forwarded)

"""Who may come in: browsers that use an allowed host name and, in phone mode, that know the key."""

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from serving.base_path import base_path

COOKIE = "wardrobe_key"
PARAMETER = "key"
OPEN_PATHS = ("/health", "/_stcore/health", "/api/health")
"""Paths, without `base_path`, that need neither an allowed host name nor the key: health checks have none.

They say "ok", or whether the model answers.
"""


class Access:
    """The key of the phone mode; None where there is none."""

    def __init__(self) -> None:
        self.key: str | None = None

    def make_key(self) -> str:
        """A new random key of 128 bits, which requests need from now on."""
        self.key = secrets.token_urlsafe(16)
        return self.key

    def admits(self, given: str | None) -> bool:
        """Whether a request with this key may pass."""
        # In constant time: the time of a comparison would tell how much of a guess is right.
        return self.key is None or hmac.compare_digest(self.key.encode(), (given or "").encode())


ACCESS = Access()
"""The key of this process."""


class AccessMiddleware:
    """Answers 403 to requests without the key or with a host name that is not allowed, as Streamlit does for sessions.

    An address that contains the key is answered with a cookie and a redirection to the address without it, so that it
    stays neither in the browser's address bar nor in links.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ASGI demands."""
        answer = self._answer(scope) if scope["type"] in ("http", "websocket") else None
        if not answer:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before it is accepted: becomes a 403
        else:
            await answer(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        """What a request is answered with instead of the app; None if it may pass."""
        if scope["path"].removeprefix(base_path()) in OPEN_PATHS:
            return None
        headers = Headers(scope=scope)
        if not is_host_allowed(headers.get("host")):
            return PlainTextResponse("This host name is not allowed.", 403)
        if self._access.admits(_cookie(headers)):
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if scope["type"] == "http" and self._access.admits(dict(query).get(PARAMETER)):
            return self._welcome(scope["path"], [pair for pair in query if pair[0] != PARAMETER])
        return PlainTextResponse("Open the address that the computer shows, with its key.", 403)

    def _welcome(self, path: str, query: list[tuple[str, str]]) -> Response:
        # Of a path such as //example.com, browsers would take the first part for a server.
        address = "/" + path.lstrip("/\\") + (f"?{urlencode(query)}" if query else "")
        answer = RedirectResponse(address, 303, {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
        answer.set_cookie(COOKIE, self._access.key or "", httponly=True, secure=True, samesite="lax")
        return answer


def _cookie(headers: Headers) -> str | None:
    cookies: SimpleCookie = SimpleCookie()
    try:
        cookies.load(headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies[COOKIE].value if COOKIE in cookies else None

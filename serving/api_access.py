"""Who may use the REST interface, and how often: a bearer token, and a limit on the photos of each client."""

import hmac
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request

from serving.api_problems import ApiProblem, try_again
from serving.api_settings import ApiSettings

_MOST_CLIENTS = 10_000  # the longest idle are forgotten first


def authorise(request: Request, settings: ApiSettings) -> None:
    """Lets a request pass that may use the interface.

    Raises:
        ApiProblem: 404 if there is no interface, 401 without the token, 403 for a page of another website.
    """
    if not settings.enabled:
        raise ApiProblem(404, "This server has no REST interface: WARDROBE_API is off.")
    # Browsers send this header. Without the check, any website could have its visitors' own computers at work.
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise ApiProblem(403, "Pages of other websites may not use this interface. Ask it from your own server.")
    if settings.token is not None and not _has_token(request, settings.token):
        raise ApiProblem(
            401, "Expected the header: Authorization: Bearer TOKEN, with the token of this server.", _CHALLENGE
        )


_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="wardrobe"'}


def _has_token(request: Request, token: str) -> bool:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    # In constant time: the time of a comparison would tell how much of a guess is right.
    right = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    return scheme.lower() == "bearer" and right


class RateLimit:
    """A token bucket for each client: as many photos at once as in a minute, refilled evenly.

    A request may take more than is left; its client then waits until the debt is paid. So a request is never refused
    after its photos have arrived, and the rate holds on average.

    Args:
        rate: photos a minute; None for no limit.
        clock: gives the seconds.
    """

    def __init__(self, rate: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # photos and when, by client

    def check(self, client: str) -> None:
        """Raises ApiProblem, 429, if the client may send no photo now."""
        if self._rate is None:
            return
        missing = 1 - self._photos_left(client)
        if missing > 0:
            detail = f"You have sent as many photos as this server takes from one client: {self._rate} a minute."
            raise try_again(429, detail, missing * 60 / self._rate)

    def take(self, client: str, photos: int) -> None:
        """Counts photos that a client has sent."""
        if self._rate is None:
            return
        self._left[client] = self._photos_left(client) - photos, self._clock()
        self._left.move_to_end(client)
        while len(self._left) > _MOST_CLIENTS:
            self._left.popitem(last=False)

    def _photos_left(self, client: str) -> float:
        assert self._rate is not None
        left, since = self._left.get(client, (float(self._rate), self._clock()))
        return min(self._rate, left + (self._clock() - since) * self._rate / 60)


def client_of(request: Request) -> str:
    """What the rate is counted by: the address of the client; IPv6 clients have a network of 64 bits each."""
    host = request.client.host if request.client else ""
    return ":".join(host.split(":")[:4]) if host.count(":") > 1 else host

"""The wardrobes of all browser sessions of a server, each found again by a key that only its browser has."""

import hashlib
import hmac
import secrets
import threading

from wardrobe.store.session import IsThere, SessionWardrobe

COOKIES = ("__Host-wardrobe_session", "wardrobe_session")
"""The names of the cookie with a visitor's key: over HTTPS, where browsers let only this host set it, and otherwise."""

_KEY_BYTES = 24


class SessionWardrobes:
    """The wardrobes of a server's visitors, each found by a key that the visitor's browser keeps in a cookie.

    A key is 192 random bits and their signature, so that only keys that this server has given find anything, and keys
    that nobody uses take no memory.
    """

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._open: dict[bytes, SessionWardrobe] = {}
        self._opening = threading.Lock()

    def new_key(self) -> str:
        """A key that nobody has."""
        token = secrets.token_urlsafe(_KEY_BYTES)
        return f"{token}.{self._signature(token)}"

    def is_key(self, key: str) -> bool:
        """Whether this server has given the key."""
        token, _, signature = key.partition(".")
        # In constant time: the time of a comparison would tell how much of a guess is right.
        return hmac.compare_digest(self._signature(token).encode(), signature.encode("utf-8", "replace"))

    def enter(self, key: str, visitor: str, is_there: IsThere, *, patience: float, keep: float) -> SessionWardrobe:
        """The wardrobe of a key, entered by a visitor; a new one if there is none or it has ended.

        Args:
            key: one of `new_key`.
            visitor, is_there: as `SessionWardrobe.enter`.
            patience, keep: of a new wardrobe, as of `SessionWardrobe`.

        Raises:
            ValueError: this server has not given the key.
        """
        if not self.is_key(key):
            raise ValueError("Expected a key that this server has given.")
        name = hashlib.sha256(key.encode()).digest()
        with self._opening:
            found = self._open.get(name)
            if found is None or not found.enter(visitor, is_there):
                self._open = {one: kept for one, kept in self._open.items() if not kept.ended}
                found = self._open[name] = SessionWardrobe(patience, keep)
                found.enter(visitor, is_there)
            return found

    def _signature(self, token: str) -> str:
        return hmac.new(self._secret, token.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


SESSIONS = SessionWardrobes()
"""Those of this process."""

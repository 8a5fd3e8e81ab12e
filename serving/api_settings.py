"""The settings of the REST interface, from the environment."""

import os
import re
from dataclasses import dataclass, field

from data.errors import DataError

SETTING, TOKEN, RATE = "WARDROBE_API", "WARDROBE_API_TOKEN", "WARDROBE_API_RATE"
"""The environment variables: whether there is an interface, who may use it, and how often."""

_ON, _OFF = "on", "off"
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]{16,}=*")  # RFC 6750, section 2.1, and long enough not to be guessed


@dataclass(frozen=True)
class ApiSettings:
    """How the interface is used.

    Attributes:
        enabled: whether it answers at all.
        token: what requests must send as ``Authorization: Bearer TOKEN``; None if they need none.
        rate: the photos that one client may send in a minute; None for any number.
    """

    enabled: bool = True
    token: str | None = field(default=None, repr=False)
    rate: int | None = None

    @classmethod
    def from_environment(cls) -> "ApiSettings":
        """The settings that are in force.

        Raises:
            DataError: one of the variables has a value that is not valid.
        """
        switch = os.environ.get(SETTING, "").strip() or _ON
        if switch not in (_ON, _OFF):
            raise DataError(f"{SETTING} is {switch!r}; expected {_ON} or {_OFF}.")
        token = os.environ.get(TOKEN, "").strip()
        if token and not _TOKEN.fullmatch(token):
            # Without the value: the message goes into logs.
            raise DataError(
                f"{TOKEN} has {len(token)} characters; expected at least 16 letters, digits or any of -._~+/ . "
                'Make one with: python -c "import secrets; print(secrets.token_urlsafe())"'
            )
        rate = os.environ.get(RATE, "").strip()
        if rate and (not rate.isascii() or not rate.isdecimal() or int(rate) == 0):
            raise DataError(f"{RATE} is {rate!r}; expected a whole number of photos a minute above 0, such as 60.")
        return cls(switch == _ON, token or None, int(rate) if rate else None)

"""The base path: what ``server.baseUrlPath`` puts before all addresses, where several programs share a host name."""

from collections.abc import Collection

from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config


def base_path() -> str:
    """The path before all others, such as ``/wardrobe``; empty by default."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


class BasePathMiddleware:
    """Lets our own routes be asked under the base path, as Streamlit's are; they stay where they are too.

    Probes ask a container without a proxy, and so without the base path.

    Args:
        app: what follows.
        paths: our own routes, and those that begin with one of these and a slash.
    """

    def __init__(self, app: ASGIApp, paths: Collection[str]) -> None:
        self._app, self._paths = app, paths
        self._base = base_path()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ASGI demands."""
        if self._base and scope["type"] == "http" and scope["path"].startswith(f"{self._base}/"):
            own = scope["path"].removeprefix(self._base)
            if any(own == path or own.startswith(f"{path}/") for path in self._paths):
                scope = {**scope, "root_path": scope.get("root_path", "") + self._base}
        await self._app(scope, receive, send)

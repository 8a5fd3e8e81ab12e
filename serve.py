"""The app as a server: ``python serve.py``, which `make app` and the container run, or ``python serve.py --phone``.

``streamlit run app.py`` works too, without what this adds: limits on uploads before they are read, a check of host
names for every request, the cookie that finds a session's wardrobe again, the phone mode, the REST interface, and a
health route.
"""

import argparse
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from streamlit import cli_util, config, net_util
from streamlit.web import cli

import app_pages.parts
from data.errors import DataError
from data.files import wardrobe_home
from data.messages import UserError
from data.photos.decode_memory import budget_bytes, return_freed_memory
from model.predictor import Predictor
from model.runtimes import choose_runtime
from serving import install, phone
from serving.access import ACCESS, AccessMiddleware
from serving.api import Api
from serving.api_body import RequestMemory
from serving.api_settings import ApiSettings
from serving.base_path import BasePathMiddleware
from serving.front_end import FrontEndMiddleware
from serving.session_cookie import SessionCookieMiddleware
from serving.streamlit_uploads import StreamlitUploads
from serving.uploads import UploadLimits, UploadMiddleware
from serving.warm_up import warm_up
from wardrobe.store.sessions import SESSIONS
from wardrobe.store.settings import LOCAL, session_minutes, storage

_SCRIPT = Path(__file__).with_name("app.py")
_SWITCH_SECONDS = 0.001

# Otherwise Streamlit asks a server outside for this computer's address, when it prints its own or refuses an origin.
net_util._external_ip = ""

UPLOADS = StreamlitUploads()


@asynccontextmanager
async def lifespan(server: st.App) -> AsyncIterator[None]:
    """What happens when the server has started."""
    warm_up(app_pages.parts)
    return_freed_memory()
    # With 50 sessions at work, the thread that answers requests would wait up to 5 ms for each of them.
    sys.setswitchinterval(_SWITCH_SECONDS)
    UPLOADS.watch()
    port = config.get_option("server.port")
    if ACCESS.key:
        print(phone.invitation(config.get_option("browser.serverAddress"), port, ACCESS.key), flush=True)
    elif not config.get_option("server.headless"):
        cli_util.open_browser(f"http://localhost:{port}")
    yield


async def health(request: Request) -> Response:
    """Says that requests are answered; whoever asks waits for no session and no photo."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


def upload_limits() -> UploadLimits:
    """The limits by Streamlit's settings and the environment. Raises DataError or SettingsError."""
    largest = int(config.get_option("server.maxUploadSize")) * 2**20
    return UploadLimits.from_environment(largest, shared=storage() != LOCAL)


def request_memory() -> RequestMemory:
    """What the API's requests may take of the memory for uploads."""
    return RequestMemory(upload_limits(), UPLOADS.others, UPLOADS.total)


def predictor(name: str) -> Predictor:
    """An export, loaded once for the app and the API, which belongs to no user and so to no user's settings."""
    from app_pages.parts import resources  # not before the server has started, for which its caches look

    return resources.shared_predictor(name, choose_runtime())


API = Api(predictor, request_memory)

app = st.App(
    _SCRIPT,
    lifespan=lifespan,
    routes=[Route("/health", health), Mount("/api", app=API), *install.ROUTES],
    middleware=[
        Middleware(BasePathMiddleware, paths=("/health", "/api", install.FOLDER)),
        Middleware(AccessMiddleware, access=ACCESS),
        Middleware(FrontEndMiddleware),
        Middleware(SessionCookieMiddleware, sessions=SESSIONS),
        Middleware(UploadMiddleware, limits=upload_limits, store=UPLOADS),
    ],
)


def main() -> int:
    """Serves the app until it is stopped; returns the exit status."""
    parser = argparse.ArgumentParser(prog="serve.py", description=__doc__)
    parser.add_argument("--phone", action="store_true", help="let a phone in the same network in, by a key and HTTPS")
    parser.add_argument("--port", type=int, help="the port to listen on (default: 8501, or a free one above)")
    options = parser.parse_args()
    # Each session would watch every file of the project for changes; `streamlit run app.py` does so for developers.
    settings: dict[str, object] = {"server.fileWatcherType": "none"}
    if options.port:
        settings["server.port"] = options.port
    try:
        budget_bytes()
        ApiSettings.from_environment()
        session_minutes()
        UploadLimits.from_environment(0, shared=storage() != LOCAL)  # reads no settings of Streamlit yet
        if options.phone:
            settings |= phone.settings(wardrobe_home() / "phone")
            ACCESS.make_key()
    except (DataError, UserError, phone.PhoneError) as error:
        print(error, file=sys.stderr)
        return 2
    # The web server ends itself by the signal that stopped it. That would skip what Python does at its end, which is to
    # delete the visitors' wardrobes.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    # Not `app.run`, which ignores Streamlit's environment variables.
    cli.main(["run", __file__, *_flags(settings)], prog_name="streamlit", standalone_mode=False)
    return 0


def _flags(settings: dict[str, object]) -> list[str]:
    """Streamlit's settings as its command line takes them; a list is given by repeating its option."""
    values = (
        (name, one) for name, value in settings.items() for one in (value if isinstance(value, list) else [value])
    )
    return [f"--{name}={str(value).lower() if isinstance(value, bool) else value}" for name, value in values]


if __name__ == "__main__":
    sys.exit(main())

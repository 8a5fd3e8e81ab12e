"""The REST interface: photos in, the JSON of ``wardrobe classify`` out. Nothing of a request is stored.

`docs/api.md` describes it for its users, `serving.api_openapi` for programs.
"""

import logging
from collections.abc import Callable
from functools import cached_property
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from model.exports.card import ExportError
from model.predictor import Predictor
from model.startup import available_cores
from serving.api_access import RateLimit, authorise, client_of
from serving.api_body import ReceivedPhoto, RequestMemory, content_type, read_photos
from serving.api_health import HealthCheck
from serving.api_models import describe_exports, exports_by_name
from serving.api_openapi import api_description
from serving.api_problems import HEADERS, ApiProblem, answer_fault, answer_problem, hide, problem, try_again
from serving.api_settings import ApiSettings
from wardrobe.classification import TURNS

_MOST_REQUESTS = 32  # read or waiting at once; each may hold many photos
_PATIENCE = 20.0  # seconds that a health check may take
_NOT_NOW = "photo-not-now"  # the id of the message for a photo that other photos keep waiting for too long

_LOG = logging.getLogger(__name__)


class Api:
    """The interface as an ASGI application, to be mounted at ``/api``.

    Args:
        load: gives the predictor of an export by name; called in threads.
        memory: makes the counter of the requests' bytes; called at the first request, as ``settings`` is, since what
            they read is not known before.
        settings: gives who may use the interface and how often.
    """

    def __init__(
        self,
        load: Callable[[str], Predictor],
        memory: Callable[[], RequestMemory],
        settings: Callable[[], ApiSettings] = ApiSettings.from_environment,
    ) -> None:
        self._load, self._make_memory, self._read_settings = load, memory, settings
        self._health = HealthCheck(load)
        self._requests = 0
        self._app = Starlette(
            routes=[
                Route("/classify", self._classify, methods=["POST"]),
                Route("/models", self._models),
                Route("/health", self._healthy),
                Route("/openapi.json", self._description),
            ],
            exception_handlers={HTTPException: answer_problem, Exception: answer_fault},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers as ASGI demands."""
        await self._app(scope, receive, send)

    @cached_property
    def _settings(self) -> ApiSettings:
        return self._read_settings()

    @cached_property
    def _memory(self) -> RequestMemory:
        return self._make_memory()

    @cached_property
    def _rate(self) -> RateLimit:
        return RateLimit(self._settings.rate)

    async def _classify(self, request: Request) -> Response:
        authorise(request, self._settings)
        export = self._export_of(request)
        content_type(request)  # before the photos are counted against the client
        client = client_of(request)
        self._rate.check(client)
        if self._requests >= _MOST_REQUESTS:
            raise try_again(503, "The server is answering as many requests as it can. Send this one again.", 2)
        self._requests += 1
        try:
            with self._memory.request() as bytes_taken:
                photos = await read_photos(request, bytes_taken)
                self._rate.take(client, len(photos))
                results = await self._results(photos, export)
        finally:
            self._requests -= 1
        return JSONResponse({"model": export, "results": results}, headers=HEADERS)

    def _export_of(self, request: Request) -> str:
        """The id of the export that a request names, or of the one that is live for photos."""
        if unknown := sorted(set(request.query_params) - {"model", "name"}):
            raise ApiProblem(422, f"Expected the parameters model and name. Received: {', '.join(unknown)[:100]}.")
        asked = request.query_params.getlist("model") or ["photo"]
        try:
            exports = exports_by_name()
        except ExportError as error:
            raise hide(error, "The server's exports cannot be read.") from error
        if len(asked) > 1 or asked[0] not in exports:
            choices = ", ".join(sorted(exports))
            raise ApiProblem(422, f"Expected one model of {choices}. Received: {', '.join(asked)[:100]!r}.")
        return exports[asked[0]]

    async def _results(self, photos: list[ReceivedPhoto], export: str) -> list[dict[str, Any]]:
        """The results for photos, in their order, each computed in a thread."""
        results: list[dict[str, Any]] = [{}] * len(photos)
        problems: list[ApiProblem] = []

        async def classify(number: int) -> None:
            try:
                results[number] = await anyio.to_thread.run_sync(self._result, photos[number], export, limiter=_THREADS)
            except ApiProblem as error:
                problems.append(error)
                tasks.cancel_scope.cancel()

        async with anyio.create_task_group() as tasks:
            for number in range(len(photos)):
                tasks.start_soon(classify, number)
        if problems:
            raise problems[0]
        return results

    def _result(self, photo: ReceivedPhoto, export: str) -> dict[str, Any]:
        try:
            with TURNS.taking():
                result = self._load(export).predict(photo.content, file=photo.name)
        except ExportError as error:
            raise hide(error, f"The model {export} cannot be used now.") from error
        if result.error and result.error.id == _NOT_NOW:
            raise try_again(503, "The server has no memory for this photo now.", 10)
        return result.to_json()

    async def _models(self, request: Request) -> Response:
        authorise(request, self._settings)
        try:
            exports = await anyio.to_thread.run_sync(describe_exports)
        except ExportError as error:
            raise hide(error, "The server's exports cannot be read.") from error
        return JSONResponse({"models": exports}, headers=HEADERS)

    async def _healthy(self, request: Request) -> Response:
        """Needs no token: whoever watches the server has none, and learns nothing but that it works."""
        try:
            with anyio.fail_after(_PATIENCE):
                found = await anyio.to_thread.run_sync(self._health.run, abandon_on_cancel=True)
        except TimeoutError:
            return problem(503, f"The model did not answer within {_PATIENCE:.0f} seconds.", {"Retry-After": "10"})
        if found["status"] != "ok":
            _LOG.error("The health check has failed: %s", found)
        return JSONResponse(found, 200 if found["status"] == "ok" else 503, HEADERS)

    async def _description(self, request: Request) -> Response:
        exports = await anyio.to_thread.run_sync(exports_by_name)
        root = str(request.scope.get("root_path", ""))
        return JSONResponse(api_description(self._settings, exports, root), headers=HEADERS)


_THREADS = anyio.CapacityLimiter(available_cores())

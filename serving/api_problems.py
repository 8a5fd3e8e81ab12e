"""Errors of the REST interface, as JSON in the form of RFC 9457 (``application/problem+json``)."""

import logging
import math
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

PROBLEM_TYPE = "application/problem+json"

HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
"""Headers of every answer: nothing of it may be stored, and browsers must not guess what it is."""

_LOG = logging.getLogger(__name__)


class ApiProblem(HTTPException):
    """A request that is refused.

    Args:
        status_code: the HTTP status.
        detail: one plain sentence: what was expected, what was received, what to do.
        headers: further headers of the answer.
    """

    def __init__(self, status_code: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status_code, detail, headers)


def try_again(status_code: int, detail: str, seconds: float) -> ApiProblem:
    """A refusal, 429 or 503, of a request that may succeed after so many seconds."""
    return ApiProblem(status_code, detail, {"Retry-After": str(max(1, math.ceil(seconds)))})


def answer_problem(request: Request, error: Exception) -> Response:
    """The answer to a request that raised an HTTPException, ours or Starlette's."""
    assert isinstance(error, HTTPException)
    return problem(error.status_code, error.detail, error.headers)


def answer_fault(request: Request, error: Exception) -> Response:
    """The answer to a request that raised anything else; Starlette logs the traceback."""
    return problem(500, "The server made a mistake; its log has the details.")


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem as an answer."""
    values: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    return JSONResponse(values | {"detail": detail}, status, {**HEADERS, **(headers or {})}, PROBLEM_TYPE)


def hide(error: Exception, detail: str) -> ApiProblem:
    """A 503 with ``detail`` for a fault of the server, whose own message may name folders and goes to the log."""
    _LOG.error("%s %s", detail, error)
    return try_again(503, detail, 60)

"""The description of the REST interface for programs: OpenAPI 3.1."""

from collections.abc import Collection, Mapping
from typing import Any

from serving.api_body import FIELD, MOST_FILES, MULTIPART, RAW_TYPES
from serving.api_problems import PROBLEM_TYPE
from serving.api_settings import ApiSettings

_PROBLEMS = {
    400: "The body cannot be read, or the connection was closed too early.",
    401: "The token is missing or wrong.",
    403: "A page of another website has asked, or the host name is not allowed.",
    408: "The body took too long to arrive.",
    413: "The body is too large.",
    415: "The body is of a type that cannot hold photos.",
    422: "A parameter, a field of the form or the number of photos is not valid.",
    429: "This client has sent as many photos as the server takes in a minute.",
    500: "The server made a mistake.",
    503: "The server cannot answer now.",
}


def api_description(settings: ApiSettings, exports: Collection[str], root: str) -> dict[str, Any]:
    """The description, as plain values.

    Args:
        settings: who may use the interface; without a token, no scheme of security is described.
        exports: the names that a request may give for a model.
        root: the path under which the interface is mounted.
    """
    secured: list[dict[str, list[str]]] = [{"token": []}] if settings.token else []
    refused = ([401] if settings.token else []) + [403, 500, 503]
    limited = [429] if settings.rate else []
    classify = {
        "operationId": "classify",
        "summary": "Classify photos",
        "description": (
            "Takes one photo as the body itself, or several as a form. The results are in the order of the photos. "
            "A photo that cannot be read has the outcome `error`, and the others their results. No photo is stored."
        ),
        "security": secured,
        "parameters": [
            _parameter("model", "An export; by default the one that is live for photos.", {"enum": sorted(exports)}),
            _parameter("name", "The name of the photo in its result, if the body is the photo itself.", {}),
        ],
        "requestBody": {"required": True, "content": _bodies()},
        "responses": {
            "200": _answer("The results.", _reference("Results")),
            **_refusals([400, 408, 413, 415, 422, *limited, *refused]),
        },
    }
    models = {
        "operationId": "models",
        "summary": "List the exports, with their cards",
        "security": secured,
        "responses": {"200": _answer("The exports.", _reference("Models")), **_refusals(refused)},
    }
    health = {
        "operationId": "health",
        "summary": "Have a known picture classified",
        "security": [],
        "responses": {
            "200": _answer("The server classifies.", _reference("Health")),
            "503": {
                "description": "The server does not classify.",
                "content": {
                    "application/json": {"schema": _reference("Health")},
                    PROBLEM_TYPE: {"schema": _reference("Problem")},
                },
            },
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "The self-sorting wardrobe", "version": "1", "license": {"name": "MIT", "identifier": "MIT"}},
        "servers": [{"url": root or "/"}],
        "paths": {
            "/classify": {"post": classify},
            "/models": {"get": models},
            "/health": {"get": health},
            "/openapi.json": {"get": _own_operation()},
        },
        "components": {
            "schemas": _schemas(),
            **({"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}} if settings.token else {}),
        },
    }


def _own_operation() -> dict[str, Any]:
    return {
        "operationId": "description",
        "summary": "Get this description",
        "security": [],
        "responses": {"200": _answer("The description.", {"type": "object"}), **_refusals([403, 500])},
    }


def _bodies() -> dict[str, Any]:
    form = {
        "type": "object",
        "properties": {
            FIELD: {
                "type": "array",
                "items": {"type": "string", "contentMediaType": "application/octet-stream"},
                "minItems": 1,
                "maxItems": MOST_FILES,
            }
        },
        "required": [FIELD],
        "additionalProperties": False,
    }
    return {MULTIPART: {"schema": form}, **{kind: {} for kind in RAW_TYPES}}


def _parameter(name: str, description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string", **schema}}


def _answer(description: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _refusals(statuses: list[int]) -> dict[str, Any]:
    waiting = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
    return {
        str(status): {
            "description": _PROBLEMS[status],
            "content": {PROBLEM_TYPE: {"schema": _reference("Problem")}},
            **({"headers": waiting} if status in (429, 503) else {}),
        }
        for status in statuses
    }


def _reference(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _schemas() -> dict[str, Any]:
    text, share = {"type": "string"}, {"type": "number", "minimum": 0, "maximum": 1}
    piece = {"label": text, "confidence": share, "box": {"type": "array", "items": share, "minItems": 4, "maxItems": 4}}
    result = {
        "file": text,
        "outcome": {"enum": ["sorted", "unsure", "not_clothing", "error"]},
        "label": _or_null(text),
        "confidence": _or_null(share),
        "group": _or_null(text),
        "group_confidence": _or_null(share),
        "probabilities": _or_null({"type": "object", "additionalProperties": share}),
        "pieces": {"type": "array", "items": _object(piece)},
        "error": _or_null(text),
        "model": text,
    }
    export = {
        "id": text,
        "live_for": {"type": "array", "items": text},
        "classes": {"type": "array", "items": text},
        "card": {"type": "object"},
    }
    health = {"status": {"enum": ["ok", "failing"]}, "reason": text, "model": text, "runtime": text, "label": text}
    about_problem = {"type": text, "title": text, "status": {"type": "integer"}, "detail": text}
    return {
        "Result": _object(result),
        "Results": _object({"model": text, "results": {"type": "array", "items": _reference("Result")}}),
        "Models": _object({"models": {"type": "array", "items": _object(export)}}),
        "Health": {**_object(health), "required": ["status"]},
        "Problem": _object(about_problem),
    }


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"anyOf": [dict(schema), {"type": "null"}]}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}

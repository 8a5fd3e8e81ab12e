"""What a phone needs to install the app on its home screen: a web app manifest and icons.

They hold nothing of the wardrobe. `app_pages/parts/browser.js` names them in the page, as Streamlit's own page cannot.
"""

import io
import json
from functools import cache

from PIL import Image, ImageDraw
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.messages import FALLBACK, Message

GROUND, PAPER = "#245c4d", "#fbfaf7"
_SIZES = (192, 512)
FOLDER = "/install"
_KEPT = {"Cache-Control": "public, max-age=86400"}
_FINE = 4  # the icon is drawn so much larger, and reduced, for smooth edges
# A clothes hanger, in shares of the icon's side. It lies within the inner 80 %, which every phone's mask leaves.
_SHOULDERS = ((0.2, 0.66), (0.5, 0.44), (0.8, 0.66), (0.2, 0.66))
_NECK = ((0.5, 0.44), (0.5, 0.355))
_HOOK = (0.415, 0.205, 0.585, 0.375)
_LINE = 0.04


def manifest(language: str = FALLBACK) -> str:
    """The web app manifest (W3C) as JSON, with the app's name in a language."""
    icons = [
        {"src": f"icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size in _SIZES
        for purpose in ("any", "maskable")
    ]
    fields = {
        "id": "../",
        "name": Message("app-title").in_language(language),
        "short_name": Message("page-wardrobe").in_language(language),
        "lang": language,
        "start_url": "../",
        "scope": "../",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": GROUND,
        "icons": icons,
    }
    return json.dumps(fields, ensure_ascii=False)


@cache
def draw_icon(size: int) -> bytes:
    """The icon, a hanger on green, as a PNG of ``size`` pixels a side."""
    side = size * _FINE
    picture = Image.new("RGB", (side, side), GROUND)
    pen, width = ImageDraw.Draw(picture), round(_LINE * side)
    for line in (_SHOULDERS, _NECK):
        points = [(x * side, y * side) for x, y in line]
        pen.line(points, PAPER, width, joint="curve")
        for x, y in points:  # round ends
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), PAPER)
    left, top, right, bottom = (edge * side for edge in _HOOK)
    pen.arc((left, top, right, bottom), 180, 90, PAPER, width)
    stream = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _send_manifest(request: Request) -> Response:
    language = request.headers.get("accept-language", "").split(",")[0].split(";")[0].strip() or FALLBACK
    return Response(
        manifest(language), headers=_KEPT | {"Vary": "Accept-Language"}, media_type="application/manifest+json"
    )


def _send_icon(request: Request) -> Response:
    size = request.path_params["size"]
    if size not in _SIZES:
        return Response(status_code=404)
    return Response(draw_icon(size), headers=_KEPT, media_type="image/png")


ROUTES = [
    Route(f"{FOLDER}/manifest.webmanifest", _send_manifest),
    Route(f"{FOLDER}/icon-{{size:int}}.png", _send_icon),
]
"""The routes of the manifest and the icons, for `streamlit.App`."""

"""A kernel that slides over an image, with the numbers under the mouse: a component of ours, drawn by the browser.

After CNN Explainer (Wang et al., IEEE TVCG 2020, arXiv 2004.15004).
"""

from pathlib import Path

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from app_pages.parts.i18n import decimal, text
from lessons.convolution import pad_width

_HTML = """
<div class="slider" tabindex="0" role="application">
  <figure><canvas class="input"></canvas><figcaption></figcaption></figure>
  <figure class="middle"><div class="products" aria-live="polite"></div><figcaption></figcaption></figure>
  <figure><canvas class="output"></canvas><figcaption></figcaption></figure>
</div>
"""
_CSS = """
.slider { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; touch-action: pan-y;
  font-family: var(--st-font); color: var(--st-text-color); }
.slider:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; border-radius: 0.25rem; }
figure { margin: 0; width: min(100%, 290px); }
figure.middle { width: min(100%, 330px); }
canvas { width: 100%; aspect-ratio: 1; image-rendering: pixelated; cursor: crosshair; display: block;
  border-radius: 0.25rem; }
figcaption { font-size: 0.875rem; opacity: 0.8; padding-top: 0.25rem; }
.products { display: grid; grid-template-columns: repeat(var(--columns), 1fr); gap: 3px; font-size: 0.8rem;
  font-variant-numeric: tabular-nums; }
.products span { padding: 0.55rem 0.1rem; text-align: center; border-radius: 0.2rem; white-space: nowrap; }
.products b { grid-column: 1 / -1; padding: 0.5rem 0; font-size: 1rem; }
"""
_slider = st.components.v2.component(
    "kernel_slider", html=_HTML, css=_CSS, js=Path(__file__).with_suffix(".js").read_text("utf-8")
)


def show(
    image: NDArray[np.float64],
    kernel: NDArray[np.float64],
    output: NDArray[np.float64],
    *,
    stride: int,
    padding: str,
    bias: float,
    key: str,
) -> None:
    """Draws the image, the products at one place, and what the convolution gives at every place.

    Args:
        image: float (H, W), without padding.
        kernel: float (K, K).
        output: float (rows, columns), of `lessons.convolution.convolve` plus the bias.
        stride, padding: as for `convolve`.
        bias: what is added to each sum of products; 0 for none.
        key: the component's.
    """
    texts = {name: text(f"images-{name}") for name in ("input", "products", "output", "slide")}
    _slider(
        key=key,
        data={
            "image": _rounded(np.pad(image, pad_width(len(kernel), padding))),
            "kernel": _rounded(kernel),
            "output": _rounded(output),
            "stride": stride,
            "pad": pad_width(len(kernel), padding),
            "bias": round(bias, 4),
            "decimal": decimal(1.5).strip("15"),
            "texts": {**texts, "bias": text("images-bias")},
        },
    )


def _rounded(values: NDArray[np.float64]) -> list[list[float]]:
    rows: list[list[float]] = np.round(values, 4).tolist()
    return rows

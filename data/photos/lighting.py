"""Takes the lighting out of a photo: estimates the colour and the strength of its light from what is in it.

The light of a photo of clothes is daylight, a lamp or shade, on which a camera's white balance has left a part of the
colour. All of these lie on the curve of black bodies' colours, the Planckian locus. An estimate is trusted the less,
the farther it lies from that curve: a red dress on a red bed is no red light.
"""

from dataclasses import dataclass

import cv2
import numpy as np

_NEUTRAL = 1e6 / 6504  # mired of D65, for which sRGB is made: what needs no correction
_MIREDS = np.arange(80, 401, 2.0)  # from blue shade, 12,500 K, to a candle-like lamp, 2,500 K
_OFF_LOCUS = 0.10  # in log chromaticity: an estimate this far from the locus is trusted at 60 %
_UNEVEN = 0.045  # deviation of the log chromaticity of a surface: wood has .08, paper and sheets .01 to .03
_UNUSUAL = 220.0  # mired from neutral: light that a camera's white balance rarely leaves
_MINKOWSKI = 6  # the norm of shades of grey: between the average, 1, and the brightest patch, infinity
_USUAL = (-15.0, 80.0)  # mired from neutral: wood, skin and clothes are warm in white light too
_CLIPPED = 0.97  # of a channel's range: its value is not known above
_DARK = 0.004  # below, the ratios of channels are noise
_SIDE = 80  # pixels, enough for statistics of surfaces
_LEAST_SURROUND = 0.05  # of the frame
_OF_WHOLE = 0.5  # of the correction that the whole frame calls for
_WHITE, _BRIGHT = 0.88, 0.4  # linear value that the brightest parts of a photo have, with a white surround or not
_PART = 0.6  # of the way to _BRIGHT that a photo without a white surround is brightened
_GREYISH = 0.1  # log chromaticity: what is as bright as anything and has less is rather white than grey
_RATHER_WHITE = 1.5  # the gain that makes it so, at most: a mid-grey shirt on a dark floor stays grey
_MOST_GAIN = 3.0


@dataclass(frozen=True)
class Lighting:
    """The light of a photo.

    Attributes:
        colour: of the light, linear RGB float32 (3,), as far as it is corrected; (1, 1, 1) is neutral.
        gain: by which the photo is brightened, at least 1.
    """

    colour: np.ndarray
    gain: float

    def removed(self, linear: np.ndarray) -> np.ndarray:
        """Linear RGB (…, 3) as it would be in neutral, sufficient light, 0–1."""
        return np.asarray((linear * (self.gain / self.colour)).clip(0, 1), np.float32)


def estimate_lighting(linear: np.ndarray, garment: np.ndarray) -> Lighting:
    """The light in a photo.

    Two estimates are weighed against no correction: the colour of the surface around the garment, as far as it may be
    white or grey, and shades of grey (Finlayson and Trezzi 2004) over the whole frame.

    Args:
        linear: float32 (H, W, 3), linear RGB, 0–1.
        garment: bool (H, W), true on the garment.
    """
    if (scale := _SIDE / max(garment.shape)) < 1:
        size = max(1, round(garment.shape[1] * scale)), max(1, round(garment.shape[0] * scale))
        linear = cv2.resize(linear, size, interpolation=cv2.INTER_AREA)
        garment = cv2.resize(garment.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    surround = linear[cv2.dilate(garment.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0]
    everything = linear.reshape(-1, 3)
    brightest = max(float(np.percentile(_luminance(everything), 98)), _DARK)
    mired, trust = _on_locus(_shades_of_grey(everything))
    beyond = mired - float(np.clip(mired, _NEUTRAL + _USUAL[0], _NEUTRAL + _USUAL[1]))
    shift, white = _OF_WHOLE * trust * beyond, 0.0
    if len(surround) >= _LEAST_SURROUND * len(everything):
        lit = _lit_part(surround)
        mired, trust = _on_locus(lit.mean(axis=0))
        usual = float(np.exp(-0.5 * ((mired - _NEUTRAL) / _UNUSUAL) ** 2))
        # White cloth or paper is about as bright as anything in the photo, and of one colour everywhere.
        bright = _ramp(float(_luminance(lit).mean()) / brightest, 0.35, 0.7)
        white = trust * usual * _evenness(surround) * bright
        shift = white * (mired - _NEUTRAL) + (1 - white) * shift
    colour = np.exp(_locus(_NEUTRAL + shift))
    neutral = (everything / colour).clip(0, 1).astype(np.float32)
    value = neutral.max(axis=1)  # a saturated colour has little luminance in any light
    bright = max(float(np.percentile(value, 98)), _DARK)
    top = neutral[value >= np.percentile(value, 95)].mean(axis=0).clip(_DARK)
    greyish = float(np.exp(-0.5 * (float(np.abs(np.log(top / top[1])).max()) / _GREYISH) ** 2))
    up_to_white = max(1.0, _WHITE / bright)
    otherwise = max(max(1.0, _BRIGHT / bright) ** _PART, min(up_to_white, _RATHER_WHITE) ** greyish)
    gain = up_to_white**white * otherwise ** (1 - white)
    return Lighting(colour.astype(np.float32), float(min(gain, _MOST_GAIN)))


def _luminance(linear: np.ndarray) -> np.ndarray:
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722], np.float32))


def _ramp(value: float, low: float, high: float) -> float:
    return float(np.clip((value - low) / (high - low), 0, 1))


def _usable(pixels: np.ndarray) -> np.ndarray:
    """The pixels (N, 3) whose colour is known: not partly clipped and not black. Pure white counts, it is clipped."""
    clipped = (pixels > _CLIPPED).sum(axis=1)
    known = ((clipped == 0) | (clipped == 3)) & (pixels.max(axis=1) > _DARK)
    return pixels[known] if known.any() else pixels


def _shades_of_grey(pixels: np.ndarray) -> np.ndarray:
    used = _usable(pixels).astype(np.float64)
    return np.asarray(np.mean(used**_MINKOWSKI, axis=0) ** (1 / _MINKOWSKI))


def _lit_part(pixels: np.ndarray) -> np.ndarray:
    """The brighter half of a surface without its highlights: linear RGB (N, 3)."""
    used = _usable(pixels)
    order = _luminance(used).argsort()
    half = len(order) // 2
    return np.asarray(used[order[half : max(half + 1, int(len(order) * 0.95))]])


def _evenness(pixels: np.ndarray) -> float:
    """How much a surface, linear RGB (N, 3), is of one chromaticity, 0–1."""
    used = _usable(pixels).clip(1e-4)
    chromaticity = np.log(used / used[:, 1:2])[:, [0, 2]]
    return float(np.exp(-0.5 * (chromaticity.std(axis=0).max() / _UNEVEN) ** 2))


def _on_locus(colour: np.ndarray) -> tuple[float, float]:
    """The mired of the light that is most like a colour, and how far that can be trusted, 0–1."""
    if colour.min() <= 0:
        return _NEUTRAL, 0.0
    distances = np.linalg.norm(_LIGHTS - np.log(colour / colour[1])[[0, 2]], axis=1)
    nearest = int(distances.argmin())
    return float(_MIREDS[nearest]), float(np.exp(-0.5 * (distances[nearest] / _OFF_LOCUS) ** 2))


def _locus(mired: float) -> np.ndarray:
    """The logarithm of a black body's linear RGB, with D65 as neutral and a luminance of 1: float64 (3,)."""
    rgb = _planck(mired) / _planck(_NEUTRAL)
    return np.asarray(np.log(rgb / _luminance(rgb)))


def _planck(mired: float) -> np.ndarray:
    """Linear sRGB of a black body: the cubic approximation of Kim et al. (US patent 7,024,034), 1,667 to 25,000 K."""
    kelvin = 1e6 / mired
    k1, k2, k3 = 1e3 / kelvin, 1e6 / kelvin**2, 1e9 / kelvin**3
    if kelvin <= 4000:
        x = -0.2661239 * k3 - 0.2343589 * k2 + 0.8776956 * k1 + 0.179910
    else:
        x = -3.0258469 * k3 + 2.1070379 * k2 + 0.2226347 * k1 + 0.240390
    if kelvin <= 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif kelvin <= 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    xyz = np.array([x / y, 1, (1 - x - y) / y])
    to_rgb = np.array([[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]])
    return np.asarray((to_rgb @ xyz).clip(1e-3, None))


_LIGHTS = np.stack([np.log(light / light[1])[[0, 2]] for light in (np.exp(_locus(mired)) for mired in _MIREDS)])
"""The log chromaticity of each light of `_MIREDS`: ln(R/G) and ln(B/G)."""

"""Colours of the charts, and the contrast of words upon them."""

from __future__ import annotations

INK = "#212b32"
PAPER = "#ffffff"
QUIET = "#4c6272"
LINE = "#aeb7bd"
TRACK = "#d8dde0"
FOCUS = "#005eb8"
STOP = "#b00d00"
BAND = "#c3dbf0"
OTHER_BAND = "#e3e7ea"
BOTH_BANDS = "#a9bdcd"

# Five steps, not a blend: the eye tells five blues apart, and the middle blues on which neither
# black nor white words can be read are left out.
DEPTHS = ("#eaf2fa", "#c3dbf0", "#8fbce2", "#1f69ad", "#003a7a")

READABLE = 4.5
"""Least contrast of words of ordinary size (WCAG 2.2, success criterion 1.4.3)."""


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio (1 to 21) of two ``#rrggbb`` colours, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(fill: str) -> str:
    """Choose dark or white words for a coloured cell, whichever is easier to read."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, fill))


def depth(part: float) -> str:
    """Give the step of blue for a part of the largest figure, from 0 to 1."""
    return DEPTHS[min(int(part * len(DEPTHS)), len(DEPTHS) - 1)]


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)

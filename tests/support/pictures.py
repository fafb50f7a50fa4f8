"""Photographs as cameras make them, for tests: with a place, a maker and an orientation."""

import io
from typing import Any

from PIL import Image

MAKER, GPS, ORIENTATION = 0x010F, 0x8825, 0x0112


def a_picture(
    size: tuple[int, int] = (60, 40),
    form: str = "JPEG",
    *,
    turned: int = 1,
    colour: str = "#2060a0",
    **saved: Any,
) -> bytes:
    """A picture with a red corner at its upper left, as its points are stored."""
    image = Image.new("RGB", size, colour)
    image.paste("#ff0000", (0, 0, size[0] // 3, size[1] // 3))
    kept = io.BytesIO()
    image.save(kept, form, exif=told_by_the_camera(turned), **saved)
    return kept.getvalue()


def told_by_the_camera(turned: int) -> Image.Exif:
    """What a telephone writes beside a picture: who made it, and where it was taken."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = turned, "SecretCam 9"
    exif.get_ifd(GPS)[2] = (55.0, 38.0, 20.0)
    return exif


def opened(content: bytes) -> Image.Image:
    """A picture to look into."""
    return Image.open(io.BytesIO(content))

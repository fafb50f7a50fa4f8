"""Photographs as cameras make them, for tests: with a place, a maker and an orientation."""

import io
import struct
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


def a_jpeg_colour_by_colour(side: int) -> bytes:
    """A black JPEG that is small as a file, and lies in memory whole before it can be seen.

    Each of its three colours comes in a scan of its own: two bits for each eight by eight points.
    """

    def part(mark: int, content: bytes) -> bytes:
        return bytes([0xFF, mark]) + struct.pack(">H", len(content) + 2) + content

    colours = bytes([1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0])
    scan = b"\0" * (((side + 7) // 8) ** 2 // 4 + 1)
    return b"".join(
        [
            b"\xff\xd8" + part(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            part(0xDB, b"\0" + bytes([1] * 64)),
            part(0xC0, struct.pack(">BHHB", 8, side, side, 3) + colours),
            *(part(0xC4, bytes([table, 1, *[0] * 15, 0])) for table in (0x00, 0x10)),
            *(part(0xDA, bytes([1, n, 0, 0, 63, 0])) + scan for n in (1, 2, 3)),
            b"\xff\xd9",
        ]
    )

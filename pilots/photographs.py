"""Photographs made fit to be kept and shown: drawn anew, upright, small, telling nothing else.

Pure: no Django, no database. What a camera writes beside a picture – where and when it was
taken, by which telephone – is left behind, because the picture is written anew from its points
alone. How large a picture is, is read from its head, before anything of it is unpacked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pilots.attachment_rules import MEDIA_TYPES, ForbiddenFileError, media_type_of

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST, PREVIEW = 2_000, 400  # points along the longest side
PREVIEW_MARK = "-preview"
FORMATS = ("JPEG", "PNG", "WEBP")
ENDINGS = ("jpg", "jpeg", "png", "webp")
MEDIA_TYPE = "image/jpeg"
# A plain JPEG is unpacked at a part of its size; the others must be unpacked whole first.
MOST_POINTS, MOST_POINTS_WHOLE = 89_000_000, 26_000_000  # Pillow itself warns of 89.4 million
JPEGS = ("JPEG", "MPO")  # telephones put a second picture behind the first; it is left out
ORIENTATION = 0x0112  # of EXIF
SIZES_OF_JPEG = frozenset({0xC0, 0xC1, 0xC2})  # the heads that say how many colours there are
SCAN_OF_JPEG = 0xDA
HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypheim")
HEIC_WORDS = (
    "The photograph is in Apple’s form HEIC, which few browsers can show. Set the telephone to"
    " “Most Compatible” under Settings, Camera, Formats, or save it as JPEG, and choose it again."
)
NOT_A_PICTURE = "It is no photograph: choose a JPEG, PNG or WebP file, or add it as a document."
NEITHER = (
    "It is no photograph that every browser shows: save it as JPEG or PNG, and choose it again."
)
UNREADABLE = (
    "The photograph can’t be read: it is damaged or cut short. Open it, save it again as JPEG, and"
    " choose it again."
)


@dataclass(frozen=True)
class Photograph:
    """A JPEG to look at, and one for a page of many; neither holds anything but the picture."""

    name: str
    whole: bytes
    preview: bytes


def photograph(name: str, content: bytes) -> Photograph:
    """A photograph from a file of any size and kind. Raises ForbiddenFileError in words."""
    _refuse_others(name, content)
    try:
        with _to_the_end():
            picture = _picture(content)
        return Photograph(as_jpeg(name), _written(picture, LONGEST), _written(picture, PREVIEW))
    except ForbiddenFileError:
        raise
    except Exception as error:  # a broken file can lead a decoder to any error
        raise ForbiddenFileError(UNREADABLE) from error


def as_jpeg(name: str) -> str:
    """garden.png becomes garden.jpg."""
    stem = name.rpartition(".")[0] or name
    return f"{stem}.jpg"


def preview_of(path: str) -> str:
    """Where the preview of a stored photograph is."""
    return f"{path}{PREVIEW_MARK}"


def _refuse_others(name: str, content: bytes) -> None:
    ending = name.rpartition(".")[2].lower()
    if ending in ("heic", "heif") or content[4:12] in HEIC:
        raise ForbiddenFileError(HEIC_WORDS)
    if ending not in ENDINGS:
        raise ForbiddenFileError(NOT_A_PICTURE if ending in MEDIA_TYPES else NEITHER)
    media_type_of(name, content)


@contextmanager
def _to_the_end() -> Iterator[None]:
    """Take a picture that is cut short for damaged: the printing library lets it pass for all."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _picture(content: bytes) -> "Image":
    """The picture upright, in plain red, green and blue, at most as large as it is kept."""
    from PIL import Image

    try:
        opened = Image.open(BytesIO(content), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    with opened as image:
        _refuse_bomb(image, content)
        turned = image.getexif().get(ORIENTATION)
        found: Image.Image = image
        if image.format not in JPEGS:
            found = _in_eight_bits(image).convert("RGBA" if _is_see_through(image) else "RGB")
        found.thumbnail((LONGEST, LONGEST))  # a JPEG is unpacked at a part of its size
        return _plain(_upright(found, turned))


def _upright(image: "Image", turned: Any) -> "Image":
    """The picture as the camera was held, by the number that it wrote beside it."""
    from PIL.Image import Transpose

    ways = (
        Transpose.FLIP_LEFT_RIGHT,
        Transpose.ROTATE_180,
        Transpose.FLIP_TOP_BOTTOM,
        Transpose.TRANSPOSE,
        Transpose.ROTATE_270,
        Transpose.TRANSVERSE,
        Transpose.ROTATE_90,
    )
    return image.transpose(ways[turned - 2]) if turned in range(2, 9) else image


def _in_eight_bits(image: "Image") -> "Image":
    """A scan in 65,536 greys in 256 of them; all of it would turn white otherwise."""
    if not image.mode.startswith("I;16"):
        return image
    return image.convert("I").point(lambda grey: grey / 256).convert("L")


def _refuse_bomb(image: Any, content: bytes) -> None:
    """Refuse what would fill the memory, going by its head alone."""
    is_in_parts = (
        image.format in JPEGS and not image.info.get("progressive") and _is_one_scan(content)
    )
    most = MOST_POINTS if is_in_parts else MOST_POINTS_WHOLE
    if image.width * image.height > most:
        raise _too_large()


def _is_one_scan(jpeg: bytes) -> bool:
    """Whether a JPEG's first scan has all its colours; otherwise all wait for the last scan.

    Where its head can't be followed it is taken for one that must be unpacked whole.
    """
    at, colours = 2, 0
    while at + 9 < len(jpeg) and jpeg[at] == 0xFF:
        if jpeg[at + 1] == SCAN_OF_JPEG:
            return 0 < colours == jpeg[at + 4]
        if jpeg[at + 1] in SIZES_OF_JPEG:
            colours = jpeg[at + 9]
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4])
    return False


def _too_large() -> ForbiddenFileError:
    return ForbiddenFileError(
        f"The photograph has more than {MOST_POINTS_WHOLE // 1_000_000} million points. Make it"
        " smaller, such as 4,000 by 3,000, and choose it again."
    )


def _is_see_through(image: "Image") -> bool:
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info


def _plain(image: "Image") -> "Image":
    """Only the points, in the colours that every screen shows; on white where nothing is."""
    from PIL import Image

    coloured = _usual_colours(image)
    plain = Image.new("RGB", coloured.size, "white")
    if coloured.mode == "RGBA":
        plain.paste(coloured, mask=coloured.getchannel("A"))
    else:
        plain.paste(coloured.convert("RGB"))
    return plain


def _usual_colours(image: "Image") -> "Image":
    """The picture in sRGB; what its own profile says of colours is lost with the profile."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        usual = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, own, usual, outputMode=mode) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image  # a profile that can't be read says nothing


def _written(picture: "Image", longest: int) -> bytes:
    """A JPEG no longer than that; a smaller picture keeps its size."""
    small = picture.copy()
    small.thumbnail((longest, longest))
    kept = BytesIO()
    small.save(kept, "JPEG", quality=85, optimize=True)
    return kept.getvalue()

"""Photographs drawn anew: upright, no larger than they are kept, telling nothing else."""

import io
import subprocess
import sys

import pytest
from PIL import Image, ImageFile, ImageOps

from pilots import photographs
from pilots.attachment_rules import ForbiddenFileError
from pilots.photographs import LONGEST, PREVIEW, as_jpeg, photograph
from tests.support.pictures import a_jpeg_colour_by_colour, a_picture, opened
from tests.support.uploads import HTML, PDF, SVG, a_bomb

ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def is_red(image: Image.Image, at: tuple[int, int]) -> bool:
    red, green, blue = image.convert("RGB").getpixel(at)  # type: ignore[misc]
    return bool(red > 200 and green < 90 and blue < 90)


@pytest.mark.parametrize("form", ENDINGS)
def test_nothing_that_the_camera_wrote_is_kept(form: str) -> None:
    given = a_picture(form=form)
    made = photograph(f"a.{ENDINGS[form]}", given)

    assert b"SecretCam" in given
    for kept in (made.whole, made.preview):
        assert b"SecretCam" not in kept
        assert b"Exif" not in kept
        assert opened(kept).format == "JPEG"
        assert dict(opened(kept).getexif()) == {}
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(opened(kept).info)


def test_a_comment_and_a_profile_of_colours_are_not_kept_either() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    given = a_picture(comment=b"Taken at home", icc_profile=profile)
    made = photograph("a.jpg", given)

    assert b"Taken at home" in given
    assert b"Taken at home" not in made.whole
    assert "icc_profile" not in opened(made.whole).info
    assert is_red(opened(made.whole), (2, 2))


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("turned", range(1, 9))
def test_it_stands_upright_as_the_camera_was_held(form: str, turned: int) -> None:
    given = a_picture(form=form, turned=turned)
    upright = ImageOps.exif_transpose(opened(given))
    made = opened(photograph(f"a.{ENDINGS[form]}", given).whole)

    corners = [(x, y) for x in (3, upright.width - 4) for y in (3, upright.height - 4)]
    assert made.size == upright.size
    assert [is_red(made, at) for at in corners] == [is_red(upright, at) for at in corners]


def test_its_longest_side_and_its_previews_are_limited() -> None:
    made = photograph("a.jpg", a_picture((4000, 3000), turned=6))

    assert opened(made.whole).size == (1500, LONGEST)
    assert opened(made.preview).size == (300, PREVIEW)


def test_a_small_one_is_not_blown_up() -> None:
    assert opened(photograph("a.jpg", a_picture((60, 40))).preview).size == (60, 40)


def test_what_is_see_through_lies_on_white() -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(kept, "PNG")

    made = opened(photograph("a.png", kept.getvalue()).whole)

    assert made.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.jpg", SVG, "content is something else"),
        ("a.jpg", HTML, "content is something else"),
        ("a.png", a_picture(), "content is something else"),
        ("a.jpg", b"", "empty"),
        ("a.pdf", PDF, "no photograph"),
        ("a.svg", SVG, "save it as JPEG or PNG"),
        ("a.gif", b"GIF89a", "save it as JPEG or PNG"),
        ("a.jpg", b"GIF89a" + bytes(99), "content is something else"),
        ("a.xlsx", a_bomb(), "no photograph"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0", "Most Compatible"),
        ("IMG_1.jpg", b"\0\0\0\x18ftypheic\0\0", "Most Compatible"),
        ("a.jpg", a_picture((400, 300))[:900], "damaged or cut short"),
        ("a.png", a_picture((400, 300), "PNG")[:200], "damaged or cut short"),
    ],
)
def test_what_is_no_photograph_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(ForbiddenFileError, match=words):
        photograph(name, content)


def test_one_cut_short_is_refused_where_the_printing_library_is_loaded_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)

    with pytest.raises(ForbiddenFileError, match="cut short"):
        photograph("a.jpg", a_picture((400, 300))[:900])
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize(("form", "side"), [("PNG", 5200), ("PNG", 14_000), ("WEBP", 5200)])
def test_one_that_unpacks_to_far_too_much_is_refused_before_it_is_unpacked(
    form: str, side: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = io.BytesIO()
    Image.new("1", (side, side)).save(kept, form, quality=1, method=0)
    unpacked = []
    monkeypatch.setattr(Image.Image, "convert", lambda *_, **__: unpacked.append(1))

    with pytest.raises(ForbiddenFileError, match="million points"):
        photograph(f"a.{ENDINGS[form]}", kept.getvalue())
    assert unpacked == []


def test_a_slowly_built_jpeg_is_held_to_the_smaller_limit() -> None:
    with pytest.raises(ForbiddenFileError, match="million points"):
        photograph("a.jpg", a_picture((5200, 5200), progressive=True))


def test_a_jpeg_whose_colours_come_one_after_another_is_held_to_it_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photographs, "MOST_POINTS_WHOLE", 500 * 500)
    given = a_jpeg_colour_by_colour(600)

    with pytest.raises(ForbiddenFileError, match="million points"):
        photograph("a.jpg", given)

    monkeypatch.setattr(photographs, "_is_one_scan", lambda _: True)
    assert photograph("a.jpg", given)


def test_a_large_plain_jpeg_is_taken_with_a_second_picture_behind_it_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(photographs, "MOST_POINTS_WHOLE", 500 * 500)
    first, second, kept = opened(a_picture((600, 600))), opened(a_picture()), io.BytesIO()
    first.save(kept, "MPO", save_all=True, append_images=[second])

    for given in (a_picture((600, 600)), kept.getvalue()):
        assert opened(photograph("a.jpg", given).whole).size == (600, 600)


def test_a_scan_in_many_greys_keeps_them() -> None:
    kept = io.BytesIO()
    Image.new("I;16", (20, 20), 40_000).save(kept, "PNG")

    made = opened(photograph("a.png", kept.getvalue()).whole)

    assert made.getpixel((5, 5)) == (156, 156, 156)


@pytest.mark.parametrize(
    ("name", "wanted"), [("a.png", "a.jpg"), ("a", "a.jpg"), ("a.b.webp", "a.b.jpg")]
)
def test_its_name_ends_as_what_it_is_now(name: str, wanted: str) -> None:
    assert as_jpeg(name) == wanted


def test_who_only_shows_photographs_does_not_load_what_decodes_them() -> None:
    code = "import sys, pilots.photographs; sys.exit('PIL' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

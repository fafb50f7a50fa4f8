"""A PDF in the making reads our own assets and nothing else."""

from datetime import date

import pytest

from partnership.pdf import RefusedAddressError, UnsafeHtmlError, render_pdf
from partnership.pdf.fetcher import ASSETS, asset_path
from tests.support.pdf import text_by_page

ELSEWHERE = [
    "file:///etc/passwd",
    "http://127.0.0.1/",
    "https://example.org/logo.svg",
    "//example.org/logo.svg",
    "/etc/passwd",
    "logo.svg",
    "asset:../report.css",
    "asset:../render.py",
    "asset:%2e%2e/%2e%2e/settings.py",
    "asset:///etc/passwd",
    "asset:fonts",
    "asset:README.md",
    "asset:nothing.svg",
    "ASSET:report.css",
    "data:image/svg+xml,%3Csvg/%3E",
    "ftp://example.org/x",
]


def render(body: str) -> bytes:
    html = f'<html lang="en-GB"><body data-title="T" data-body="B"><h1>H</h1>{body}</body></html>'
    words = {"title": "T", "subject": "S", "author": "A", "identifier": "1"}
    return render_pdf(html, dated=date(2019, 9, 30), stylesheet="report.css", **words)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_image_from_elsewhere_stops_the_rendering_and_is_named(address):
    with pytest.raises(RefusedAddressError) as refusal:
        render(f'<p><img src="{address}" alt="A logo"></p>')
    assert address.lower() in str(refusal.value).lower()


@pytest.mark.parametrize(
    "drawing",
    [
        '<image href="{}" width="9" height="9"/>',
        '<image xlink:href="{}" width="9" height="9"/>',
    ],
)
def test_an_address_inside_a_drawing_is_refused_too(drawing):
    address = "file:///etc/passwd"
    with pytest.raises(RefusedAddressError, match=address):
        render(
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 9 9"><title>A logo</title>{drawing.format(address)}</svg>'
        )


@pytest.mark.parametrize(
    "body",
    [
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        "<style>@import url(file:///etc/passwd)</style>",
        '<p style="background: url(file:///etc/passwd)">Words</p>',
        '<object data="file:///etc/passwd"></object>',
        '<iframe src="file:///etc/passwd"></iframe>',
        '<base href="file:///etc/">',
    ],
)
def test_other_ways_to_an_address_are_refused_before(body):
    with pytest.raises(UnsafeHtmlError):
        render(body)


def test_an_asset_is_read():
    assert asset_path("asset:report.css") == ASSETS / "report.css"
    pdf = render('<p><img src="asset:shapes/red.svg" alt="A triangle"> Words</p>')
    assert "Words" in text_by_page(pdf)[0]


def test_a_link_to_elsewhere_is_not_followed():
    assert (
        "The board" in text_by_page(render('<p><a href="http://127.0.0.1/">The board</a></p>'))[0]
    )

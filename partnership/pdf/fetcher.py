"""The only addresses that a PDF in the making may read: our own assets.

WeasyPrint's own fetcher reads any file of this machine and any address that it can reach.
Importing this module imports WeasyPrint, which takes about two seconds.
"""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "asset:"
ASSETS = Path(__file__).with_name("assets")
MEDIA_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}


class AddressRefusedError(FatalURLFetchingError):
    """Stops the rendering: WeasyPrint drops the resource silently at any other exception."""


class AssetFetcher(URLFetcher):
    """Reads ``asset:`` addresses below ``partnership/pdf/assets`` and refuses all others.

    ``refused`` lists what was asked for in vain. It has to be read after the rendering, because
    WeasyPrint swallows even fatal errors while it draws an SVG.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset's content, or refuse."""
        path = asset_path(url)
        if path is None:
            self.refused.append(url)
            raise AddressRefusedError(url)
        media_type = MEDIA_TYPES[path.suffix]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})


def asset_path(url: str) -> Path | None:
    """Return the file behind an ``asset:`` address; None if it is not one of our assets."""
    if not url.startswith(SCHEME):
        return None
    path = (ASSETS / unquote(url.removeprefix(SCHEME)).lstrip("/")).resolve()
    inside = path.is_relative_to(ASSETS.resolve())
    return path if inside and path.suffix in MEDIA_TYPES and path.is_file() else None

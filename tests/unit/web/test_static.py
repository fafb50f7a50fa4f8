"""What a browser is sent: complete, ours alone, and small."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import render_to_string
from pytest_django import Settings

STATIC = Path(settings.BASE_DIR) / "static"
FIRST_VIEW_LIMIT = 120_000
PAGE_LIMIT = 20_000


@pytest.fixture
def collected(settings: Settings, tmp_path: Path) -> Path:
    """Static files as a release serves them; collecting fails on any broken reference."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def compressed(path: Path) -> int:
    """Return the size as sent; fonts are compressed in themselves."""
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))


def test_a_first_view_stays_within_its_budget(collected: Path) -> None:
    page = render_to_string("base.html")
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))

    total = PAGE_LIMIT + sum(compressed(collected / name) for name in names)

    assert sum(name.endswith(".css") for name in names) == 4
    assert sum(name.endswith(".woff2") for name in names) == 2
    assert total <= FIRST_VIEW_LIMIT


def test_with_htmx_a_first_view_stays_within_its_budget(collected: Path) -> None:
    page = render_to_string("base.html") + render_to_string("components/htmx.html")
    names = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))

    assert any("htmx" in name for name in names)
    assert PAGE_LIMIT + sum(compressed(collected / name) for name in names) <= FIRST_VIEW_LIMIT


def test_fonts_are_named_by_files_that_are_there() -> None:
    css = (STATIC / "css" / "fonts.css").read_text()

    files = re.findall(r'url\("([^"]+)"\)', css)

    assert len(files) == 10
    assert all((STATIC / "css" / file).is_file() for file in files)


def test_our_styles_and_scripts_reach_no_other_host() -> None:
    for path in [*STATIC.glob("css/*"), *STATIC.glob("js/*")]:
        assert "//" not in re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


@pytest.mark.parametrize("folder", sorted(path.name for path in STATIC.glob("vendor/*-*")))
def test_each_vendored_folder_is_listed_and_licensed(folder: str) -> None:
    assert f"`{folder}/`" in (STATIC / "vendor" / "README.md").read_text()
    assert any(path.name.startswith("LICEN") for path in (STATIC / "vendor" / folder).iterdir())

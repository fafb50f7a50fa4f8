"""The settings of a site that is served over HTTPS, as an installation would have them."""

import importlib.util
from types import ModuleType

import pytest
from django.conf import settings
from pytest_django import Settings

HOST = "programme.example.org"
SAME_PREFIXES = ("SECURE_", "SESSION_COOKIE_", "CSRF_", "SITE_URL", "ALLOWED_HOSTS", "SERVED_OVER")


def _settings_of(site_url: str) -> ModuleType:
    """The settings module, read anew with this SITE_URL."""
    spec = importlib.util.spec_from_file_location(
        "settings_over_https", settings.BASE_DIR / "partnership" / "settings.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", site_url)
        patch.setenv("ALLOWED_HOSTS", HOST)
        spec.loader.exec_module(module)
    return module


def serve_over_https(changed: Settings) -> None:
    """Give a test the settings that SITE_URL=https://… makes."""
    secure = _settings_of(f"https://{HOST}")
    for name in dir(secure):
        if name.isupper() and name.startswith(SAME_PREFIXES):
            setattr(changed, name, getattr(secure, name))

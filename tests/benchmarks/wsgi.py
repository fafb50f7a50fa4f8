"""The product as it is deployed, and beside it the floors without any middleware."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

product = get_wsgi_application()
with override_settings(MIDDLEWARE=[]):
    floors = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer from the floors under /floor/, from the product everywhere else."""
    handler = floors if environ["PATH_INFO"].startswith("/floor/") else product
    return handler(environ, start_response)

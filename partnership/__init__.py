"""The site, and what every part of a programme shares."""

from partnership.celery import app as celery_app

__all__ = ["celery_app"]

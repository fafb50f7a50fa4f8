"""The app that Django knows as "web"."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "partnership.web"
    label = "web"
    verbose_name = "Web"

    def ready(self) -> None:
        """Keep tokens out of the logs of every process, from its first record on."""
        from partnership.web import sqlite
        from partnership.web.logs import mask_tokens

        mask_tokens()
        sqlite.listen()

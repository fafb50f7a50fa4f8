"""The app that Django knows as "people"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "partnership.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Listen to what happens to accounts, and say what is written to their owners."""
        from partnership.people import signals  # noqa: F401
        from partnership.people.mail.accounts import register_account_purposes

        register_account_purposes()

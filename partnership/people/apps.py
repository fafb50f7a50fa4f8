"""The app that Django knows as "people"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "partnership.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        from partnership.people.mail.accounts import register_account_purposes

        register_account_purposes()

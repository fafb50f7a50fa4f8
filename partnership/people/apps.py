"""The app that Django knows as "people"."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "partnership.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Listen to what happens to accounts."""
        import partnership.people.mail  # noqa: F401  its purposes become known
        from partnership.people import signals  # noqa: F401

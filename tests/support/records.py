"""How much the database holds, for tests of what must change nothing."""

from django.apps import apps


def record_count() -> int:
    """How many records there are of all models."""
    return sum(model._default_manager.count() for model in apps.get_models())

"""What a person may type about areas' records, one module a noun."""

from pilots.forms.events import EventFilter

__all__ = ["EventFilter"]

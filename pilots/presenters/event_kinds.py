"""What a kind of event asks for, in words."""

from pilots.event_needs import NEEDS
from pilots.models import EventKind


def asked_words(kind: EventKind) -> str:
    """How many attended; activities. Nothing in particular where it asks for none."""
    asked = [need.asks for need in NEEDS if getattr(kind, need.field)]
    return "; ".join(asked) or "Nothing in particular"

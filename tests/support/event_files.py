"""Addresses and files of events, for tests."""

from pathlib import Path
from typing import Any

from django.urls import reverse

from pilots.models import Event, EventFile


def stored(folder: Path) -> list[Path]:
    """The files in a storage."""
    return [path for path in folder.rglob("*") if path.is_file()]


def at(event: Event, name: str, *more: object) -> str:
    """An address of the event."""
    return reverse(name, args=[event.programme.slug, event.slug, *more])


def picture(file: EventFile, size: str = "preview") -> str:
    """Where a photograph of an event is shown."""
    return at(file.event, "event-picture", file.pk, size)


def said(answer: Any) -> str:
    """What a form that came back says is wrong."""
    assert answer.status_code == 200
    return str(answer.context["form"].errors.as_text())

"""What a script is told of what it sent: how far it is saved, and what the form is to note."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm
from django.http import JsonResponse
from django.utils import timezone

BY_HAND = "by_hand"  # a field: somebody pressed a button, and is told on the page that follows
NOT_SAVED = 422
OVERTAKEN = 412  # nothing was written over what stands


def told(
    problems: Sequence[str],
    *,
    notes: Mapping[str, Any] | None = None,
    status: int = 200,
    **more: Any,
) -> JsonResponse:
    """What is saved, what is not, and the moment."""
    at = f"{timezone.localtime():%H:%M}"
    said = {"notes": dict(notes or {}), "problems": list(problems), "at": at} | more
    return JsonResponse(said, status=status)


def refused(form: BaseForm) -> JsonResponse:
    """Nothing was saved: what is wrong with a form, field by field."""
    problems = [str(each) for errors in form.errors.values() for each in errors]
    return told(problems, status=NOT_SAVED)

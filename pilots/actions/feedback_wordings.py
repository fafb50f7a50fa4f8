"""The public form’s words in a language: given, changed, taken away."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from pilots.models import FeedbackWording


def add_wording(
    *, programme: Programme, language: str, texts: Mapping[str, str], by: User
) -> FeedbackWording:
    """Offer the form in a language. Raises RefusedError where it is offered in it already."""
    wording = FeedbackWording(programme=programme, language=language, **texts)
    record_by(wording, by=by)
    try:
        with transaction.atomic():
            wording.save()
    except IntegrityError as error:
        raise RefusedError(
            f"There are words in the language “{language}” already. Change those.", "language"
        ) from error
    return wording


def change_wording(
    *, wording: FeedbackWording, seen: int, texts: Mapping[str, str], by: User
) -> None:
    """Change what forms say from now on. Raises ChangedMeanwhileError."""
    with changing(wording, seen=seen, by=by) as now:
        for name, text in texts.items():
            setattr(now, name, text)


def remove_wording(*, wording: FeedbackWording, by: User) -> None:
    """Offer the form in this language no more; answers given in it stay."""
    record_by(wording, by=by)
    wording.delete()

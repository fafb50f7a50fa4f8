"""How people learn, as the programme names it: methods added, renamed, removed."""

from django.db import transaction

from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import LearningMethod

MOST = 100


def method_called(programme: Programme, name: str) -> LearningMethod:
    """The method of that name, added to the programme's where it is not there yet."""
    known = programme.learning_methods.filter(name__iexact=name).first()
    slug = fresh_slug(name, programme.learning_methods, otherwise="method")
    return known or LearningMethod.objects.create(programme=programme, slug=slug, name=name)


@transaction.atomic
def add_method(*, programme: Programme, name: str) -> LearningMethod:
    """Add a method; RefusedError where there is one of that name."""
    _lock(programme)
    if programme.learning_methods.count() >= MOST:
        raise RefusedError(f"There are {MOST} methods already: remove one that is not used first.")
    _refuse_name(programme, name)
    return method_called(programme, name)


@transaction.atomic
def rename_method(*, method: LearningMethod, name: str, seen: str) -> None:
    """Call a method otherwise, wherever it is named; `seen` is what it was called before.

    Raises RefusedError where another has that name, or somebody renamed it meanwhile.
    """
    _lock(method.programme)
    now = LearningMethod.objects.filter(pk=method.pk).first()
    if now is None or now.name != seen:
        stands = f"is called “{now.name}” now" if now else "was removed"
        raise RefusedError(f"It {stands}: somebody changed it meanwhile. Nothing was changed.")
    _refuse_name(method.programme, name, but=now)
    now.name = name
    now.save()


@transaction.atomic
def remove_method(*, method: LearningMethod) -> None:
    """Remove a method that nothing names; RefusedError where something does."""
    _lock(method.programme)
    if method.resources.exists() or method.events.exists():
        raise RefusedError(
            f"“{method.name}” is named by events or resources, so it stays. Rename it, if another"
            " word is better."
        )
    method.delete()


def _refuse_name(programme: Programme, name: str, but: LearningMethod | None = None) -> None:
    known = programme.learning_methods.filter(name__iexact=name).first()
    if known is not None and known != but:
        raise RefusedError(f"There is a method “{name}” already: give it another name.", "name")


def _lock(programme: Programme) -> None:
    """One change of methods at a time."""
    Programme.objects.select_for_update().get(pk=programme.pk)

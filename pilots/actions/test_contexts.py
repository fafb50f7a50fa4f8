"""The contexts in which a programme's service model is to be tested, and their order."""

from django.db import transaction
from django.db.models import ProtectedError

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import ServiceTest, TestContext

MOST = 20


@transaction.atomic
def add_context(*, programme: Programme, name: str, by: User) -> TestContext:
    """Add a context after the others; RefusedError where there is one of that name."""
    _lock(programme)
    others = list(programme.test_contexts.all())
    if len(others) >= MOST:
        raise RefusedError(f"There are {MOST} contexts already: remove one that is not used first.")
    _refuse_name(name, others)
    context = TestContext(
        programme=programme,
        slug=fresh_slug(name, programme.test_contexts, otherwise="context"),
        name=name,
        position=max((each.position for each in others), default=0) + 1,
    )
    record_by(context, by=by)
    context.save()
    return context


@transaction.atomic
def change_context(*, context: TestContext, seen: int, name: str, position: int, by: User) -> None:
    """Rename a context, or give it another place in the order, counted from 1.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    _lock(context.programme)
    others = list(context.programme.test_contexts.exclude(pk=context.pk))
    _refuse_name(name, others)
    with changing(context, seen=seen, by=by) as now:
        now.name, now.position = name, min(max(position, 1), len(others) + 1)
    order = [*others[: context.position - 1], context, *others[context.position - 1 :]]
    for place, each in enumerate(order, start=1):
        if each.position != place:
            _move(each, place, by=by)


def _move(context: TestContext, place: int, *, by: User) -> None:
    """Make room: it is nobody's edit, so that a form that is open on it stays good."""
    context.position = place
    record_by(context, by=by, why="another context moved")
    context.save()


@transaction.atomic
def remove_context(*, context: TestContext, seen: int, by: User) -> None:
    """Remove a context that no test uses and no target counts; else RefusedError."""
    _lock(context.programme)
    now = TestContext.objects.filter(pk=context.pk).first()
    if now is None:
        return
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    used = ServiceTest.objects.filter(context=now).count()
    if used:
        tests = "a test" if used == 1 else f"{used} tests"
        raise RefusedError(
            f"“{now.name}” is the context of {tests}, so it stays. Rename it, or give the"
            f" {'test' if used == 1 else 'tests'} another context first."
        )
    record_by(now, by=by)
    try:
        now.delete()
    except ProtectedError as error:
        raise RefusedError(
            f"“{now.name}” is counted by a target of the plan, so it stays. Rename it, or take it"
            " out of that target in a new version of the plan first."
        ) from error


def _refuse_name(name: str, others: list[TestContext]) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise RefusedError(f"There is a context “{name}” already.", "name")


def _lock(programme: Programme) -> None:
    """One change of contexts, and of tests that use them, at a time."""
    Programme.objects.select_for_update().get(pk=programme.pk)

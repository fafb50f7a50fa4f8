"""Views of lists kept under a name, each by one person for themselves."""

from urllib.parse import parse_qsl, urlencode

from django.db import transaction

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.lists import list_called
from partnership.programmes.models import Programme, SavedView

MOST = 30  # of one list: more can't be told apart
LONGEST = SavedView._meta.get_field("query").max_length
NOT_KEPT = {"page", "as_at"}  # a view is of any page and any day


@transaction.atomic
def keep_view(*, programme: Programme, page: str, name: str, query: str, by: User) -> SavedView:
    """Keep the filters of a list under a name. RefusedError says what can't be."""
    if list_called(page) is None:
        raise RefusedError("Views of this list can't be kept.")
    kept = kept_query(query)
    if not kept:
        raise RefusedError("Nothing is narrowed: choose filters in the list first, then keep them.")
    if len(kept) > (LONGEST or 0):
        raise RefusedError("These filters are too long to keep: use fewer words in them.")
    User.objects.select_for_update().get(pk=by.pk)  # two sent at once are counted one by one
    mine = SavedView.objects.filter(user=by, programme=programme, page=page)
    if mine.count() >= MOST:
        raise RefusedError(f"You keep {MOST} views of this list already: delete one first.")
    _refuse_name(mine, name)
    return SavedView.objects.create(user=by, programme=programme, page=page, name=name, query=kept)


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: User) -> None:
    """Give a view of one's own another name; RefusedError where there is one called so."""
    mine = SavedView.objects.filter(user=by, programme=view.programme_id, page=view.page)
    _refuse_name(mine.exclude(pk=view.pk), name)
    mine.filter(pk=view.pk).update(name=name)


def remove_view(*, view: SavedView, by: User) -> None:
    """Delete a view of one's own; the list itself and what is in it stay."""
    SavedView.objects.filter(pk=view.pk, user=by).delete()


def kept_query(query: str) -> str:
    """What follows the ? of a list's address, without page, day and what is left open."""
    pairs = parse_qsl(query.removeprefix("?"))
    return urlencode([(name, value) for name, value in pairs if name not in NOT_KEPT])


def _refuse_name(views: object, name: str) -> None:
    if views.filter(name__iexact=name).exists():  # type: ignore[attr-defined]
        raise RefusedError(f"You have a view called “{name}” already: choose another name.", "name")

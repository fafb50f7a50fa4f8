"""E-mails about an action: that it is yours, that it is nearly due, that it is late."""

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from pilots.action_rules import Standing, stands
from pilots.models import Action
from pilots.selectors.actions import now_of


def send_given(action: Action, *, number: int) -> None:
    """Tell an action's owner that it is theirs; `number` is that of the word that gave it."""
    if action.owner_user:
        _send(GIVEN, action, to=action.owner_user, key=f"word {number}")


def send_reminder(action: Action, *, name: str) -> None:
    """Remind an action's owner; `name` tells the reminders of one due day apart."""
    if action.owner_user:
        _send(REMINDER, action, to=action.owner_user, key=name)


def send_to_chair(action: Action, chair: User, *, name: str) -> None:
    """Tell a group's chair that an action is four weeks overdue."""
    _send(TO_CHAIR, action, to=chair, key=name)


def _send(purpose: Purpose, action: Action, *, to: User, key: str) -> None:
    """Write to a person once, whatever address they had then."""
    due = action.due_on.isoformat() if action.due_on else ""
    about = {"action": action.pk, "due": due, "owner": action.owner_user_id}
    key = f"action {action.pk} due {due}, {key}"
    if not Email.objects.filter(user=to, purpose=purpose.name, key=key).exists():
        send(to=to, purpose=purpose, key=key, about=about)


def _still_so(row: Email) -> tuple[Action, Standing] | None:
    """The action, if it is still open, with the same owner and due day."""
    action = Action.objects.select_related("group__programme").filter(pk=row.about["action"])
    found = action.filter(owner_user=row.about["owner"], done_on=None, dropped_on=None).first()
    due = found.due_on.isoformat() if found and found.due_on else ""
    if found is None or due != row.about["due"]:
        return None
    return found, stands(now_of(found), on=timezone.localdate())


def _given(row: Email) -> Words | None:
    found = _still_so(row)
    if not found:
        return None
    action, standing = found
    due = f", due {day_words(standing.due_on)}" if standing.due_on else ""
    return _words(action, f"An action is yours{due}")


def _reminder(row: Email) -> Words | None:
    found = _still_so(row)
    return _words(found[0], _standing_words(found[1])) if found else None


def _to_chair(row: Email) -> Words | None:
    found = _still_so(row)
    if not found:
        return None
    action, standing = found
    return _words(action, f"{_standing_words(standing)}, {action.group.name}")


def _standing_words(standing: Standing) -> str:
    """Overdue by 8 days; Due in 7 days; Due today."""
    return f"Overdue {standing.when}" if standing.is_overdue else standing.when.capitalize()


def _words(action: Action, before: str) -> Words:
    group = action.group
    return Words(
        title=f"{before}: {action.text}",
        path=reverse("action", args=[group.programme.slug, group.slug, action.slug]),
        link="Open the action",
    )


GIVEN = Purpose(name="action-given", words=_given, why="an action was given to you")
REMINDER = Purpose(name="action-reminder", words=_reminder, why="this action is yours")
TO_CHAIR = Purpose(
    name="action-to-chair",
    words=_to_chair,
    why="you chair the group, and the action is four weeks overdue",
)


def register_actions() -> None:
    """Make the purposes known."""
    for purpose in (GIVEN, REMINDER, TO_CHAIR):
        register(purpose)

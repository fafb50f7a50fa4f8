"""What a person sent after their session had ended: kept over signing in, for them alone.

A form carries a ticket that says whose page it is on. Sent without a session it
is kept in the visitor's own session; once the same person has signed in, the
page has it again. Whoever else signs in there sees nothing of it.
"""

from django.core import signing
from django.http import HttpRequest, QueryDict

from partnership.people.models.user import User

TICKET = "sent_by"  # the form's field
KEPT = "kept_form"  # in the session
LONGEST = 20_000  # characters
SALT = "partnership.people.kept_forms"


def ticket(user: User) -> str:
    """Whose page a form is on, signed; the same each time."""
    return signing.Signer(salt=SALT).sign(str(user.pk))


def person_of(sent: str) -> str:
    """The key of the account on whose page the form was; empty for a ticket that we never gave."""
    try:
        return signing.Signer(salt=SALT).unsign(sent)
    except signing.BadSignature:
        return ""


def is_ours(request: HttpRequest) -> bool:
    """Whether a form that was sent is one that we gave to somebody; a stranger has none."""
    return bool(person_of(request.POST.get(TICKET, "")))


def is_anothers(request: HttpRequest) -> bool:
    """Whether a form was filled in by another person than who is signed in now."""
    sent = request.POST.get(TICKET, "")
    return bool(sent) and person_of(sent) != str(request.user.pk)


def keep(request: HttpRequest) -> bool:
    """Keep a form that was sent without a session; whether it could be."""
    person = person_of(request.POST.get(TICKET, ""))
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    text = typed.urlencode()
    if not person or len(text) > LONGEST:
        return False
    request.session[KEPT] = {"person": person, "path": request.path, "typed": text}
    return True


def take_back(request: HttpRequest) -> QueryDict | None:
    """What the same person sent to this address before they signed in, once; or None."""
    kept = request.session.get(KEPT)
    if not kept:
        return None
    if kept["person"] == str(request.user.pk) and kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return QueryDict(kept["typed"]) if kept["person"] == str(request.user.pk) else None

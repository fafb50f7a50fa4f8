"""Conversations, their excerpts and what was released of them; each is one query or three."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet, Value
from django.utils import timezone

from evaluation.models import Coding, Conversation, Excerpt, Question, Wave
from evaluation.selectors.reading import places
from partnership.people.models import Organisation, User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry, grant_tables
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, Locality, Venue

RELEASED = Q(released_on__isnull=False, withdrawn_on__isnull=True)


def is_coder(entry: Entry) -> bool:
    """Whether somebody reads raw text and codes it: it is held in the whole programme only."""
    return Permission.EVALUATE in entry.permissions


def open_to(entry: Entry) -> QuerySet[Conversation]:
    """The conversations whose text somebody may read.

    Evaluators: every one. Others: those that are open to whoever sees the area’s results.
    """
    found = Conversation.objects.filter(programme=entry.programme).select_related("area")
    if is_coder(entry):
        return found
    return found.filter(
        places(entry, Permission.SEE_RESULTS), readers=Conversation.Readers.AREA
    ).visible_to(entry.reach)


def listed(entry: Entry, *, kind: str = "", area: str = "") -> QuerySet[Any]:
    """Those open to somebody, narrowed, with how many excerpts there are and are released."""
    found = open_to(entry)
    if kind:
        found = found.filter(kind=kind)
    if area:
        found = found.filter(area__slug=area)
    shown = Q(excerpts__released_on__isnull=False, excerpts__withdrawn_on__isnull=True)
    counted = found.defer("text").annotate(
        taken=Count("excerpts"), released=Count("excerpts", filter=shown)
    )
    return counted.order_by("-day", "title", "pk")


def find_conversation(entry: Entry, slug: str) -> Conversation:
    """One that is open to somebody; raises Conversation.DoesNotExist."""
    found = open_to(entry).select_related("area", "service_test", "measure", "programme")
    return found.get(slug=slug)


def excerpts_of(conversation: Conversation, *, released: bool = False) -> list[Excerpt]:
    """Its excerpts with their codes, in the order of the text; or those released alone."""
    found = conversation.excerpts.filter(RELEASED if released else Q())
    return list(found.prefetch_related(_codings()))


def find_excerpt(conversation: Conversation, key: int) -> Excerpt:
    """One of its excerpts; raises Excerpt.DoesNotExist."""
    found = Excerpt.objects.filter(conversation=conversation).select_related("checked_by")
    excerpt = found.prefetch_related(_codings(), "in_stories__story").get(pk=key)
    excerpt.conversation = conversation
    return excerpt


def _codings() -> Any:
    return Prefetch(
        "codings",
        Coding.objects.select_related("theme", "outcome__framework").order_by(
            "theme__position", "outcome__framework__position", "outcome__position"
        ),
    )


def words_to_take(programme: Programme) -> list[tuple[str, str]]:
    """Questions that waves asked in words, as “wave-question” keys with their names; one query."""
    today = timezone.localdate()
    rows = (
        programme.waves.filter(
            deleted_at__isnull=True, delete_on__gt=today, opens_on__lte=today,
            version_asked__questions__kind="text",
        )
        .order_by("-opens_on", "name", "version_asked__questions__position")
        .values_list("pk", "name", "version_asked__questions", "version_asked__questions__text")
    )  # fmt: skip
    return [(f"{wave}-{question}", f"{name}: {text}") for wave, name, question, text in rows]


def wave_and_question(programme: Programme, key: str) -> tuple[Wave, Question]:
    """What a key of `words_to_take` names; raises Wave.DoesNotExist, Question.DoesNotExist."""
    wave, question = key.split("-")
    found = programme.waves.select_related("notice", "area").get(pk=int(wave))
    return found, Question.objects.get(pk=int(question), version=found.version_asked_id)


@dataclass(frozen=True)
class Asked:
    """How the released quotations are narrowed; empty: not at all. `outcome` is a key."""

    theme: str = ""
    outcome: str = ""
    stance: str = ""
    area: str = ""
    whole: bool = False


def quotations(
    programme: Programme, asked: Asked, *, as_at: date, reach: Reach
) -> QuerySet[Excerpt]:
    """What was released by a day and is not withdrawn today, the newest first."""
    found = Excerpt.objects.filter(
        RELEASED, reach.q("conversation__area"), conversation__programme=programme,
        released_on__lte=as_at,
    )  # fmt: skip
    found = found.filter(_coded(asked))
    if asked.area:
        found = found.filter(conversation__area__slug=asked.area)
    if asked.whole:
        found = found.filter(conversation__area__isnull=True)
    return (
        found.select_related("conversation__area")
        .prefetch_related(_codings())
        .order_by("-released_on", "-pk")
    )


def _coded(asked: Asked) -> Q:
    wanted = Q()
    if asked.theme:
        themed = Coding.objects.filter(
            Q(theme__slug=asked.theme) | Q(theme__part_of__slug=asked.theme)
        )
        wanted &= Q(pk__in=themed.values("excerpt"))
    if asked.outcome or asked.stance:
        coded = Coding.objects.filter(outcome__isnull=False)
        if asked.outcome:
            coded = coded.filter(outcome=int(asked.outcome))
        if asked.stance:
            coded = coded.filter(stance=asked.stance)
        wanted &= Q(pk__in=coded.values("excerpt"))
    return wanted


@dataclass(frozen=True)
class Names:
    """What is known here: names of people, and of everything else that has one."""

    people: frozenset[str]
    places: frozenset[str]


def names_known(programme: Programme) -> Names:
    """For the warning of likely names: of this programme alone; two queries.

    An account is shown by what its owner wants to be called, often a post: it counts where it
    has two words at least, and by its e-mail.
    """
    people = set()
    for name, email in User.objects.filter(pk__in=_holders(programme)).values_list(
        "display_name", "email"
    ):
        people |= {email, name} if " " in name else {email}
    return Names(frozenset(people), frozenset(_places(programme)))


def _holders(programme: Programme) -> QuerySet[Any, Any]:
    """The keys of all who hold, or held, a role in the programme."""
    tables = [each for each in grant_tables() if "programme" in each.scope_paths]
    first, *rest = (
        each._default_manager.filter(**{each.scope_paths["programme"]: programme})
        .order_by()
        .values_list("user")
        for each in tables
    )
    return first.union(*rest)


def _places(programme: Programme) -> set[str]:
    """Places and organisations; of places each word too, as people say Kilwinning alone."""
    areas = Area.objects.filter(programme=programme)
    venues = Venue.objects.filter(area__programme=programme)
    localities = Locality.objects.filter(area__programme=programme)
    first, *rest = [
        rows.order_by().values_list(name, Value(is_place))
        for rows, name, is_place in (
            (areas, "name", True),
            (areas, "islands", True),
            (localities, "name", True),
            (venues, "name", False),
            (Organisation.objects.all(), "name", False),
            (programme.glossary.all(), "term", False),
        )
    ]
    found = {programme.name}
    for name, is_place in first.union(*rest):
        found.add(name)
        if is_place:
            found |= {word for word in name.replace(",", " ").split() if word.istitle()}
    return found

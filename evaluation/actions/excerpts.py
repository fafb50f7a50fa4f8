"""Excerpts: taken from a text, coded to themes and outcomes, released for others or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from evaluation.models import Coding, Conversation, Excerpt, Outcome, Theme
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing

Keys = frozenset[int]
MOST = 500  # of one conversation
LONGEST = 2_000  # characters


@dataclass(frozen=True)
class Taken:
    """Words of a conversation, and where they stand in it (0: nowhere, they are notes)."""

    text: str
    position: int = 0
    is_quotation: bool = True
    said_by: str = ""


@dataclass(frozen=True)
class Codes:
    """What an excerpt is about, and which way it speaks of which outcomes (by their keys)."""

    themes: Keys = frozenset()
    stances: Mapping[int, str] | None = None

    @property
    def outcomes(self) -> dict[int, str]:
        """The stance on each outcome of which one is given."""
        return {key: stance for key, stance in (self.stances or {}).items() if stance}


@transaction.atomic
def take_excerpt(*, conversation: Conversation, taken: Taken, codes: Codes, by: User) -> Excerpt:
    """Take words from a conversation and code them at once; RefusedError."""
    now = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if now.deleted_at:
        raise RefusedError("Its text is deleted: nothing more can be taken from it.")
    if now.excerpts.count() >= MOST:
        raise RefusedError(f"It has {MOST} excerpts already: remove some that say the same.")
    _refuse_length(taken.text)
    if now.excerpts.filter(text=taken.text).exists():
        raise RefusedError("These very words were taken already: code that excerpt instead.")
    excerpt = Excerpt(
        conversation=now,
        position=taken.position,
        text=taken.text,
        is_quotation=taken.is_quotation,
        said_by=taken.said_by,
    )
    record_by(excerpt, by=by)
    excerpt.save()
    _code(excerpt, codes, by)
    return excerpt


def _refuse_length(text: str) -> None:
    if not text:
        raise RefusedError("Tick what is taken, or type the words.")
    if len(text) > LONGEST:
        raise RefusedError(
            f"An excerpt has {LONGEST:,} characters at most, and this has {len(text):,}: tick less,"
            " and take the rest as another."
        )


def code_excerpt(*, excerpt: Excerpt, seen: int, codes: Codes, by: User) -> None:
    """Code it otherwise; the history says which codes changed. ChangedMeanwhileError."""
    with changing(excerpt, seen=seen, by=by, why=_changes(excerpt, codes)[:100]) as now:
        _code(now, codes, by)


def _code(excerpt: Excerpt, codes: Codes, by: User) -> None:
    """One row a theme and an outcome; those that stay keep their day and who coded them."""
    have = {(each.theme_id, each.outcome_id): each for each in excerpt.codings.all()}
    wanted: dict[tuple[int | None, int | None], str] = {(each, None): "" for each in codes.themes}
    wanted |= {(None, key): stance for key, stance in codes.outcomes.items()}
    gone = [each.pk for pair, each in have.items() if wanted.get(pair) != each.stance]
    excerpt.codings.filter(pk__in=gone).delete()
    kept = {pair for pair, each in have.items() if each.pk not in gone}
    Coding.objects.bulk_create(
        Coding(
            excerpt=excerpt,
            theme_id=theme,
            outcome_id=outcome,
            stance=stance,
            coded_on=timezone.localdate(),
            by=by,
        )
        for (theme, outcome), stance in wanted.items()
        if (theme, outcome) not in kept
    )


def _changes(excerpt: Excerpt, codes: Codes) -> str:
    """Codes: Trust added, O1 contradicts it."""
    codings = list(excerpt.codings.all())
    themes = {each.theme_id for each in codings if each.theme_id}
    stances = {each.outcome_id: each.stance for each in codings if each.outcome_id}
    names = Theme.objects.in_bulk(list(themes ^ codes.themes))
    told = [f"{names[key]} added" for key in sorted(codes.themes - themes)]
    told += [f"{names[key]} taken off" for key in sorted(themes - codes.themes)]
    wanted = codes.outcomes
    changed = [key for key in stances.keys() | wanted.keys() if stances.get(key) != wanted.get(key)]
    outcomes = Outcome.objects.in_bulk(changed)
    words = dict(Coding.Stance.choices)
    told += [
        f"{outcomes[key].reference}: {words[wanted[key]].lower() if key in wanted else 'taken off'}"
        for key in sorted(changed)
    ]
    return f"Codes: {', '.join(told)}" if told else "Codes: none changed"


@dataclass(frozen=True)
class Release:
    """The words that others read, who said them as it is printed, and what was judged."""

    text: str
    said_by: str
    quotable: str
    cleared: int = 0  # likely names that were judged to be none


def release_excerpt(*, excerpt: Excerpt, seen: int, release: Release, by: User) -> None:
    """Release words for others to read: RefusedError unless they may be quoted.

    Whoever calls this has had the words read for names by a person.
    """
    if release.quotable != Excerpt.Quotable.YES:
        raise RefusedError(
            "It is released only where whoever said it agreed to be quoted.", "quotable"
        )
    if not excerpt.conversation.consent:
        raise RefusedError(
            "The consent to this conversation is not recorded: record it first, under “Change”."
        )
    why = "Released: read for names"
    if release.cleared:
        why += f", {release.cleared} that looked like names judged to be none"
    with changing(excerpt, seen=seen, by=by, why=why) as now:
        now.quotable, now.released_text, now.said_by = "yes", release.text, release.said_by
        now.checked_on = now.released_on = timezone.localdate()
        now.checked_by = by
        now.withdrawn_on, now.withdrawn_why = None, ""


def refuse_quotation(*, excerpt: Excerpt, seen: int, quotable: str, by: User) -> None:
    """Say that it may not be quoted, or that nobody was asked; RefusedError while released."""
    with changing(excerpt, seen=seen, by=by) as now:
        if now.released_on and not now.withdrawn_on:
            raise RefusedError("It is released: withdraw it, and say why.", "quotable")
        now.quotable = quotable
        now.released_on, now.released_text = None, ""
        now.withdrawn_on, now.withdrawn_why = None, ""


def withdraw_excerpt(*, excerpt: Excerpt, seen: int, why: str, by: User) -> None:
    """Take released words back from everybody but evaluators; what was published keeps them."""
    with changing(excerpt, seen=seen, by=by, why=f"Withdrawn: {why}"[:100]) as now:
        if not now.released_on or now.withdrawn_on:
            raise RefusedError("It is not released.")
        now.withdrawn_on, now.withdrawn_why = timezone.localdate(), why


@transaction.atomic
def remove_excerpt(*, excerpt: Excerpt, seen: int, by: User) -> None:
    """Remove an excerpt that was never released, with its codes; RefusedError otherwise."""
    now = Excerpt.objects.select_for_update().get(pk=excerpt.pk)
    if now.released_on:
        raise RefusedError("It was released: withdraw it instead, so that its history stays.")
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    record_by(now, by=by)
    try:
        now.delete()
    except ProtectedError as error:
        raise RefusedError(
            "A case study or a report rests on it: take it out there first."
        ) from error

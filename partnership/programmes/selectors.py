"""What is asked of a programme and what describes it, as reported by a day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value

from partnership.dates import PartialDate
from partnership.people.models import User
from partnership.programmes.models import (
    Approach,
    Champion,
    DateClaim,
    Funding,
    PolicyReference,
    PrecedingWork,
    Programme,
    SavedView,
    Source,
)
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class Text:
    """A numbered or named line: an aim, a phase, another name, a term and its meaning."""

    number: int
    name: str
    text: str


def texts(programme: Programme) -> Mapping[str, list[Text]]:
    """The programme's other names, aims, phases and glossary, by these words; one query."""
    rows = _text("names", programme.other_names, Value(0), "name", "").union(
        _text("aims", programme.aims, F("number"), "", "text"),
        _text("phases", programme.phases, F("number"), "name", ""),
        _text("glossary", programme.glossary, Value(0), "term", "meaning"),
        all=True,
    )
    found: dict[str, list[Text]] = {what: [] for what in ("names", "aims", "phases", "glossary")}
    for what, number, name, text in rows:
        found[what].append(Text(number, name, text))
    return {
        what: sorted(lines, key=lambda t: (t.number, t.name.lower()))
        for what, lines in found.items()
    }


def _text(what: str, rows: Any, number: Any, name: str, text: str) -> QuerySet[Any, Any]:
    def column(field: str) -> Any:
        return F(field) if field else Value("", output_field=TextField())

    return rows.order_by().values_list(
        Value(what, output_field=CharField()), number, column(name), column(text)
    )


@dataclass(frozen=True)
class ChosenGroup:
    """A priority group, with the areas that chose it: (slug, name, when)."""

    name: str
    description: str
    areas: tuple[tuple[str, str, PartialDate], ...]


def priority_groups(programme: Programme, *, as_at: date, reach: Reach) -> list[ChosenGroup]:
    """The programme's priority groups and which areas within reach had chosen them; one query."""
    rows = programme.priority_groups.order_by("name", "areas__area__position").values_list(
        "name", "description", "areas__area", "areas__area__slug", "areas__area__name",
        "areas__chosen", "areas__reported_on",
    )  # fmt: skip
    found: dict[tuple[str, str], list[tuple[str, str, PartialDate]]] = defaultdict(list)
    for name, description, key, slug, area, chosen, reported_on in rows:
        areas = found[name, description]
        if reported_on and reported_on <= as_at and reach.holds(key):
            areas.append((slug, area, chosen or PartialDate()))
    return [ChosenGroup(*group, tuple(areas)) for group, areas in found.items()]


@dataclass(frozen=True)
class Background:
    """What papers say of the programme, as reported by a day."""

    claims: list[DateClaim]
    funding: list[Funding]
    approaches: list[Approach]
    policies: list[PolicyReference]
    preceding: list[PrecedingWork]
    champions: list[Champion]
    sources: list[Source]


def background(programme: Programme, *, as_at: date) -> Background:
    """Eight queries, whatever the size."""
    by_then = {"reported_on__lte": as_at}
    return Background(
        claims=list(programme.date_claims.filter(**by_then).select_related("source")),
        funding=list(programme.funding.filter(**by_then).select_related("on_behalf_of", "source")),
        approaches=list(programme.approaches.filter(**by_then)),
        policies=list(programme.policy_references.filter(**by_then)),
        preceding=list(
            programme.preceding_work.filter(**by_then)
            .prefetch_related("organisations")
            .order_by("pk")
        ),
        champions=list(programme.champions.filter(**by_then)),
        sources=list(programme.sources.filter(dated_on__lte=as_at)),
    )


def champions(programme: Programme, *, as_at: date) -> QuerySet[Champion]:
    """Champions and sponsors reported by a day, those that had ended too, by post."""
    return programme.champions.filter(reported_on__lte=as_at).select_related("source")


@dataclass(frozen=True)
class Paper:
    """A paper that was put to a board: its address and what it is."""

    body_slug: str
    body: str
    slug: str
    subject: str
    meeting_on: date


def papers(programme: Programme, *, as_at: date, reach: Reach) -> list[Paper]:
    """The papers put to the bodies within reach, latest first; one query."""
    bodies = programme.reporting_bodies.visible_to(reach)
    rows = bodies.filter(papers__reported_on__lte=as_at).order_by(
        "-papers__meeting_on", "papers__slug"
    )
    return [
        Paper(*row)
        for row in rows.values_list(
            "slug", "name", "papers__slug", "papers__subject", "papers__meeting_on"
        )
    ]


def views_of(person: User, programme: Programme, *, page: str) -> list[SavedView]:
    """What a person keeps of one list of a programme, by name; one query."""
    return list(SavedView.objects.filter(user=person, programme=programme, page=page))


def view_of(person: User, programme: Programme, key: int) -> SavedView:
    """One view of their own. Raises SavedView.DoesNotExist for anybody else's."""
    return SavedView.objects.get(user=person, programme=programme, pk=key)

"""What a wave can be planned with: published versions, places, notices, before waves."""

from dataclasses import dataclass

from evaluation.models import PrivacyNotice, SurveyVersion, VersionText, Wave
from partnership.programmes.models import Programme
from pilots.models import Area, Event, Group

MOST_EVENTS = 200  # the newest; an older one is asked about by its own feedback form


@dataclass(frozen=True)
class Offered:
    """Everything that the form offers."""

    versions: list[SurveyVersion]
    befores: list[Wave]
    areas: list[Area]
    groups: list[Group]
    events: list[Event]
    notices: list[PrivacyNotice]


def offered(programme: Programme, wave: Wave | None = None) -> Offered:
    """What there is today, with what `wave` has; six queries."""
    versions = SurveyVersion.objects.filter(
        survey__programme=programme, published_at__isnull=False, survey__is_retired=False
    )
    befores = programme.waves.filter(stage=Wave.Stage.BEFORE, after__isnull=True)
    if wave:
        versions |= SurveyVersion.objects.filter(pk=wave.version_asked_id)
        if wave.before_id:
            befores |= programme.waves.filter(pk=wave.before_id)
    return Offered(
        versions=list(
            versions.select_related("survey").order_by("survey__title", "-number").distinct()
        ),
        befores=list(befores.order_by("-opens_on", "name")),
        areas=list(programme.areas.order_by("name")),
        groups=list(Group.objects.filter(programme=programme).select_related("area")),
        events=_events(programme, wave),
        notices=list(programme.privacy_notices.order_by("-number")),
    )


def _events(programme: Programme, wave: Wave | None) -> list[Event]:
    found = list(
        Event.objects.filter(programme=programme)
        .select_related("area")
        .order_by("-pk")[:MOST_EVENTS]
    )
    if wave and wave.event and wave.event not in found:
        found.append(wave.event)
    return sorted(found, key=lambda each: each.name.casefold())


def languages(programme: Programme) -> list[tuple[str, str]]:
    """The languages into which the programme’s surveys are translated, by their names."""
    there = VersionText.objects.filter(version__survey__programme=programme)
    return sorted(set(there.order_by().values_list("language", "language_name")))


def notices(programme: Programme) -> list[PrivacyNotice]:
    """Every version of what respondents are told, the newest first."""
    return list(programme.privacy_notices.select_related("by").order_by("-number"))

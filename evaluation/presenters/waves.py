"""A wave in words: how it stands, how many answered, where its form is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from evaluation.models import Deletion, Response, Wave
from evaluation.presenters.form_words import FormWords
from evaluation.selectors.asked import Spoken
from evaluation.selectors.waves import door_of
from partnership.dates import NOT_RECORDED, day_words
from partnership.web.charts import BarChart, Datum, horizontal_bars
from pilots.feedback_rules import Door
from pilots.printing.feedback import LAST_LETTER

Reason = Deletion.Reason
CHANNELS = {
    Response.Channel.PUBLIC.value: "by link or QR code",
    Response.Channel.PAPER.value: "on paper",
}
MOST_DAYS = 14  # bars by day; more are put together by weeks, and those by months
MOST_WEEKS = 26


@dataclass(frozen=True)
class WaveTold:
    """How a wave stands, on its page and in the list."""

    wave: Wave
    state: str
    tone: str
    sentence: str
    answered: int
    rate: str

    @property
    def where(self) -> str:
        """For whom it is."""
        wave = self.wave
        return str(wave.event or wave.group or wave.area or "The whole programme")


def told(wave: Wave, answered: int) -> WaveTold:
    """The wave in words, with how many have answered."""
    state, tone, sentence = _state(wave)
    return WaveTold(wave, state, tone, sentence, answered, rate_words(answered, wave.audience))


def _state(wave: Wave) -> tuple[str, str, str]:
    opens, closes = day_words(wave.opens_on), day_words(wave.closes_on)
    match door_of(wave):
        case Door.OPEN:
            return "Open", "green", f"It takes answers until the end of {closes}."
        case Door.NOT_YET:
            return "Not open yet", "blue", f"It takes answers from {opens} to {closes}."
        case _ if wave.closed_at:
            return "Closed", "grey", f"It was closed before its last day, {closes}."
        case _:
            return "Closed", "grey", f"It took answers from {opens} to {closes}."


def rate_words(answered: int, audience: int | None) -> str:
    """23 of 40 who were asked answered: 58%."""
    if audience is None:
        return f"{answered:,} answered; how many were asked is {NOT_RECORDED}"
    if answered > audience:
        return f"{answered:,} answered, more than the {audience:,} who were to be asked"
    share = round(100 * answered / audience)
    return f"{answered:,} of {audience:,} who were asked answered: {share}%"


def link_of(wave: Wave, name: str = "answer") -> str:
    """An address of the public form in full, as it stands on the poster."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=[wave.code])


def day_chart(days: Sequence[tuple[date, int]]) -> BarChart | None:
    """How many came when: by day, week or month, as long as it lasted; None where nobody has."""
    if not days:
        return None
    unit, named = _unit(days[-1][0] - days[0][0])
    counts: dict[str, int] = {}
    for day, number in _every_day(days):
        counts[named(day)] = counts.get(named(day), 0) + number
    data = [Datum(name, number) for name, number in counts.items()]
    title = f"Answers by {unit}"
    return horizontal_bars(data, ident="answers-by-day", title=title, column="Answers")


def _unit(length: timedelta) -> tuple[str, Callable[[date], str]]:
    """What answers are put together by, and how one of it is called."""
    if length.days < MOST_DAYS:
        return "day", day_words
    if length.days < 7 * MOST_WEEKS:
        return "week", lambda day: f"week of {day_words(day - timedelta(day.weekday()))}"
    return "month", lambda day: f"{day:%B} {day.year}"


def _every_day(days: Sequence[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    """Those on which nobody answered, too."""
    came, first = dict(days), days[0][0]
    for step in range((days[-1][0] - first).days + 1):
        day = first + timedelta(step)
        yield day, came.get(day, 0)


def channel_words(came: Mapping[str, int]) -> str:
    """20 came by link or QR code, 3 on paper."""
    said = [f"{came[each]:,} {words}" for each, words in CHANNELS.items() if came.get(each)]
    return ", ".join(said).replace(" ", " came ", 1)


def invited_words(made: int, used: int) -> str:
    """12 of 40 invitations were used."""
    if not made:
        return "No invitation was made yet: without one, nobody can answer."
    kept = "Which answer one was used for is not kept."
    return f"{used:,} of {made:,} invitations {'was' if used == 1 else 'were'} used. {kept}"


def deletion_words(log: Sequence[tuple[str, date, int]]) -> list[str]:
    """What was deleted, in a sentence for each reason, and for each day on which it was due."""
    asked = sum(number for reason, _, number in log if reason == Reason.RESPONDENT)
    mistyped = sum(number for reason, _, number in log if reason == Reason.MISTYPED)
    told = []
    if asked:
        were = "was" if asked == 1 else "were"
        told.append(f"{asked:,} more {were} deleted because respondents asked for it.")
    if mistyped:
        forms = "paper form that was" if mistyped == 1 else "paper forms that were"
        were = "was" if mistyped == 1 else "were"
        told.append(f"{mistyped:,} {forms} typed wrong {were} taken back.")
    for reason, on, number in log:
        if reason == Reason.RETENTION:
            told.append(
                f"The single answers and codes of {number:,} were deleted on {day_words(on)}."
                " Counts and published results stay."
            )
    return told


@dataclass(frozen=True)
class LanguageOfPaper:
    """A language in which papers are offered."""

    language: str
    name: str
    lang: str
    is_printable: bool


def paper_languages(spoken: Sequence[Spoken]) -> list[LanguageOfPaper]:
    """Every language of the version, and whether our letters have its own."""
    return [
        LanguageOfPaper(
            each.language,
            each.name,
            FormWords(each.language, each.texts).lang,
            is_printable(" ".join(each.texts.values())),
        )
        for each in spoken
    ]


def is_printable(text: str) -> bool:
    """Whether our letters have those of the text: Latin, Greek and Cyrillic."""
    return not any(ord(each) > LAST_LETTER and each.isalpha() for each in text)


def facts(wave: Wave) -> list[tuple[str, object]]:
    """What was planned of it, line by line."""
    said: list[tuple[str, object]] = [
        ("Survey", _linked(wave.version_asked, "survey-version", *_version_args(wave))),
        ("For", told(wave, 0).where),
        ("Takes answers", f"{day_words(wave.opens_on)} to {day_words(wave.closes_on)}"),
        ("How many are asked", f"{wave.audience:,}" if wave.audience else None),
        ("By invitation only", "Yes" if wave.by_invitation else "No"),
        ("Asks for the self-made code", "Yes" if wave.asks_code else "No"),
        ("Respondents are told", str(wave.notice)),
        ("Single answers are deleted on", day_words(wave.delete_on)),
    ]
    return [*said[:2], *_pair(wave), *said[2:]]


def _pair(wave: Wave) -> list[tuple[str, object]]:
    """What it is compared with."""
    if wave.stage == Wave.Stage.AFTER:
        return [("Compared with the before wave", _wave_link(wave, wave.before))]
    if wave.stage == Wave.Stage.BEFORE:
        after = _wave_link(wave, getattr(wave, "after", None)) or "not planned yet"
        return [("Compared with the after wave", after)]
    return []


def _version_args(wave: Wave) -> tuple[object, ...]:
    version = wave.version_asked
    return wave.programme.slug, version.survey.slug, version.number


def _wave_link(wave: Wave, other: Wave | None) -> SafeString | None:
    return _linked(other, "wave", wave.programme.slug, other.slug) if other else None


def _linked(record: object, name: str, *args: object) -> SafeString:
    """What it is called, leading to its page."""
    return format_html('<a href="{}">{}</a>', reverse(name, args=args), record)

"""Invented answers of partners before and after, and what was said, for the illustrative programme.

No workbook carries what people answered or said (docs/workbook.md), so it is given here,
once. Everything is drawn with the same seed: whoever loads it sees the same figures.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from evaluation.actions.answers import store_response
from evaluation.actions.matches import match_waves
from evaluation.actions.publishing import publish
from evaluation.actions.surveys import create_survey
from evaluation.actions.tallies import rebuild_pairs, tally_wave
from evaluation.actions.waves import WaveDetails, plan_wave
from evaluation.models import (
    Coding,
    Conversation,
    Excerpt,
    Indicator,
    Match,
    Outcome,
    PrivacyNotice,
    Question,
    Response,
    SurveyVersion,
    Theme,
    Wave,
)
from evaluation.rules.questionnaire import Given, Item
from evaluation.selectors.questionnaire import questionnaire
from partnership.dates import add_months, day_after, end_of_month
from partnership.programmes.models import Programme

TITLE = "Partners, before and after"
ASKED_IN, ASKED_AGAIN_IN = 2, 9  # months of the programme
SEED = 20_19
ZONE = ZoneInfo("Europe/London")
PEOPLE = 46  # who answered before
STAYED, LEFT, MISTYPED, NEW = 38, 8, 3, 5  # who answered again; of them with one part mistyped
AUDIENCE = 60
KEPT_FOR = 730  # days

INFORMATION = (
    "We ask the people who work in this partnership the same questions twice, to see what"
    " changes. Evaluators read the answers; everybody else sees figures of groups. Your answers"
    " are deleted two years after the last day on which we ask. (This programme is invented.)"
)
WORDS = (
    "Invented answer: Having one person to phone has helped more than any leaflet.",
    "Invented answer: Time. Nobody has been given any.",
    "Invented answer: Meeting in the library rather than in an office.",
)
TALK = (
    "Invented words. We used to hand people a leaflet and hope. Now I walk them across the"
    " corridor and introduce them.\n\n"
    "The nurse asks me what I think. A year ago she did not know my name.\n\n"
    "What has not changed is the rota. I do this in the time that I should be shelving."
)
THEMES = (
    ("known-by-name", "Known by name", "That people of other services know one another."),
    ("time", "Time for it", "Whether anybody is given time for the work."),
)
# The paragraph, its theme, the outcome that it speaks of, how it speaks of it, and whether
# it may be quoted outside the evaluators.
SAID = (
    (0, "known-by-name", "O1", "supports", False),
    (1, "known-by-name", "O2", "supports", True),
    (2, "time", "O2", "contradicts", False),
)


@transaction.atomic
def give_evidence(programme: Programme, *, today: date) -> None:
    """Ask the partners twice and write one conversation down; once and for all."""
    if not programme.surveys.exists():
        _ask_partners(programme, today)
    if not programme.conversations.exists():
        _talk(programme)


def _ask_partners(programme: Programme, today: date) -> None:
    version = _published(programme)
    notice = PrivacyNotice.objects.create(
        programme=programme, number=1, information=INFORMATION,
        consent="I have read this, and I agree that my answers are used.",
    )  # fmt: skip
    before = _wave(programme, version, notice, ASKED_IN)
    after = _wave(programme, version, notice, ASKED_AGAIN_IN, before)
    random = Random(SEED)  # noqa: S311  figures to look at, nothing secret
    people = [_Person(programme, random, number) for number in range(PEOPLE + NEW)]
    for person in people[:PEOPLE]:
        person.answers(before, version, later=False)
    for number, person in enumerate([*people[:STAYED], *people[PEOPLE:]]):
        person.answers(after, version, later=True, mistyped=number < MISTYPED)
    for wave in (before, after):
        tally_wave(wave)
    match_waves(after)
    near = Match.objects.filter(wave=after, state=Match.State.PROPOSED)
    near.update(state=Match.State.CONFIRMED, decided_on=after.closes_on)
    rebuild_pairs(after)
    for wave in (before, after):
        publish(wave, on=min(today, day_after(wave.closes_on)))


def _published(programme: Programme) -> SurveyVersion:
    """The survey, as our own words for partners ask it, with its outcomes."""
    survey = create_survey(
        programme=programme, title=TITLE, purpose="partners", by=None, template="partners"
    )
    version: SurveyVersion = survey.versions.get()
    version.published_at = datetime.combine(programme.start_month, time(9), ZONE)
    version.save(update_fields=["published_at"])
    outcomes = Outcome.objects.filter(framework__programme=programme, framework__slug="logic-model")
    for code, reference in (("working-together", "O1"), ("confident-refer", "O2")):
        question = Question.objects.get(version=version, code=code)
        question.outcomes.add(*outcomes.filter(reference=reference))
    _follow(version, outcomes.filter(reference="O2"))
    return version


def _follow(version: SurveyVersion, outcomes: Iterable[Outcome]) -> None:
    """An indicator that is computed from what they answer."""
    programme = version.survey.programme
    question = version.questions.get(code="confident-refer")
    highest = sorted(choice.value for choice in question.choices.all() if not choice.is_missing)
    indicator = Indicator.objects.create(
        programme=programme,
        slug="partners-confident",
        name="Partners confident to point people to support",
        definition="Partners who gave one of the two highest points.",
        kind=Indicator.Kind.PER_CENT,
        better=Indicator.Better.MORE,
        computed_from=Indicator.Computed.ANSWERS,
        survey=version.survey,
        survey_code=question.code,
        counted_answers=highest[-2:],
        position=programme.indicators.count() + 1,
        reported_on=programme.start_month,
    )
    indicator.outcomes.set(outcomes)


def _wave(
    programme: Programme,
    version: SurveyVersion,
    notice: PrivacyNotice,
    month: int,
    before: Wave | None = None,
) -> Wave:
    opens, closes = (
        add_months(programme.start_month, month - 1),
        end_of_month(programme.start_month, month),
    )
    wave = plan_wave(
        programme=programme,
        details=WaveDetails(
            name=f"Partners, {'after' if before else 'before'}",
            version_asked=version,
            stage=Wave.Stage.AFTER if before else Wave.Stage.BEFORE,
            opens_on=opens,
            closes_on=closes,
            notice=notice,
            delete_on=closes + timedelta(days=KEPT_FOR),
            before=before,
            audience=AUDIENCE,
            asks_code=True,
        ),
        by=None,
    )
    wave.reported_on = closes
    wave.save(update_fields=["reported_on"])
    return wave


class _Person:
    """Somebody invented, with a code, an area, a sector, and a way of answering."""

    def __init__(self, programme: Programme, random: Random, number: int) -> None:
        self.random = random
        self.code = [f"{chr(97 + number % 26)}{chr(97 + number // 26)}", f"{number % 28 + 1:02}"]
        self.code += [random.choice(("ir", "ki", "ay", "tr")), str(random.randint(0, 4))]
        self.leaning = random.gauss(0, 0.8)
        self.place = random.random()

    def answers(
        self, wave: Wave, version: SurveyVersion, *, later: bool, mistyped: bool = False
    ) -> None:
        """Answer everything that is asked; some leave something out."""
        asked = questionnaire(version)
        said = {item.code: tuple(self._given(item, later)) for item in asked.items}
        key = UUID(int=self.random.getrandbits(128), version=4)
        code = [*self.code[:3], "9"] if mistyped else self.code
        store_response(wave=wave, key=key, answers=_shown(said), code_parts=code, language="en")
        days = (wave.closes_on - wave.opens_on).days
        on = wave.opens_on + timedelta(days=self.random.randint(0, days))
        Response.objects.filter(pk=key).update(received_on=on)

    def _given(self, item: Item, later: bool) -> Iterator[Given]:
        if item.kind == "text":
            if later and self.random.random() < 0.15:  # a few write something
                yield Given(text=self.random.choice(WORDS))
        elif item.kind == "number":
            yield Given(value=self.random.randint(1, 9))
        elif item.rows:
            for row in item.rows:
                yield Given(value=self._point(item, later), row=row.code)
        elif item.role:
            yield Given(value=item.options[int(self.place * len(item.options))].value)
        else:
            yield Given(value=self._point(item, later))

    def _point(self, item: Item, later: bool) -> int:
        """A point of the scale; later somewhat higher."""
        points = sorted(option.value for option in item.options if not option.is_missing)
        middle = (len(points) - 1) / 2 + self.leaning + (0.7 if later else -0.2)
        place = round(self.random.gauss(middle, 0.6))
        return points[min(max(place, 0), len(points) - 1)]


def _shown(said: Mapping[str, Sequence[Given]]) -> dict[str, tuple[Given, ...]]:
    """Without the question that follows only on “Yes”, where that was not the answer."""
    told = {code: tuple(given) for code, given in said.items() if given}
    if [each.value for each in told.get("referred", ())] != [1]:
        told.pop("referred-how-many", None)
    return told


def _talk(programme: Programme) -> None:
    """A focus group of library staff, coded to themes and outcomes."""
    when = add_months(programme.start_month, ASKED_AGAIN_IN - 1)
    themes = {
        slug: Theme.objects.create(
            programme=programme, slug=slug, name=name, meaning=meaning, position=position
        )
        for position, (slug, name, meaning) in enumerate(THEMES, start=1)
    }
    conversation = Conversation.objects.create(
        programme=programme, area=programme.areas.order_by("position").first(),
        slug="library-staff", title="Library staff, two reading rooms", kind="focus-group",
        when=f"{when:%Y-%m}", sector="public-library", who="Library assistants", people=5,
        consent="written", text=TALK, reported_on=when + timedelta(days=20),
        delete_on=end_of_month(when, 25),
    )  # fmt: skip
    outcomes = Outcome.objects.filter(framework__programme=programme, framework__slug="logic-model")
    for position, (paragraph, theme, outcome, stance, quoted) in enumerate(SAID, start=1):
        excerpt = _excerpt(conversation, position, TALK.split("\n\n")[paragraph], quoted)
        on = conversation.reported_on
        Coding.objects.create(excerpt=excerpt, theme=themes[theme], coded_on=on)
        spoken_of = outcomes.get(reference=outcome)
        Coding.objects.create(excerpt=excerpt, outcome=spoken_of, stance=stance, coded_on=on)


def _excerpt(conversation: Conversation, position: int, text: str, quoted: bool) -> Excerpt:
    on = conversation.reported_on + timedelta(days=7)
    released = {
        "quotable": "yes", "checked_on": on, "released_on": on, "released_text": text,
        "said_by": "Library assistant, Area North",
    }  # fmt: skip
    return Excerpt.objects.create(
        conversation=conversation, position=position, text=text, **(released if quoted else {})
    )

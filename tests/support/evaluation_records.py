"""One record of each kind of the evaluation, for a programme and for a place, for tests."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from model_bakery import baker

from evaluation import models as of
from evaluation.presenters.story_paper import paper_of
from evaluation.printing.stories import story_pdf
from evaluation.rules.story import FILES, fingerprint
from evaluation.selectors.stories import behind, in_full
from partnership.programmes.models import Programme
from pilots.actions.attachments import Content, store_content
from tests.support.builders import PAPER_DAY
from tests.support.drafts import a_draft

OPENS = date(2019, 9, 2)


def a_logic_model(programme: Programme) -> of.Outcome:
    """One part of each kind: input I1, activity A1, outcome logic.O1, a measure."""
    common = {"programme": programme, "reported_on": PAPER_DAY}
    framework = baker.make(of.Framework, slug="logic", name="Logic model", **common)
    outcome = baker.make(
        of.Outcome, framework=framework, reference="O1", position=1, level="intermediate",
        statement="New skills",
    )  # fmt: skip
    put_in = baker.make(of.Input, reference="I1", position=1, name="Core team", **common)
    activity = baker.make(of.Activity, reference="A1", position=1, name="Co-design", **common)
    baker.make(of.ActivityInput, activity=activity, input=put_in)
    baker.make(of.ActivityOutcome, activity=activity, outcome=outcome)
    measure = baker.make(of.Measure, slug="interviews", kind="interviews", name="Talks", **common)
    measure.outcomes.add(outcome)
    return outcome


def a_survey(programme: Programme, **details: Any) -> of.SurveyVersion:
    """A published version with one scale question, one of words, and a code of one part."""
    survey = baker.make(
        of.Survey, programme=programme, slug=details.pop("slug", "partners"), title="Partners",
        purpose="partners",
    )  # fmt: skip
    baker.make(of.CodeQuestion, survey=survey, position=1, text="Birth month?", kind="digits")
    version = baker.make(
        of.SurveyVersion, survey=survey, number=1, published_at="2019-08-01T09:00:00Z"
    )
    section = baker.make(of.Section, version=version, position=1, title="You and your work")
    question = baker.make(
        of.Question, version=version, section=section, position=1, code="confident",
        kind="scale", text="I feel confident", better="more",
    )  # fmt: skip
    for value, words in enumerate(("Disagree", "Neither", "Agree"), start=1):
        baker.make(of.Choice, question=question, position=value, value=value, text=words)
    baker.make(
        of.Question, version=version, section=section, position=2, code="words", kind="text",
        text="Anything else?",
    )  # fmt: skip
    return version


def a_notice(programme: Programme) -> of.PrivacyNotice:
    """What respondents are told."""
    number = programme.privacy_notices.count() + 1
    return baker.make(
        of.PrivacyNotice, programme=programme, number=number, information="We ask…",
        consent="I agree.",
    )  # fmt: skip


def a_wave(version: of.SurveyVersion, name: str, **details: Any) -> of.Wave:
    """A wave that ran in September 2019; its slug is its name's."""
    programme = version.survey.programme
    given = {
        "programme": programme,
        "version_asked": version,
        "name": name,
        "slug": name.lower().replace(" ", "-"),
        "stage": "single",
        "opens_on": OPENS,
        "closes_on": OPENS + timedelta(28),
        "delete_on": OPENS + timedelta(400),
        "reported_on": OPENS,
        "code": uuid4().hex[:20],
        "asks_code": True,
        **details,
    }
    if "notice" not in given:
        given["notice"] = programme.privacy_notices.first() or a_notice(programme)
    return of.Wave.objects.create(**given)


def a_response(wave: of.Wave, point: int = 3, words: str = "", **details: Any) -> of.Response:
    """One response to the survey of `a_survey`."""
    response = of.Response.objects.create(
        wave=wave, channel="public", received_on=wave.opens_on, **details
    )
    scale, free = wave.version_asked.questions.order_by("position")
    of.Answer.objects.create(response=response, question=scale, value=point)
    if words:
        of.Answer.objects.create(response=response, question=free, text=words)
    return response


def evaluated(place: Any) -> None:
    """Give a place of two_areas one record of each kind that belongs to it."""
    outcomes = of.Outcome.objects.filter(framework__programme=place.programme)
    outcome = outcomes.first() or a_logic_model(place.programme)
    if not place.programme.surveys.filter(slug="draft").exists():
        a_draft(place.programme)
    _indicator(place, outcome)
    before, after = _waves(place)
    _answers(before, after, place)
    excerpt = _said(place, outcome)
    _story(place, outcome, excerpt)


def _indicator(place: Any, outcome: of.Outcome) -> None:
    indicator, _ = of.Indicator.objects.get_or_create(
        programme=place.programme,
        slug="loans",
        defaults={
            "name": "Loans",
            "kind": "count",
            "is_per_area": True,
            "reported_on": PAPER_DAY,
        },
    )
    indicator.outcomes.add(outcome)
    common = {"indicator": indicator, "area": place.area, "reported_on": PAPER_DAY}
    baker.make(of.IndicatorAim, baseline=10, baseline_as_stated="ten", **common)
    value = of.IndicatorValue.objects.create(
        when="2019-09", value=12, as_stated="a dozen", note="At two sites", **common
    )
    place.records["value"] = value


def _waves(place: Any) -> tuple[of.Wave, of.Wave]:
    published = of.SurveyVersion.objects.filter(published_at__isnull=False)
    version = published.filter(survey__programme=place.programme).first()
    version = version or a_survey(place.programme)
    at = {"area": place.area, "group": place.group}
    before = a_wave(version, f"{place.word} before", stage="before", **at)
    after = a_wave(version, f"{place.word} after", stage="after", before=before, **at)
    place.records["wave"] = after
    return before, after


def _answers(before: of.Wave, after: of.Wave, place: Any) -> None:
    pair = [
        a_response(wave, 2 + number, "It helped", area=place.area, code_parts=["ab"])
        for number, wave in enumerate((before, after))
    ]
    baker.make(of.Match, wave=after, before=pair[0], after=pair[1], how="exact", state="confirmed")
    question = after.version_asked.questions.get(code="confident")
    at = {"question": question, "area": place.area}
    baker.make(of.Tally, wave=after, key="confident", value=3, answers=1, **at)
    baker.make(of.PairTally, wave=after, before=2, after=3, pairs=1, **at)
    baker.make(of.ShownTable, wave=after, key="confident", cells={}, shown_on=PAPER_DAY)
    baker.make(of.Invitation, wave=after, key_hash=uuid4().hex)
    baker.make(of.Deletion, wave=after, reason="respondent", responses=1, on=PAPER_DAY)


def _said(place: Any, outcome: of.Outcome) -> of.Excerpt:
    theme, _ = of.Theme.objects.get_or_create(
        programme=place.programme, slug="trust", defaults={"name": "Trust"}
    )
    talk = baker.make(
        of.Conversation, programme=place.programme, area=place.area, slug=f"{place.word}-talk",
        title="Talk", kind="interview", text="All of it", reported_on=PAPER_DAY, readers="area",
    )  # fmt: skip
    excerpt = baker.make(of.Excerpt, conversation=talk, text="I ask here first now.")
    baker.make(of.Coding, excerpt=excerpt, theme=theme, coded_on=PAPER_DAY)
    baker.make(of.Coding, excerpt=excerpt, outcome=outcome, stance="supports", coded_on=PAPER_DAY)
    baker.make(of.CaseSummary, conversation=talk, theme=theme, text="Trust grew")
    place.records |= {"talk": talk, "excerpt": excerpt}
    return excerpt


def _story(place: Any, outcome: of.Outcome, excerpt: of.Excerpt) -> None:
    story = baker.make(
        of.Story, programme=place.programme, area=place.area, slug=f"{place.word}-story",
        title="A story", kind="case-study", summary="In short", state="published",
        consent="given",
    )  # fmt: skip
    story.outcomes.add(outcome)
    section = baker.make(of.StorySection, story=story, position=1, heading="Then", text="And so")
    baker.make(of.StoryEvidence, story=story, section=section, excerpt=excerpt, words="Trust")
    plan = store_content(
        programme=place.programme, area=place.area, by=None, path=f"{FILES}/{uuid4().hex}",
        content=Content("plan.txt", "text/plain", b"A plan"),
    )  # fmt: skip
    evidence = of.StoryEvidence.objects.create(story=story, attachment=plan, position=2)
    _edition(in_full(story))
    place.records |= {"story": story, "chapter": section, "evidence": evidence, "plan": plan}


def _edition(story: of.Story) -> None:
    """The first edition of a story, printed as `quick_papers` does."""
    paper = paper_of(story, behind(story), number=1, on=PAPER_DAY)
    mark = fingerprint(paper.frozen())
    pdf = story_pdf(paper, mark, render=lambda html, **_: html.encode())
    of.StoryEdition.objects.create(
        story=story, number=1, snapshot=paper.frozen(), fingerprint=mark,
        pdf_path=f"stories/{uuid4().hex}.pdf", pdf_sha256=sha256(pdf).hexdigest(),
    )  # fmt: skip

"""A questionnaire with every kind of question, and people who answer it before and after."""

from collections.abc import Mapping, Sequence
from typing import Any

from model_bakery import baker

from evaluation import models as of
from partnership.programmes.models import Programme
from tests.support.evaluation_records import a_wave

AGREE = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
OFTEN = ("Hardly ever", "Some of the time", "Often")
NOT_SAID = 9
AGES = ("Under 25", "25 to 44", "45 to 64", "65 and over")
USED = ("Health books", "Singing group", "Digital help")


def a_questionnaire(programme: Programme, slug: str = "partners", number: int = 1) -> Any:
    """A published version: confidence, a grid of trust, what was used, visits, age, loneliness."""
    survey, _ = of.Survey.objects.get_or_create(
        programme=programme, slug=slug, defaults={"title": "Partners", "purpose": "partners"}
    )
    if not survey.code_questions.exists():
        for position, text in enumerate(("Birth month", "First letters", "House number"), 1):
            baker.make(of.CodeQuestion, survey=survey, position=position, text=text, kind="digits")
    version = baker.make(
        of.SurveyVersion, survey=survey, number=number, published_at="2019-08-01T09:00:00Z"
    )
    section = baker.make(of.Section, version=version, position=1, title="You and your work")
    _fill(version, section)
    return version


def _fill(version: of.SurveyVersion, section: of.Section) -> None:
    def asks(code: str, kind: str, choices: Sequence[str] = (), **fields: Any) -> of.Question:
        given = {"text": f"About {code}", "position": version.questions.count() + 1} | fields
        question = baker.make(
            of.Question, version=version, section=section, code=code, kind=kind, **given
        )
        for value, text in enumerate(choices, start=1):
            _choice(question, value, text)
        return question

    confident = asks("confident", "scale", AGREE, text="I feel confident", better="more")
    _choice(confident, NOT_SAID, "Prefer not to say", is_missing=True)
    trust = asks("trust", "grid", OFTEN, text="How often do you trust", better="more")
    for position, code in enumerate(("libraries", "health"), start=1):
        baker.make(of.GridRow, question=trust, position=position, code=code, text=code.title())
    asks("used", "multiple", USED, text="What have you used?")
    asks("visits", "number", text="Visits in a month", lowest=0, highest=50, better="more")
    asks("age", "single", AGES, text="How old are you?", role="characteristic")
    asks("words", "text", text="Anything else?")
    scale = baker.make(
        of.ScoredScale, version=version, code="lonely", name="Loneliness", method="ucla-3",
        more_is_better=False,
    )  # fmt: skip
    for item in (1, 2, 3):
        asks(f"lonely-{item}", "scale", OFTEN, scale=scale, scale_item=item, better="less")


def _choice(question: of.Question, value: int, text: str, **fields: Any) -> None:
    position = question.choices.count() + 1
    baker.make(of.Choice, question=question, position=position, value=value, text=text, **fields)


def a_pair(version: of.SurveyVersion, **details: Any) -> tuple[of.Wave, of.Wave]:
    """A wave before and one after, which are matched by code."""
    before = a_wave(version, details.pop("first", "Before"), stage="before", **details)
    name = details.pop("second", "After")
    return before, a_wave(version, name, stage="after", before=before, **details)


def answers(
    wave: of.Wave, given: Mapping[str, Any], *, code: Sequence[str] = (), **details: Any
) -> of.Response:
    """One response: {"confident": 4, "used": [1, 2], "trust": {"health": 3}, "words": "…"}."""
    response = of.Response.objects.create(
        wave=wave, channel="public", received_on=wave.opens_on, code_parts=list(code), **details
    )
    questions = {each.code: each for each in wave.version_asked.questions.all()}
    of.Answer.objects.bulk_create(
        of.Answer(response=response, question=questions[name], row=row, value=value, text=text)
        for name, said in given.items()
        for row, value, text in _said(questions[name], said)
    )
    return response


def _said(question: of.Question, said: Any) -> list[tuple[Any, int | None, str]]:
    if isinstance(said, str):
        return [(None, None, said)]
    if isinstance(said, dict):
        rows = {row.code: row for row in question.grid_rows.all()}
        return [(rows[code], value, "") for code, value in said.items()]
    return [(None, value, "") for value in (said if isinstance(said, list) else [said])]

"""Two surveys of a benchmark's programme, each asked before and after of the same people.

One has twenty times as many answers as the other, so that both pages of results are measured
by the same processes: 50,000 answers against 1,000,000 at national size.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from evaluation.actions.counting import count
from evaluation.models import (
    Answer,
    Choice,
    CodeQuestion,
    PrivacyNotice,
    Question,
    Response,
    Section,
    Survey,
    SurveyVersion,
    Wave,
)
from partnership.people.models import Sector
from tests.benchmarks.copying import copy_rows
from tests.benchmarks.evaluation import OUTCOMES
from tests.benchmarks.people import START
from tests.benchmarks.sizes import PROGRAMME, Size

QUESTIONS, POINTS = 20, 5
SURVEYS = {1: "some", 2: "many"}
TIMES = {1: 1, 2: 20}
SECTORS = [each for each, _ in Sector.choices if each]
OPENS = START + timedelta(60)
Row = dict[str, Any]


def fill_surveys(size: Size) -> None:
    """Add both surveys with their waves and answers."""
    copy_rows(
        PrivacyNotice,
        [{"id": 1, "programme_id": PROGRAMME, "number": 1, "information": "…", "consent": "Yes"}],
    )
    for key, slug in SURVEYS.items():
        _ask(key, slug)
    for key in SURVEYS:
        people = size.respondents * TIMES[key]
        copy_rows(Response, _responses(key, people, size.areas))
        copy_rows(Answer, _answers(key, people))


def count_answers() -> None:
    """Tally, match and show what was answered, as a worker does."""
    for key in SURVEYS:
        count(*Wave.objects.filter(version_asked=key).order_by("pk"), on=date.today())


def _ask(key: int, slug: str) -> None:
    of_programme = {"programme_id": PROGRAMME}
    copy_rows(
        Survey, [{"id": key, "slug": slug, "title": slug, "purpose": "partners", **of_programme}]
    )
    copy_rows(
        CodeQuestion, [{"id": key, "survey_id": key, "position": 1, "text": "?", "kind": "digits"}]
    )
    published = {"id": key, "survey_id": key, "number": 1, "published_at": f"{START}T09:00:00Z"}
    copy_rows(SurveyVersion, [published])
    copy_rows(Section, [{"id": key, "version_id": key, "position": 1, "title": "You"}])
    copy_rows(Question, (_question(key, number) for number in range(1, QUESTIONS + 1)))
    copy_rows(Question.outcomes.through, (_outcome(key, n) for n in range(1, QUESTIONS + 1)))
    copy_rows(Choice, (_choice(key, n, p) for n in range(1, QUESTIONS + 1) for p in range(1, 6)))
    copy_rows(Wave, [_wave(key, "before", None), _wave(key, "after", 2 * key)])


def _question_key(survey: int, number: int) -> int:
    return survey * 100 + number


def _question(survey: int, number: int) -> Row:
    return {
        "id": _question_key(survey, number),
        "version_id": survey,
        "section_id": survey,
        "position": number,
        "code": f"question-{number}",
        "kind": "scale",
        "text": f"I feel confident to work with partners of kind {number}",
        "better": "more",
    }


def _outcome(survey: int, number: int) -> Row:
    """What a question tells of: so reports and outcomes' pages read its answers."""
    key = _question_key(survey, number)
    return {"id": key, "question_id": key, "outcome_id": number % OUTCOMES + 2}


def _choice(survey: int, number: int, point: int) -> Row:
    words = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
    key = _question_key(survey, number)
    common = {"question_id": key, "position": point, "value": point}
    return {"id": key * 10 + point, "text": words[point - 1], **common}


def _wave(survey: int, stage: str, before: int | None) -> Row:
    slug = f"{SURVEYS[survey]}-{stage}"
    closes = OPENS + timedelta(28)
    return {
        "id": 2 * survey + (stage == "after"),
        "programme_id": PROGRAMME,
        "version_asked_id": survey,
        "slug": slug,
        "name": slug,
        "stage": stage,
        "before_id": before,
        "opens_on": OPENS,
        "closes_on": closes,
        "audience": 100_000,
        "notice_id": 1,
        "code": slug,
        "asks_code": True,
        "delete_on": date.today() + timedelta(400),
        "reported_on": OPENS,
    }


def _key(survey: int, stage: int, person: int) -> UUID:
    return UUID(int=Random(f"{survey} {stage} {person}").getrandbits(128))


def _responses(survey: int, people: int, areas: int) -> Iterator[Row]:
    for stage in (0, 1):
        for person in range(people):
            yield {
                "id": _key(survey, stage, person),
                "wave_id": 2 * survey + stage,
                "channel": "public",
                "received_on": OPENS,
                "area_id": person % areas + 1,
                "sector": SECTORS[person % len(SECTORS)],
                "code_parts": [f"{person}"],
            }


def _answers(survey: int, people: int) -> Iterator[Row]:
    chance = Random(survey)
    for stage in (0, 1):
        for person in range(people):
            response = _key(survey, stage, person)
            for question in range(1, QUESTIONS + 1):
                yield {
                    "id": UUID(int=chance.getrandbits(128)),
                    "response_id": response,
                    "question_id": _question_key(survey, question),
                    "value": min(POINTS, chance.randint(1, 4 + 2 * stage)),
                }

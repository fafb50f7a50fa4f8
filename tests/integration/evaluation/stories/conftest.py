"""A programme with two areas, a writer and reviewers; papers are not set in pages."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from evaluation.actions.stories import StoryDetails, begin_story
from evaluation.models import Conversation, Excerpt, Outcome, Story, StoryEvidence
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.builders import a_person, an_area
from tests.support.evaluation_records import a_logic_model

WHERE = "/programmes/co-creating/"
FACTS = {
    "title": "A desk for health",
    "summary": "One library began.",
    "consent": "nobody",
    "consent_note": "",
    "readers": "shared",
}
People = dict[str, Client]


@pytest.fixture(autouse=True)
def unprinted(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("stories", "story_review"):
        monkeypatch.setattr(
            f"evaluation.views.{module}.render_apart", lambda html, **_: html.encode()
        )


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme, "Here")


@pytest.fixture
def elsewhere(programme: Programme) -> Area:
    return an_area(programme, "There")


@pytest.fixture
def outcome(programme: Programme) -> Outcome:
    return a_logic_model(programme)


@pytest.fixture
def people(programme: Programme, area: Area, elsewhere: Area) -> People:
    """Who writes, who reviews, and who reads."""
    held = {
        "writer": (Role.AREA_MANAGER, area),
        "other": (Role.AREA_MANAGER, elsewhere),
        "manager": (Role.PROGRAMME_MANAGER, programme),
        "evaluator": (Role.EVALUATOR, programme),
        "viewer": (Role.VIEWER, programme),
    }
    found = {}
    for name, (role, place) in held.items():
        found[name] = Client()
        found[name].force_login(a_person(role, place))
    return found


@pytest.fixture
def send(people: People) -> Callable[..., Any]:
    """Send a form as somebody, with the newest version of the story."""

    def post(who: str, path: str, **typed: Any) -> Any:
        story = Story.objects.filter(slug="a-desk-for-health").first()
        common = {"once_key": str(uuid4()), "seen_version": story.version if story else 0}
        return people[who].post(f"{WHERE}{path}", common | typed)

    return post


@pytest.fixture
def read(people: People) -> Callable[..., str]:
    def get(who: str, path: str, status: int = 200) -> str:
        answer = people[who].get(f"{WHERE}{path}")
        assert answer.status_code == status, (answer.status_code, path)
        return " ".join(answer.content.decode().split())

    return get


@pytest.fixture
def quotation(programme: Programme, area: Area) -> Excerpt:
    talk = Conversation.objects.create(
        programme=programme, area=area, slug="talk", title="Talk", kind="interview",
        reported_on="2019-10-01", consent="written",
    )  # fmt: skip
    return Excerpt.objects.create(
        conversation=talk, text="It helped.", quotable="yes", released_text="It helped.",
        said_by="A user", released_on="2019-10-02", checked_on="2019-10-02",
    )  # fmt: skip


@pytest.fixture
def written(programme: Programme, area: Area, people: People, outcome: Outcome) -> Story:
    """A case study with everything that it needs, by the area’s manager."""
    details = StoryDetails(
        title=FACTS["title"], summary=FACTS["summary"], area=area, venue=None, consent="nobody",
        consent_note="", outcomes=frozenset({outcome.pk}), is_shared=True,
    )  # fmt: skip
    writer = User.objects.get(pk=people["writer"].session["_auth_user_id"])
    story = begin_story(programme=programme, kind="case-study", details=details, by=writer)
    for section in story.sections.all():
        section.text = f"Words on {section.heading.lower()}."
        section.save()
    StoryEvidence.objects.create(
        story=story, link="https://example.org/paper", words="The paper", position=1
    )
    return story


@pytest.fixture
def published(written: Story, send: Any) -> Story:
    """The same, published by the programme’s manager."""
    path = f"stories/{written.slug}/draft/"
    assert send("writer", f"{path}submit/").status_code == 302
    answer = send("manager", f"{path}publish/", readers="shared", read="on")
    assert answer.status_code == 302, answer.content.decode()
    return Story.objects.get()

"""Two people decide on one story at the same time: one decision stands, the other is told.

Beside it stands what happens where nothing is locked and no version looked at.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection
from django.test import Client

from evaluation.actions import story_editions as do
from evaluation.models import Story, StoryEdition
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from tests.integration.evaluation.stories.conftest import WHERE, People
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db(transaction=True)
POSTGRES = connection.vendor == "postgresql"
SHARED = {"readers": "shared", "read": "on"}
Decision = tuple[str, str, dict[str, str]]  # who, what, what is typed
PUBLISH: Decision = ("manager", "publish", SHARED)


@pytest.fixture
def in_review(
    transactional_db: None, programme: Programme, people: People, written: Story, send: Any
) -> Story:
    people["second"] = Client()
    people["second"].force_login(a_person(Role.PROGRAMME_MANAGER, programme))
    assert send("writer", f"stories/{written.slug}/draft/submit/").status_code == 302
    return Story.objects.get()


@pytest.fixture
def decide(
    in_review: Story, people: People, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Decision, Decision], list[Any]]:
    """Have two people press at once: whoever publishes goes on once the other has printed, too."""

    def at_once(*decisions: Decision) -> list[Any]:
        printed = Barrier(sum(what == "publish" for _, what, _ in decisions))

        def together(html: str, **_: Any) -> bytes:
            printed.wait(20)
            return html.encode()

        monkeypatch.setattr("evaluation.views.story_review.render_apart", together)
        with ThreadPoolExecutor(len(decisions)) as pool:
            return list(pool.map(alone, decisions))

    def alone(decision: Decision) -> Any:
        who, what, typed = decision
        path = f"{WHERE}stories/{in_review.slug}/draft/{what}/"
        common = {"once_key": str(uuid4()), "seen_version": in_review.version}
        try:
            return people[who].post(path, common | typed)
        except IntegrityError as error:
            return error
        finally:
            connection.close()

    return at_once


def editions_on_disk() -> int:
    return len(default_storage.listdir(do.FOLDER)[1]) if default_storage.exists(do.FOLDER) else 0


def test_two_who_publish_at_once_make_one_edition(
    in_review: Story, people: People, decide: Any
) -> None:
    before = editions_on_disk()
    answers = decide(PUBLISH, ("second", "publish", SHARED))

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    told = next(answer for answer in answers if answer.status_code == 200).content.decode()
    assert "not in review" in told or "changed" in told
    edition, story = StoryEdition.objects.get(), Story.objects.get()
    assert (edition.number, story.state, story.version) == (1, "published", in_review.version + 1)
    published = [answer.status_code == 302 for answer in answers].index(True)
    assert edition.published_by == whose(people, ("manager", "second")[published])
    assert editions_on_disk() == before + 1  # nor is the other’s PDF left lying


def whose(people: People, who: str) -> User:
    return User.objects.get(pk=people[who].session["_auth_user_id"])


@pytest.mark.parametrize(
    "other",
    [("second", "send-back", {"why": "Say what did not change"}), ("writer", "take-back", {})],
    ids=["sent back", "taken back"],
)
def test_published_while_it_is_fetched_back_it_is_one_or_the_other(
    in_review: Story, decide: Any, other: Decision
) -> None:
    answers = decide(PUBLISH, other)

    done = [answer.status_code == 302 for answer in answers]
    assert sum(done) == 1
    story = Story.objects.get()
    assert story.state == ("published" if done[0] else "draft")
    assert StoryEdition.objects.count() == int(done[0])
    assert story.version == in_review.version + 1


@pytest.mark.skipif(not POSTGRES, reason="SQLite lets one writer in at a time")
def test_control_without_lock_and_version_only_the_database_stops_the_second(
    decide: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = Barrier(2)

    @contextmanager
    def unlooked(story: Story, **_: Any) -> Iterator[Story]:
        now = Story.objects.get(pk=story.pk)
        both.wait(20)
        yield now

    monkeypatch.setattr(do, "changing", unlooked)
    answers = decide(PUBLISH, ("second", "publish", SHARED))

    assert any(isinstance(answer, IntegrityError) for answer in answers)

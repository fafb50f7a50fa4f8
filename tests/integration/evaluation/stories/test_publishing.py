"""Stories are published by a second person, stay as they were published, and are withdrawn."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluation.models import Excerpt, Outcome, Story, StoryEdition
from pilots.models import Area, Attachment
from tests.integration.evaluation.stories.conftest import FACTS, WHERE
from tests.support.service_tests import a_service_test

pytestmark = pytest.mark.django_db
ONE = "stories/a-desk-for-health/"
DRAFT = f"{ONE}draft/"


def publish(send: Any, who: str = "manager", **typed: Any) -> Any:
    return send(who, f"{DRAFT}publish/", **{"readers": "shared", "read": "on", **typed})


def test_what_is_missing_is_named_and_it_is_not_reviewed(send: Any, area: Area) -> None:
    send("writer", "new-story/case-study/", **FACTS | {"consent": ""}, area=area.pk)

    told = send("writer", f"{DRAFT}submit/").content.decode()

    assert "what belongs under “Context”" in told
    assert "evidence: at least one thing that it rests on" in told
    assert "agreed to publication" in told
    assert Story.objects.get().state == "draft"


def test_whoever_wrote_it_last_does_not_publish_it(written: Story, send: Any, read: Any) -> None:
    section = written.sections.all()[0]
    send(
        "manager", f"{DRAFT}sections/{section.pk}/", heading="Context", text="Mine", place=1,
        seen_version=section.version,
    )  # fmt: skip
    send("writer", f"{DRAFT}submit/")

    assert "You wrote in it last" in read("manager", f"{DRAFT}publish/")
    assert "You wrote in it last" in publish(send).content.decode()
    assert publish(send, "writer").status_code == 403
    assert publish(send, "evaluator").status_code == 403
    assert not StoryEdition.objects.exists()


def test_the_database_refuses_an_edition_by_one_person(published: Story) -> None:
    edition = StoryEdition.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryEdition.objects.update(published_by=edition.drafted_by)


def test_in_review_nothing_changes_until_it_is_taken_or_sent_back(
    written: Story, send: Any, read: Any
) -> None:
    send("writer", f"{DRAFT}submit/")
    told = send("writer", f"{DRAFT}new-section/", heading="More", text="x").content.decode()
    assert "It is in review: take it back first" in told

    assert "Fill in “Why”" in send("manager", f"{DRAFT}send-back/").content.decode()
    send("manager", f"{DRAFT}send-back/", why="Say what did not change")
    assert "Say what did not change" in read("writer", DRAFT)

    send("writer", f"{DRAFT}submit/")
    assert send("writer", f"{DRAFT}take-back/").status_code == 302
    assert Story.objects.get().state == "draft"


def test_a_published_story_is_read_by_the_network(
    published: Story, read: Any, outcome: Outcome
) -> None:
    for who in ("viewer", "other"):
        assert "One library began." in read(who, "stories/")
        told = read(who, ONE)
        assert "Words on context." in told
        assert "Edition 1, published" in told
        assert "Begin a new edition" not in told
    assert "A desk for health" in read("viewer", "outcomes/logic/O1/")
    assert "Nothing that is published fits" in read("viewer", "stories/?kind=evaluation-report")
    assert "One library began." in read("viewer", f"stories/?outcome={outcome.pk}&area=here")
    yesterday = timezone.localdate() - timedelta(1)
    assert "Nothing had been published" in read("viewer", f"stories/?as_at={yesterday}")


def test_one_that_is_of_its_area_is_read_there_alone(
    published: Story, send: Any, read: Any
) -> None:
    send("manager", f"{ONE}readers/", readers="area")

    read("other", ONE, status=404)
    assert "A desk for health" not in read("other", "stories/")
    read("writer", ONE)


def test_what_is_published_stays_though_everything_changes(
    written: Story, quotation: Excerpt, send: Any, read: Any, people: Any
) -> None:
    send("writer", f"{DRAFT}new-evidence/quotation/", record=quotation.pk)
    send("writer", f"{DRAFT}submit/")
    assert publish(send).status_code == 302
    page = f"{ONE}editions/1/"
    pdf = people["viewer"].get(f"{WHERE}{page}pdf/").content
    before = body(read("viewer", page))

    send("writer", f"{ONE}new-edition/")
    story = Story.objects.get()
    section = story.sections.all()[0]
    send(
        "writer", f"{DRAFT}sections/{section.pk}/", heading="Context", text="All new", place=1,
        seen_version=section.version,
    )  # fmt: skip
    send("writer", f"{DRAFT}edit/", **FACTS | {"title": "Another title", "summary": "Other"})
    Excerpt.objects.update(withdrawn_on="2019-12-01", withdrawn_why="x", released_text="Gone")
    assert body(read("viewer", page)) == before
    assert body(read("viewer", ONE)) == before
    assert "One library began." in read("viewer", "stories/")
    assert people["viewer"].get(f"{WHERE}{page}pdf/").content == pdf
    assert "holds a quotation that was withdrawn since" in read("writer", ONE)
    assert "withdrawn since" not in read("viewer", ONE)
    assert "may no longer be quoted" in send("writer", f"{DRAFT}submit/").content.decode()


def body(page: str) -> str:
    """What the page says of the story."""
    return page.split("<article")[1].split("</article>")[0]


def test_a_later_edition_says_what_is_new_and_the_first_stays(
    published: Story, send: Any, read: Any
) -> None:
    send("writer", f"{ONE}new-edition/")
    section = published.sections.all()[0]
    send(
        "writer", f"{DRAFT}sections/{section.pk}/", heading="Context", text="Second year",
        place=1, seen_version=section.version,
    )  # fmt: skip
    send("writer", f"{DRAFT}submit/")
    assert "Fill in “What is new in this edition”" in publish(send).content.decode()
    assert publish(send, changed="The second year").status_code == 302

    assert "Second year" in body(read("viewer", ONE))
    first = read("viewer", f"{ONE}editions/1/")
    assert "Words on context." in first
    assert "There is a newer edition" in first
    read("viewer", f"{ONE}editions/3/", status=404)


def test_unread_it_is_not_published(written: Story, send: Any) -> None:
    send("writer", f"{DRAFT}submit/")

    assert "Read all of it, and tick" in publish(send, read="").content.decode()
    assert not StoryEdition.objects.exists()


def test_a_story_that_was_changed_meanwhile_is_not_published(
    written: Story, send: Any, people: Any
) -> None:
    send("writer", f"{DRAFT}submit/")
    seen = Story.objects.get().version
    send("writer", f"{DRAFT}take-back/")
    send("writer", f"{DRAFT}submit/")

    answer = publish(send, seen_version=seen)

    assert "Somebody changed this while you were writing" in answer.content.decode()
    assert not StoryEdition.objects.exists()
    assert not Attachment.objects.exists()


def test_a_withdrawn_story_is_out_of_sight_until_a_new_edition(
    published: Story, send: Any, read: Any, people: Any
) -> None:
    send("manager", f"{ONE}withdraw/", why="Consent was taken back")

    told = read("viewer", ONE)
    assert "can’t be read any longer" in told
    assert "Words on context." not in told
    assert "Consent was taken back" not in told
    assert "A desk for health" not in read("viewer", "stories/")
    assert people["viewer"].get(f"{WHERE}{ONE}editions/1/pdf/").status_code == 404
    assert "Consent was taken back" in read("writer", DRAFT)

    send("writer", f"{ONE}new-edition/")
    assert "Words on context." not in read("viewer", ONE)
    send("writer", f"{DRAFT}submit/")
    publish(send, changed="Without the family")
    assert "Words on context." in read("viewer", ONE)
    read("viewer", f"{ONE}editions/1/", status=404)


def test_a_document_goes_with_the_edition_that_names_it(
    written: Story, send: Any, people: Any
) -> None:
    upload = SimpleUploadedFile("plan.txt", b"A plan", "text/plain")
    send("writer", f"{DRAFT}new-evidence/document/", upload=upload)
    file = Attachment.objects.get()
    send("writer", f"{DRAFT}submit/")
    publish(send)
    own = f"{WHERE}{ONE}files/{file.pk}/"

    assert people["other"].get(own).content == b"A plan"
    send("writer", f"{ONE}new-edition/")
    evidence = written.evidence.get(attachment=file)
    send("writer", f"{DRAFT}evidence/{evidence.pk}/remove/")
    assert people["other"].get(own).content == b"A plan"
    send("manager", f"{ONE}withdraw/", why="x")
    assert people["other"].get(own).status_code == 404


def test_an_altered_edition_is_not_shown(published: Story, read: Any) -> None:
    edition = StoryEdition.objects.get()
    edition.snapshot["title"] = "Something else"
    edition.save()

    assert "it was changed or damaged since" in read("viewer", ONE, status=409)


@pytest.mark.parametrize("damage", [None, b"%PDF-1.7 cut off"])
def test_a_lost_or_damaged_pdf_is_printed_again_as_it_was(
    published: Story, people: Any, damage: bytes | None
) -> None:
    address = f"{WHERE}{ONE}editions/1/pdf/"
    whole = people["viewer"].get(address).content
    path = StoryEdition.objects.get().pdf_path
    default_storage.delete(path)
    if damage:
        default_storage.save(path, ContentFile(damage))

    assert people["viewer"].get(address).content == whole
    with default_storage.open(path) as file:
        assert file.read() == whole


def test_a_pdf_that_would_be_another_is_refused_in_words(
    published: Story, people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.delete(StoryEdition.objects.get().pdf_path)
    monkeypatch.setattr("evaluation.views.stories.render_apart", lambda html, **_: b"Other")

    answer = people["viewer"].get(f"{WHERE}{ONE}editions/1/pdf/", follow=True)

    assert "The file is lost or damaged" in answer.content.decode()


def test_an_evaluation_report_is_named_on_its_test(
    send: Any, read: Any, area: Area, people: Any
) -> None:
    test = a_service_test(area, "Reading well", slug="reading-well")
    typed = {name: FACTS[name] for name in ("title", "summary", "consent", "readers")}
    send("writer", "new-story/evaluation-report/", **typed, service_test=test.pk)
    for section in Story.objects.get().sections.all():
        send(
            "writer", f"{DRAFT}sections/{section.pk}/", heading=section.heading, text="Words",
            place=section.position, seen_version=1,
        )  # fmt: skip
    send("writer", f"{DRAFT}new-evidence/link/", link="https://example.org", words="x")
    send("writer", f"{DRAFT}submit/")
    assert publish(send).status_code == 302

    told = read("viewer", "service-tests/reading-well/")
    assert "a-desk-for-health-edition-1.pdf" in told
    file = Attachment.objects.get()
    assert people["viewer"].get(f"{WHERE}attachments/{file.pk}/").status_code == 200
    send("manager", f"{ONE}withdraw/", why="x")
    assert "edition-1.pdf" not in read("viewer", "service-tests/reading-well/")
    assert not Attachment.objects.exists()


def test_the_library_is_a_file_without_formulas_and_costs_the_same_for_many(
    published: Story, people: Any, queries_of: Any
) -> None:
    one = queries_of(people["viewer"], f"{WHERE}stories/")
    edition = StoryEdition.objects.get()
    for number in range(8):
        story = Story.objects.create(
            programme=published.programme, slug=f"s{number}", title="S", kind="case-study",
            consent="nobody", state="published", is_shared=True,
        )  # fmt: skip
        snapshot = {**edition.snapshot, "title": "=1+1"}
        StoryEdition.objects.create(
            story=story, number=1, snapshot=json.loads(json.dumps(snapshot)), fingerprint="f" * 64,
            pdf_path="x", pdf_sha256="f" * 64,
        )  # fmt: skip
    assert queries_of(people["viewer"], f"{WHERE}stories/") == one <= 8
    for who in ("viewer", "writer", "manager"):
        assert queries_of(people[who], f"{WHERE}{ONE}") <= 15, who
    answer = people["viewer"].get(f"{WHERE}stories.csv")
    assert "'=1+1" in b"".join(answer.streaming_content).decode()


def test_it_waits_on_the_page_of_whoever_is_to_do_something(
    written: Story, send: Any, people: Any
) -> None:
    def work(who: str) -> str:
        return str(people[who].get("/work/").content.decode())

    send("writer", f"{DRAFT}submit/")
    assert "Waits to be read and published" in work("manager")
    for who in ("writer", "other", "viewer", "evaluator"):
        assert "A desk for health" not in work(who)

    send("manager", f"{DRAFT}send-back/", why="Say more")
    assert "Sent back: Say more" in work("writer")
    assert "A desk for health" not in work("manager")

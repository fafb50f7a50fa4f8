"""Stories are written section by section, with their evidence, by those of their place."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from evaluation.actions.counting import count
from evaluation.models import Excerpt, Indicator, IndicatorValue, Outcome, Story, StoryEvidence
from pilots.models import Area, Attachment
from tests.integration.evaluation.stories.conftest import FACTS, WHERE
from tests.support.answer_records import a_questionnaire, answers
from tests.support.builders import an_event
from tests.support.evaluation_records import a_wave
from tests.support.service_tests import a_service_test

pytestmark = pytest.mark.django_db
DRAFT = "stories/a-desk-for-health/draft/"


def test_a_case_study_begins_with_the_headings_of_its_kind(
    send: Any, read: Any, area: Area
) -> None:
    answer = send("writer", "new-story/case-study/", **FACTS, area=area.pk)

    assert answer.status_code == 302
    told = read("writer", DRAFT)
    for heading in ("Context", "What was done", "What changed", "What was learned"):
        assert f"{heading}</h2>" in told
    assert "What belongs under “Context”" in told
    assert "Give it to be reviewed" not in told


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Fill in “Title”"),
        ({"area": ""}, "Choose the pilot area."),
        ({"readers": "all"}, "Select a valid choice"),
        ({"summary": "x" * 2001}, "Shorten “In short” to 2,000"),
    ],
)
def test_what_is_wrong_is_said(send: Any, area: Area, typed: dict[str, str], words: str) -> None:
    answer = send("writer", "new-story/case-study/", **FACTS | {"area": area.pk} | typed)

    assert words in answer.content.decode()
    assert not Story.objects.exists()


def test_nobody_writes_for_an_area_that_is_not_theirs(
    send: Any, read: Any, area: Area, elsewhere: Area
) -> None:
    assert send("writer", "new-story/case-study/", **FACTS, area=elsewhere.pk).status_code == 200
    assert not Story.objects.exists()

    send("writer", "new-story/case-study/", **FACTS, area=area.pk)
    read("other", DRAFT, status=404)
    read("viewer", DRAFT, status=404)
    read("viewer", "stories-being-written/", status=403)
    read("viewer", "new-story/case-study/", status=403)
    assert "A desk for health" not in read("other", "stories-being-written/")
    assert "A desk for health" in read("evaluator", "stories-being-written/")


def test_an_evaluation_report_is_of_one_test_and_there_is_one(
    send: Any, read: Any, area: Area
) -> None:
    test = a_service_test(area, "Reading well", slug="reading-well")
    typed = {name: FACTS[name] for name in ("title", "summary", "consent", "readers")}

    send("writer", "new-story/evaluation-report/", **typed, service_test=test.pk)

    story = Story.objects.get()
    assert (story.kind, story.area, story.service_test) == ("evaluation-report", area, test)
    assert "What was refined" in read("writer", DRAFT)
    again = send("writer", "new-story/evaluation-report/", **typed, service_test=test.pk)
    assert "Select a valid choice" in again.content.decode()
    assert Story.objects.count() == 1


def test_a_draft_shows_lists_as_they_will_be_published(
    written: Story, send: Any, read: Any
) -> None:
    section = written.sections.all()[0]
    send(
        "writer", f"{DRAFT}sections/{section.pk}/", heading=section.heading, place=1,
        text="Twelve people.\n\n- Two mornings\n- One <b>evening</b>", seen_version=section.version,
    )  # fmt: skip

    told = read("writer", DRAFT)
    assert "<p>Twelve people.</p>" in told
    assert "<ul><li>Two mornings</li><li>One &lt;b&gt;evening&lt;/b&gt;</li></ul>" in told


def test_two_people_write_two_sections_at_once(written: Story, send: Any) -> None:
    first, second = written.sections.all()[:2]
    for who, section in (("writer", first), ("manager", second)):
        answer = send(
            who, f"{DRAFT}sections/{section.pk}/", heading=section.heading, text=f"By {who}",
            place=section.position, seen_version=section.version,
        )  # fmt: skip
        assert answer.status_code == 302

    assert [each.text for each in written.sections.all()[:2]] == ["By writer", "By manager"]


def test_two_who_write_one_section_both_learn_of_it(written: Story, send: Any) -> None:
    section = written.sections.all()[0]
    typed = {"heading": section.heading, "place": 1, "seen_version": section.version}
    send("manager", f"{DRAFT}sections/{section.pk}/", text="The first", **typed)

    answer = send("writer", f"{DRAFT}sections/{section.pk}/", text="The second", **typed)

    told = answer.content.decode()
    assert "Somebody changed this while you were writing" in told
    assert "The second" in told
    section.refresh_from_db()
    assert section.text == "The first"


def test_sections_are_added_put_in_order_and_removed(written: Story, send: Any, read: Any) -> None:
    send("writer", f"{DRAFT}new-section/", heading="Thanks", text="To all")
    last = written.sections.get(heading="Thanks")
    send(
        "writer", f"{DRAFT}sections/{last.pk}/", heading="Thanks to all", text="To all", place=1,
        seen_version=1,
    )  # fmt: skip
    names = [each.heading for each in written.sections.all()]
    assert names[:2] == ["Thanks to all", "Context"]
    assert [each.position for each in written.sections.all()] == [1, 2, 3, 4, 5, 6]

    last.refresh_from_db()
    send("writer", f"{DRAFT}sections/{last.pk}/remove/", seen_version=last.version)
    assert not written.sections.filter(pk=last.pk).exists()


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("link", {"link": "javascript:alert(1)", "words": "x"}, "Enter a valid URL"),
        ("link", {"link": "https://example.org"}, "Say what is to be found there."),
        ("link", {"link": "https://example.org/paper", "words": "x"}, "rests on this already"),
        ("quotation", {"record": "999"}, "Select a valid choice"),
        ("document", {}, "Fill in “File”"),
    ],
)
def test_evidence_that_is_none_is_refused(
    written: Story, send: Any, kind: str, typed: dict[str, str], words: str
) -> None:
    answer = send("writer", f"{DRAFT}new-evidence/{kind}/", **typed)

    assert words in answer.content.decode()
    assert StoryEvidence.objects.count() == 1


def test_only_released_words_of_its_own_place_can_be_quoted(
    written: Story, quotation: Excerpt, send: Any, read: Any, elsewhere: Area
) -> None:
    add = f"{DRAFT}new-evidence/quotation/"
    Excerpt.objects.update(withdrawn_on="2019-10-03", withdrawn_why="x")
    assert "It helped." not in read("writer", add)
    assert send("writer", add, record=quotation.pk).status_code == 200

    Excerpt.objects.update(withdrawn_on=None, withdrawn_why="")
    quotation.conversation.area = elsewhere
    quotation.conversation.save()
    assert send("evaluator", add, record=quotation.pk).status_code == 200

    quotation.conversation.area = written.area
    quotation.conversation.save()
    assert send("writer", add, record=quotation.pk).status_code == 302
    assert "It helped." in read("writer", DRAFT)


def test_an_indicator_is_told_with_its_figure_of_the_place(
    written: Story, send: Any, read: Any, outcome: Outcome, elsewhere: Area
) -> None:
    indicator = Indicator.objects.create(
        programme=written.programme, slug="loans", name="Loans", kind="count", is_per_area=True,
        reported_on="2019-10-01",
    )  # fmt: skip
    for area, value in ((written.area, 12), (elsewhere, 77)):
        IndicatorValue.objects.create(
            indicator=indicator, area=area, value=value, when="2019-09", reported_on="2019-10-01"
        )

    send("writer", f"{DRAFT}new-evidence/indicator/", record=indicator.pk, words="It rose")

    told = read("writer", f"{DRAFT}submit/").split("<article")[1].split("</article>")[0]
    assert "Here: 12" in told
    assert "77" not in told


def test_a_wave_is_told_as_everybody_may_see_it(written: Story, send: Any, read: Any) -> None:
    version = a_questionnaire(written.programme)
    wave = a_wave(version, "Once", area=written.area, audience=40)
    for point, number in ((2, 4), (4, 9), (5, 3)):
        for _ in range(number):
            answers(wave, {"confident": point, "age": 2 if point == 2 else 3}, sector="health")

    def told() -> str:
        page = read("writer", f"{DRAFT}submit/")
        return str(page.split("<article")[1].split("</article>")[0])

    send("writer", f"{DRAFT}new-evidence/survey/", record=wave.pk, words="It was asked once")
    assert "Its results have not been shown to everybody yet." in told()

    count(wave, on=date(2020, 1, 10))
    assert "16 of 40 people asked answered" in told()
    assert "12 of 16 answered “Agree” or “Strongly agree”" in told()
    assert "Its figures are those of the day of publication" in read("writer", DRAFT)


def test_events_are_narrowed_by_words(written: Story, read: Any) -> None:
    for name in ("Fun day", "Market stall"):
        an_event(
            written.programme, name, area=written.area, status="held",
            held_reported_on="2019-10-01", reported_on="2019-10-01",
        )  # fmt: skip
    add = f"{DRAFT}new-evidence/event/"

    assert "Fun day" in read("writer", add)
    assert "Fun day" not in read("writer", f"{add}?having=stall")
    assert "Nothing here has these words" in read("writer", f"{add}?having=nothing")
    assert "No wave of a survey has been planned here." in read(
        "writer", f"{DRAFT}new-evidence/survey/"
    )


def test_a_document_is_read_by_its_writers_until_an_edition_names_it(
    written: Story, send: Any, people: Any
) -> None:
    upload = SimpleUploadedFile("plan.txt", b"A plan", "text/plain")
    assert send("writer", f"{DRAFT}new-evidence/document/", upload=upload).status_code == 302
    file = Attachment.objects.get()
    own = f"{WHERE}stories/a-desk-for-health/files/{file.pk}/"

    assert people["writer"].get(own).status_code == 200
    for who in ("viewer", "other"):
        assert people[who].get(own).status_code == 404
        assert people[who].get(f"{WHERE}attachments/{file.pk}/").status_code == 404

    evidence = StoryEvidence.objects.get(attachment=file)
    send("writer", f"{DRAFT}evidence/{evidence.pk}/remove/")
    assert not Attachment.objects.exists()


def test_a_draft_that_was_never_published_is_discarded(written: Story, send: Any) -> None:
    assert send("writer", f"{DRAFT}discard/").status_code == 302
    assert not Story.objects.exists()


def test_the_draft_costs_the_same_for_many(
    written: Story, people: Any, queries_of: Any, send: Any
) -> None:
    one = queries_of(people["writer"], f"{WHERE}{DRAFT}")
    for number in range(9):
        send(
            "writer", f"{DRAFT}new-evidence/link/", link=f"https://example.org/{number}", words="x"
        )
    people["writer"].get(f"{WHERE}{DRAFT}")  # says what was done, once
    assert queries_of(people["writer"], f"{WHERE}{DRAFT}") == one <= 15

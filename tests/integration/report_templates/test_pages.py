"""Templates in the browser: read by whoever reads the programme, changed by its managers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.reports.actions import template_drafts as edit
from partnership.reports.actions import templates as do
from partnership.reports.models import ReportTemplate, TemplateVersion
from partnership.reports.templates import layout_of, whole_versions
from tests.support.builders import a_body, a_person, a_programme, an_area

ALL = "/programmes/co-creating/report-templates/"
IJB = f"{ALL}ijb/"
DRAFT = f"{IJB}versions/2/"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def managing(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def sent(client: Client, path: str, **fields: Any) -> Any:
    """The form of the page sent with these fields over its own."""
    form = client.get(path).context["form"]
    data = {}
    for bound in form:
        value = bound.value()
        if value not in (None, False):
            data[bound.html_name] = value
    return client.post(path, {k: v for k, v in (data | fields).items() if v is not None})


def held(number: int = 2) -> Any:
    return layout_of(whole_versions().get(template__slug="ijb", number=number))


def test_the_list_says_what_holds_and_what_is_begun(
    as_: Callable[[Role], Client], draft: TemplateVersion, body: Any
) -> None:
    page = text(as_(Role.VIEWER), ALL)

    assert "IJB progress report" in page
    assert "Version 1, from 1 January 2019" in page
    assert "North Ayrshire IJB" in page
    assert f'href="{DRAFT}"' in page
    assert "new-report-template" not in page


def test_an_outline_is_read_without_ways_to_change_it(
    as_: Callable[[Role], Client], draft: TemplateVersion
) -> None:
    page = text(as_(Role.STEERING_MEMBER), DRAFT)

    assert "Executive summary" in page
    assert "What a member should know" in page
    assert "<form class" not in page
    assert "Add a section" not in page


@pytest.mark.parametrize("role", [Role.AREA_MANAGER, Role.CHAIR, Role.VIEWER])
@pytest.mark.parametrize("path", ["sections/new/", "sections/summary/", "publish/", "cover/"])
def test_others_are_told_who_changes_it(
    as_: Callable[[Role], Client], draft: TemplateVersion, role: Role, path: str
) -> None:
    client = as_(role)

    assert "An administrator or a programme manager changes them" in text(
        client, f"{DRAFT}{path}", 403
    )
    moved = client.post(DRAFT, {"what": "sections", "key": "summary", "step": "down"})
    assert moved.status_code == 403
    assert held().sections[0].key == "summary"


def test_a_section_is_added(managing: Client, draft: TemplateVersion) -> None:
    answer = sent(managing, f"{DRAFT}sections/new/", heading=HOSTILE, parts=["learning"])

    assert answer["Location"] == f"{DRAFT}#section-scriptalert1script"
    assert held().sections[-1].heading == HOSTILE
    page = text(managing, DRAFT)
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page


def test_a_form_sent_twice_adds_one(managing: Client, draft: TemplateVersion) -> None:
    path = f"{DRAFT}implications/new/"
    key = managing.get(path).context["form"]["once_key"].value()

    for _ in range(2):
        managing.post(path, {"once_key": key, "heading": "Consumers"})

    assert [row.key for row in held().rows].count("consumers") == 1
    assert "consumers-2" not in [row.key for row in held().rows]


def test_a_section_is_changed(managing: Client, draft: TemplateVersion) -> None:
    sent(managing, f"{DRAFT}sections/conclusion/", heading="In short", is_mandatory=None)

    section = next(each for each in held().sections if each.key == "conclusion")
    assert (section.heading, section.is_mandatory) == ("In short", False)


def test_two_who_change_one_section_both_learn_of_it(
    managing: Client, draft: TemplateVersion, manager: User
) -> None:
    path = f"{DRAFT}sections/conclusion/"
    before = managing.get(path).context["form"]
    seen = before["seen_version"].value()
    sent(managing, path, heading="Theirs")

    answer = managing.post(path, {"heading": "Ours", "seen_version": seen})

    page = answer.content.decode()
    assert "Somebody changed this while you were writing" in page
    assert "Theirs" in page
    assert "Ours" in page
    again = answer.context["form"]["seen_version"].value()
    managing.post(path, {"heading": "Ours", "seen_version": again})
    assert next(each for each in held().sections if each.key == "conclusion").heading == "Ours"


def test_sections_rows_and_what_is_printed_are_moved(
    managing: Client, draft: TemplateVersion
) -> None:
    for fields in (
        {"what": "sections", "key": "summary", "step": "down"},
        {"what": "rows", "key": "legal", "step": "up"},
        {"what": "printed", "key": "direction", "place": "0", "step": "down"},
    ):
        assert managing.post(DRAFT, fields).status_code == 302

    layout = held()
    assert [each.key for each in layout.sections[:2]] == ["what-changed", "summary"]
    assert [each.key for each in layout.rows[1:3]] == ["legal", "human-resources"]
    direction = next(each for each in layout.sections if each.key == "direction")
    assert [part.value for part in direction.parts] == ["direction", "boards-word"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"what": "sections", "key": "no-such", "step": "up"},
        {"what": "printed", "key": "direction", "place": "-1", "step": "up"},
        {"what": "rows", "key": "x" * 500, "step": "up"},
    ],
)
def test_a_move_of_nothing_moves_nothing(
    managing: Client, draft: TemplateVersion, fields: dict[str, str]
) -> None:
    before = held()

    assert managing.post(DRAFT, fields).status_code == 302

    assert held() == before


def test_a_section_is_removed_after_a_question(managing: Client, draft: TemplateVersion) -> None:
    path = f"{DRAFT}sections/conclusion/remove/"
    assert "the section “Conclusion” from this draft" in text(managing, path)

    managing.post(path)

    assert "conclusion" not in [each.key for each in held().sections]
    text(managing, path, 404)


def test_the_cover_is_worded(managing: Client, draft: TemplateVersion) -> None:
    purposes = "For noting\n\n  For   decision \nFor noting"
    sent(managing, f"{DRAFT}cover/", asks="Members are asked to", purposes=purposes)

    assert held().asks == "Members are asked to"
    assert held().purposes == ("For noting", "For decision")


def test_the_history_says_lists_in_words(managing: Client, draft: TemplateVersion) -> None:
    sent(managing, f"{DRAFT}cover/", purposes="For noting\nFor decision")

    page = text(managing, DRAFT)

    assert (
        "changed the purposes that it offers from For noting; For approval; For endorsement"
        " to For noting; For decision"
    ) in page


@pytest.mark.parametrize(
    ("purposes", "words"),
    [
        ("\n".join(f"For {n}" for n in range(13)), "Write 12 purposes at most"),
        ("x" * 81, "to 80 characters or fewer"),
        (" \n ", "Fill in “Purposes to choose from”"),
    ],
)
def test_purposes_that_no_cover_holds_are_refused(
    managing: Client, draft: TemplateVersion, purposes: str, words: str
) -> None:
    answer = sent(managing, f"{DRAFT}cover/", purposes=purposes)

    assert words in answer.content.decode()


def test_publishing_shows_what_differs_and_asks_why(
    managing: Client, draft: TemplateVersion, manager: User
) -> None:
    edit.remove(version=draft, held="rows", key="islands", by=manager)
    page = text(managing, f"{DRAFT}publish/")
    assert "What differs from version 1" in page
    assert "Island communities" in page

    refused = sent(managing, f"{DRAFT}publish/")
    assert "Fill in “What is new in it”" in refused.content.decode()
    sent(managing, f"{DRAFT}publish/", why="No islands", valid_from="1 April 2020")

    draft.refresh_from_db()
    assert draft.is_published
    assert (draft.valid_from, draft.why) == (date(2020, 4, 1), "No islands")
    page = text(managing, DRAFT)
    assert "never changes" in page
    assert "Add a section" not in page


def test_what_hinders_publication_is_said_first(
    managing: Client, draft: TemplateVersion, manager: User
) -> None:
    edit.remove(version=draft, held="sections", key="implications", by=manager)

    page = text(managing, f"{DRAFT}publish/")

    assert "It can’t be published yet" in page
    assert "Publish it" not in page
    assert "no section prints them" in text(managing, DRAFT)


def test_the_form_of_a_published_version_leads_to_its_page(
    managing: Client, template: ReportTemplate
) -> None:
    answer = managing.get(f"{IJB}versions/1/sections/summary/")

    assert answer["Location"] == f"{IJB}versions/1/"
    assert "never changes" in text(managing, answer["Location"])


def test_a_change_sent_to_a_published_version_is_refused(
    managing: Client, draft: TemplateVersion, manager: User
) -> None:
    path = f"{DRAFT}sections/conclusion/"
    seen = managing.get(path).context["form"]["seen_version"].value()
    fields = {"seen": 1, "from_on": date(2020, 1, 1), "why": "New", "by": manager}
    do.publish_version(version=draft, **fields)

    answer = managing.post(path, {"heading": "Late", "seen_version": seen})

    assert "never changes" in answer.content.decode()
    assert "Late" not in [each.heading for each in held().sections]


def test_the_preview_numbers_sections_and_prints_no_figure(
    managing: Client, draft: TemplateVersion
) -> None:
    page = text(managing, f"{DRAFT}preview/")

    assert "1 Executive summary" in page
    assert "Fairer Scotland duty" in page


def test_versions_are_compared_with_any_earlier_one(
    managing: Client, draft: TemplateVersion
) -> None:
    assert "it asks exactly the same" in text(managing, f"{DRAFT}changes/")
    assert "no version before" in text(managing, f"{IJB}versions/1/changes/")
    for asked in ("0", "2", "x", "99999"):
        assert "version 1" in text(managing, f"{DRAFT}changes/?from={asked}")


def test_a_template_is_begun_named_and_deleted(managing: Client, programme: Programme) -> None:
    path = "/programmes/co-creating/new-report-template/"
    answer = sent(managing, path, name="Committee", like="")

    assert answer["Location"] == f"{ALL}committee/versions/1/"
    assert "It has no section yet" in text(managing, answer["Location"])
    sent(managing, f"{ALL}committee/rename/", name="Area committee")
    assert "Area committee" in text(managing, f"{ALL}committee/")
    assert managing.post(f"{ALL}committee/versions/1/delete/")["Location"] == ALL
    text(managing, f"{ALL}committee/", 404)


def test_the_next_version_is_started(managing: Client, template: ReportTemplate) -> None:
    assert "Start the next version" in text(managing, IJB)

    assert sent(managing, f"{IJB}next/")["Location"] == DRAFT

    assert "Go on with version 2" in text(managing, IJB)


@pytest.mark.parametrize(
    "path", ["no-such/", "ijb/versions/9/", "ijb/versions/2/sections/no-such/"]
)
def test_what_is_not_there_is_not_found(
    managing: Client, draft: TemplateVersion, path: str
) -> None:
    text(managing, f"{ALL}{path}", 404)


def test_another_programmes_template_is_not_found(managing: Client, programme: Programme) -> None:
    other = a_programme("Other")
    person = a_person(Role.PROGRAMME_MANAGER, other)
    do.begin_template(programme=other, name="Theirs", like=None, by=person)

    text(managing, f"{ALL}theirs/", 404)
    text(managing, "/programmes/other/report-templates/", 404)


@pytest.mark.parametrize("path", [ALL, IJB, DRAFT, f"{DRAFT}publish/"])
def test_a_page_asks_no_more_where_there_is_more(
    managing: Client,
    draft: TemplateVersion,
    programme: Programme,
    manager: User,
    django_assert_max_num_queries: Any,
    path: str,
) -> None:
    a_body(programme)
    managing.get(path)
    with django_assert_max_num_queries(15) as first:
        managing.get(path)
    for number in range(10):
        area = an_area(programme, f"Area {number}")
        a_body(programme, f"Body {number}", area=area)
        do.begin_template(programme=programme, name=f"Own {number}", like=None, by=manager)

    with django_assert_max_num_queries(len(first)):
        managing.get(path)

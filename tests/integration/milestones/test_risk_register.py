"""The register: within reach, as it stood on a day, gravest first, narrowed, as a file."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from milestones.actions.reminders import remind
from milestones.actions.risks import Judged, review_risk
from milestones.collect import risk_rows
from milestones.emails.risks import REVIEW
from partnership.people.models import Email, Role
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from partnership.reports.overview import overview
from pilots.models import Area
from tests.support.builders import PAPER_DAY, START, a_person, an_area
from tests.support.fixtures import QueriesOf
from tests.support.plans import a_milestone, a_plan
from tests.support.reading import client_of, read
from tests.support.risks import a_risk, reviewed

TODAY = timezone.localdate
DAY = "2019-11-30"


@pytest.fixture
def address(programme: Programme) -> str:
    return reverse("risks", args=[programme.slug])


@pytest.fixture
def north(programme: Programme) -> Area:
    return an_area(programme, "North")


@pytest.fixture
def some(programme: Programme, north: Area) -> list[str]:
    """Five entries in different states, in the order in which the register has them."""
    a_plan(programme, areas=0)
    milestone = a_milestone(programme, "M1", due_month=2)
    flood = a_risk(programme, "R1", title="Flood", area=north, owner="Librarian")
    reviewed(flood, date(2019, 9, 1), 2, 3)
    reviewed(flood, date(2019, 11, 1), 4, 3)
    flood.milestones.add(milestone)
    theft = a_risk(programme, "R2", title="Theft", review_on=date(2019, 11, 15))
    reviewed(theft, PAPER_DAY, 5, 5)
    a_risk(programme, "R3", title="Draught", owner="Librarian", reported_on=START)
    vacant = a_risk(programme, "I1", title="Vacant post", kind="issue", reported_on=START)
    reviewed(vacant, date(2019, 2, 1), 1, 1)
    noise = a_risk(programme, "I2", title="Noise", kind="issue")
    reviewed(noise, PAPER_DAY, 5, 5)
    reviewed(noise, date(2019, 11, 5), 5, 5, state="closed", note="=Quiet now")
    a_risk(programme, "R9", title="Frost", reported_on=date(2019, 12, 1))
    return ["Theft", "Flood", "Vacant post", "Draught", "Noise"]


def rows_of(client, programme, **query) -> list[dict[str, str]]:
    sent = client.get(reverse("risks-file", args=[programme.slug]), query)
    text = b"".join(sent.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Theft", "Flood", "Vacant post", "Draught", "Noise"]),
        ({"area": "north"}, ["Flood"]),
        ({"area": "*whole", "kind": "risk"}, ["Theft", "Draught"]),
        ({"kind": "issue"}, ["Vacant post", "Noise"]),
        ({"state": "open"}, ["Theft", "Flood", "Vacant post", "Draught"]),
        ({"state": "closed"}, ["Noise"]),
        ({"level": "Very high"}, ["Theft", "Noise"]),
        ({"level": "none"}, ["Draught"]),
        ({"milestone": "M1"}, ["Flood"]),
        ({"owner": "Librarian"}, ["Flood", "Draught"]),
        ({"owner": "*me"}, []),
        ({"review": "overdue"}, ["Theft"]),
        ({"review": "never"}, ["Draught"]),
        ({"likelihood": "5", "impact": "5", "state": "open"}, ["Theft"]),
        ({"as_at": "2019-01-01"}, ["Draught", "Vacant post"]),
        ({"as_at": "2019-10-24", "level": "Medium"}, ["Flood"]),
    ],
)
def test_the_register_is_narrowed_by_its_address(
    programme, address, some, viewer, query, found
) -> None:
    asked = {"as_at": DAY, **query}

    page = read(viewer, address, **asked)
    rows = rows_of(viewer, programme, **asked)

    there = [row["Title"] for row in rows]
    assert sorted(there) == sorted(found)
    table = page.partition("<tbody>")[2].partition("</table>")[0] if found else page
    assert [title for title in there if title in table] == there
    assert sorted(there, key=table.find) == there
    assert "Frost" not in page
    if not found:
        assert "No risk or issue fits these choices." in page


def test_the_gravest_come_first_and_closed_ones_last(programme, some, viewer) -> None:
    assert [row["Title"] for row in rows_of(viewer, programme, as_at=DAY)] == some


def test_what_is_not_recorded_is_said_and_is_no_zero(programme, address, some, viewer) -> None:
    page = read(viewer, address, as_at=DAY)
    row = rows_of(viewer, programme, as_at=DAY, level="none")[0]

    assert "1 open entry is not scored" in page.lower()
    assert "Not on the map, because likelihood or impact is not recorded" in page
    assert "Likelihood and impact not recorded" in page
    assert (row["Score"], row["Level"], row["Likelihood"]) == ("", "", "")


def test_the_trend_is_since_the_last_quarter(programme, address, some, viewer) -> None:
    page = read(viewer, address, as_at=DAY)
    trends = {row["Title"]: row["Since the last quarter"] for row in rows_of(viewer, programme)}

    assert "Since 30 September 2019" in page
    assert trends["Flood"] == "unchanged at 12"
    trends = {
        row["Title"]: row["Since the last quarter"] for row in rows_of(viewer, programme, as_at=DAY)
    }
    assert trends == {
        "Theft": "new", "Flood": "new", "Vacant post": "unchanged at 1",
        "Draught": "not recorded", "Noise": "new",
    }  # fmt: skip


def test_a_score_that_went_up_is_said_in_words(programme, address, viewer) -> None:
    risk = a_risk(programme, reported_on=START)
    reviewed(risk, START, 2, 3)
    reviewed(risk, date(2019, 11, 1), 4, 3)

    page = read(viewer, address, as_at=DAY)

    assert '<span aria-hidden="true">↑</span> up from 6 to 12' in page
    assert "Up from 6 to 12 since the last quarter." in read(viewer, f"{address}R1/", as_at=DAY)


def test_the_heat_map_names_the_open_entries(address, some, viewer) -> None:
    heat_map = read(viewer, address, as_at=DAY).partition('id="heat-map"')[2]

    assert '12 High</span><strong class="risk-map__count">1 entry</strong>' in heat_map
    assert heat_map.count("1 entry") == 3
    assert ">R2</a>" in heat_map
    assert ">I2</a>" not in heat_map


def test_a_full_square_leads_to_the_list(programme, address, viewer) -> None:
    for number in range(1, 10):
        reviewed(a_risk(programme, f"R{number}"), PAPER_DAY, 4, 3)

    page = read(viewer, address)

    assert "?likelihood=4&amp;impact=3&amp;state=open" in page
    assert "and 3 more" in page
    narrowed = read(viewer, address, likelihood="4", impact="3", state="open")
    assert "Only those with likelihood 4 Likely and impact 3 Moderate." in narrowed
    assert "9 entries" in narrowed


def test_a_choice_of_nonsense_shows_everything_and_says_so(address, some, viewer) -> None:
    page = read(viewer, address, level="purple", area="elsewhere", likelihood="9", page="x")

    assert "Flood" in page
    assert "purple is not one of the available choices" in page
    assert "“elsewhere” is not in the list" in page


def test_mine_are_those_of_my_account(programme, north, address) -> None:
    manager = a_person(Role.AREA_MANAGER, north)
    a_risk(programme, title="My flood", area=north, owner="A post", owner_user=manager)
    a_risk(programme, "R2", title="Theft", area=north, owner="A post")

    page = read(client_of(manager), address, owner="*me")

    assert "My flood" in page
    assert "Theft" not in page


def test_an_empty_register_says_who_adds(address, viewer, signed_in) -> None:
    assert "Area managers add those of their area" in read(viewer, address)
    assert "Add a risk or an issue" not in read(viewer, address)
    assert "Add a risk or an issue" in read(signed_in(Role.PROGRAMME_MANAGER), address)


def test_another_areas_are_nowhere(programme, north, address) -> None:
    a_plan(programme, areas=0)
    milestone = a_milestone(programme, "M1", due_month=2)
    south = an_area(programme, "South")
    secret = a_risk(programme, "R5", title="Secret", area=south, owner="Southern post")
    secret.milestones.add(milestone)
    own = a_risk(programme, "R6", title="Flood", area=north)
    own.milestones.add(milestone)
    client = client_of(a_person(Role.AREA_MANAGER, north))

    page = read(client, address)

    assert "Flood" in page
    for word in ("Secret", "Southern post", "R5", "South"):
        assert word not in page
    assert [row["Reference"] for row in rows_of(client, programme)] == ["R6"]
    assert client.get(f"{address}R5/").status_code == 404
    milestone_page = read(client, reverse("milestone", args=[programme.slug, "M1"]))
    assert "R6 Flood" in milestone_page
    assert "Secret" not in milestone_page


def test_no_cell_of_the_file_runs(programme, viewer) -> None:
    for number, title in enumerate(("=1+1", "+1", "-1", "@x", "\t=1", "＝1"), 1):
        a_risk(programme, f"R{number}", title=title, response=title)

    for row in rows_of(viewer, programme):
        assert row["Title"].startswith("'")
        assert row["Response"].startswith("'")


def test_the_same_queries_for_50_entries_as_for_1(
    programme, address, viewer, queries_of: QueriesOf
) -> None:
    a_plan(programme, areas=0)
    milestone = a_milestone(programme, "M1", due_month=2)
    file = reverse("risks-file", args=[programme.slug])
    pages = (address, f"{address}?as_at=2019-12-01", f"{address}R1/", file)
    counts = []
    for last in (1, 50):
        for number in range(programme.risks.count() + 1, last + 1):
            risk = a_risk(programme, f"R{number}", owner=f"Post {number}")
            risk.milestones.add(milestone)
            reviewed(risk, PAPER_DAY, 2, 2)
            reviewed(risk, date(2019, 11, 1), 2, 3)
        counts.append([queries_of(viewer, page) for page in pages])

    assert counts[0] == counts[1]
    assert max(counts[1]) <= 12
    assert max(counts[1][:2]) <= 8


def test_the_overview_counts_what_the_register_lists(programme, some) -> None:
    (entry,) = entries_of(a_person(Role.PROGRAMME_MANAGER, programme))

    for day in (date(2019, 1, 1), date(2019, 11, 30), date(2019, 12, 1)):
        rows = risk_rows(programme, as_at=day, reach=entry.reach)
        assert overview(entry, as_at=day).counts.risks == len(rows)


def test_a_reminder_leads_to_the_risk_until_it_is_reviewed(programme, north) -> None:
    manager = a_person(Role.AREA_MANAGER, north)
    risk = a_risk(
        programme, "R4", area=north, owner_user=manager, review_on=TODAY() + timedelta(days=8)
    )
    programme.start_month = TODAY().replace(day=1)
    programme.save()

    remind(on=TODAY() + timedelta(days=1))
    email = Email.objects.get(user=manager, purpose="risk-review")

    words = REVIEW.words(email)
    assert words is not None
    assert words.path == reverse("risk", args=[programme.slug, "R4"])
    assert client_of(manager).get(words.path).status_code == 200
    review_risk(
        risk=risk, seen=1, reviewed_on=TODAY(), judged=Judged(2, 2), by=manager,
        review_on=TODAY() + timedelta(days=90),
    )  # fmt: skip
    assert REVIEW.words(email) is None

"""Answers as a file: one row a response, in words too, and nothing that leads back to it."""

import csv
import io

import pytest
from openpyxl import load_workbook

from evaluation.actions.counting import count
from evaluation.models import Response, SurveyVersion, Wave
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.integration.evaluation.results.test_pages import ON, page_of
from tests.support.answer_records import answers
from tests.support.builders import an_area
from tests.support.evaluation_records import a_wave
from tests.support.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave(version: SurveyVersion, programme: Programme) -> Wave:
    found = a_wave(version, "Once")
    ash = an_area(programme, "Ash")
    answers(
        found,
        {
            "confident": 4,
            "used": [1, 3],
            "trust": {"health": 2},
            "words": "=cmd()",
            "visits": 7,
            "lonely-1": 1,
            "lonely-2": 2,
            "lonely-3": 3,
        },
        area=ash,
        sector="health",
        code=["secret-a", "secret-b"],
    )
    answers(found, {"confident": 9}, set_aside_why="")
    answers(found, {"confident": 1}, set_aside_why="tried out")
    return found


def rows_of(signed_in: SignIn, address: str) -> list[dict[str, str]]:
    response = signed_in(Role.EVALUATOR).get(address)
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text)))


def test_each_response_is_a_row_with_its_values_and_their_words(
    wave: Wave, signed_in: SignIn
) -> None:
    rows = rows_of(signed_in, page_of(wave, "answers.csv"))
    one = next(row for row in rows if row["confident"] == "4")

    assert len(rows) == 2
    assert (one["confident (words)"], one["Counted in area"]) == ("Agree", "Ash")
    assert one["Counted in sector"] == "Health (NHS board)"
    assert (one["used.1"], one["used.2"], one["used.3"]) == ("1", "0", "1")
    assert (one["trust.health"], one["trust.health (words)"]) == ("2", "Some of the time")
    assert (one["trust.libraries"], one["visits"], one["score.lonely"]) == ("", "7", "6")


def test_no_two_columns_are_named_alike_for_any_programme(wave: Wave, signed_in: SignIn) -> None:
    wave.version_asked.questions.filter(code="words").update(code="area")
    names = [name.casefold() for name in rows_of(signed_in, page_of(wave, "answers.csv"))[0]]
    assert "area" in names
    assert len(set(names)) == len(names)


def test_raw_answers_stay_in_no_cache(wave: Wave, signed_in: SignIn) -> None:
    response = signed_in(Role.EVALUATOR).get(page_of(wave, "answers.csv"))
    assert "no-store" in response["Cache-Control"]


def test_no_cell_is_a_formula(wave: Wave, signed_in: SignIn) -> None:
    rows = rows_of(signed_in, page_of(wave, "answers.csv"))

    assert {row["words"] for row in rows} == {"'=cmd()", ""}


def test_nothing_in_a_file_leads_back_to_a_response(wave: Wave, signed_in: SignIn) -> None:
    response = signed_in(Role.EVALUATOR).get(page_of(wave, "answers.csv"))
    text = b"".join(response.streaming_content).decode()  # type: ignore[arg-type]

    for each in Response.objects.all():
        assert str(each.pk) not in text
    assert "secret" not in text
    assert str(wave.opens_on) not in text


def test_the_order_of_rows_is_another_each_time(version: SurveyVersion, signed_in: SignIn) -> None:
    wave = a_wave(version, "Many")
    for number in range(30):
        answers(wave, {"visits": number})

    orders = {
        tuple(row["visits"] for row in rows_of(signed_in, page_of(wave, "answers.csv")))
        for _ in range(2)
    }
    assert len(orders) == 2
    assert all(len(set(order)) == 30 for order in orders)


def test_matched_people_have_one_number_in_both_waves(
    pair: tuple[Wave, Wave], signed_in: SignIn
) -> None:
    for at in range(3):
        for number, each in enumerate(pair):
            answers(each, {"visits": 10 * at + number}, code=[str(at), "b", "c"])
    answers(pair[1], {"visits": 50})
    count(*pair, on=ON)

    rows = rows_of(signed_in, page_of(pair[1], "answers.csv"))
    people: dict[str, set[str]] = {}
    for row in rows:
        people.setdefault(row["Person"], set()).add(row["visits"])
    assert people.pop("") == {"50"}
    assert sorted(map(sorted, people.values())) == [["0", "1"], ["10", "11"], ["20", "21"]]


def test_the_excel_file_has_the_same_rows(wave: Wave, signed_in: SignIn) -> None:
    response = signed_in(Role.EVALUATOR).get(page_of(wave, "answers.xlsx"))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[arg-type]

    rows = list(book["Answers"].iter_rows(values_only=True))
    assert len(rows) == 3
    assert {row[rows[0].index("confident")] for row in rows[1:]} == {4, 9}
    assert {row[rows[0].index("score.lonely")] for row in rows[1:]} == {6, None}  # a number
    assert book["About"]


def test_the_codebook_says_what_each_value_means(wave: Wave, signed_in: SignIn) -> None:
    slug = wave.programme.slug
    rows = rows_of(signed_in, f"/programmes/{slug}/codebooks/partners/1.csv")
    told = {(row["Column"], row["Value"]): row for row in rows}

    assert told["confident", "4"]["Means"] == "Agree"
    assert told["confident", "9"]["Counts as no answer"] == "yes"
    assert told["used.2", "1"]["Question"] == "What have you used? Singing group"
    assert told["visits", ""]["Range"] == "from 0 to 50"
    assert told["lonely-2", "1"]["Part of the score"] == "lonely"
    assert "UCLA-3" in told["score.lonely", ""]["Question"]


def test_files_are_for_evaluators_alone(wave: Wave, signed_in: SignIn) -> None:
    slug = wave.programme.slug
    for address in (page_of(wave, "answers.csv"), f"/programmes/{slug}/codebooks/partners/1.csv"):
        for role in (Role.PROGRAMME_MANAGER, Role.VIEWER, Role.STEERING_MEMBER):
            assert signed_in(role).get(address).status_code == 403


@pytest.mark.parametrize("ending", ["ods", "pdf"])
def test_other_endings_are_not_found(wave: Wave, signed_in: SignIn, ending: str) -> None:
    assert signed_in(Role.EVALUATOR).get(page_of(wave, f"answers.{ending}")).status_code == 404


def test_a_draft_has_no_codebook(version: SurveyVersion, signed_in: SignIn) -> None:
    SurveyVersion.objects.update(published_at=None)
    slug = version.survey.programme.slug

    address = f"/programmes/{slug}/codebooks/partners/1.csv"
    assert signed_in(Role.EVALUATOR).get(address).status_code == 404

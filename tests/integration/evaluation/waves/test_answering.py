"""Somebody answers, page by page, with a browser that runs no script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from evaluation import models as of
from partnership.programmes.models import Programme
from tests.support.answering import CODE, Respondent, a_form, an_open_wave, post
from tests.support.builders import an_area


def stored() -> dict[str, list[Any]]:
    """Every answer by its question and row."""
    found: dict[str, list[Any]] = {}
    for each in of.Answer.objects.select_related("question", "row").order_by("value"):
        name = each.question.code + (f".{each.row.code}" if each.row else "")
        found.setdefault(name, []).append(each.text or each.value)
    return found


def test_a_form_is_answered_page_by_page_without_a_cookie(person: Respondent) -> None:
    assert person.heading == "What do you think?"
    person.start()
    assert person.heading == "You"
    person.press(q__confident="3")
    assert person.heading == "What you use"
    person.send({"q.trust.libraries": "1", "q.trust.health": "2", "q.used": ["1", "3"]})
    assert person.heading == "More"
    person.press(q__visits="4", q__since="2019", m__since="10", q__words="It helped")
    assert person.heading == "Your own code"
    assert "Page 4 of 4" in person.text
    assert not of.Response.objects.exists()
    person.send(CODE, go="send")

    assert person.answer.status_code == 302
    thanks = person.read(person.client.get(person.answer["Location"]))
    assert "It helps us." in thanks.content.decode()
    assert stored() == {
        "confident": [3],
        "trust.libraries": [1],
        "trust.health": [2],
        "used": [1, 3],
        "visits": [4],
        "since": ["2019-10"],
        "words": ["It helped"],
    }
    assert not person.client.cookies


def test_nothing_goes_on_without_consent_and_age(person: Respondent) -> None:
    person.send({"age": "yes"})
    assert person.answer.status_code == 400
    assert "Tick the box if you agree" in person.text
    person.send({"agrees": "yes", "age": []})
    assert "Tick the box if you are 13 or older" in person.text
    person.start()
    assert person.heading == "You"


def test_the_age_is_the_notices_own_and_can_be_left_unasked(
    programme: Programme, wave: of.Wave
) -> None:
    of.PrivacyNotice.objects.update(minimum_age=16)
    assert "I am 16 or older" in Respondent(wave).text
    of.PrivacyNotice.objects.update(minimum_age=0)
    person = Respondent(wave)
    assert "or older" not in person.text
    person.send({"agrees": "yes"})
    assert person.heading == "You"


def test_back_and_forward_keep_what_was_typed(person: Respondent) -> None:
    person.start()
    person.press(q__confident="3")
    person.send({"q.used": ["2"], "q.trust.health": "2"}, go="back")
    assert person.heading == "You"
    assert person.page.xpath("//input[@name='q.confident'][@value='3'][@checked]")
    person.press()
    assert person.page.xpath("//input[@name='q.used'][@value='2'][@checked]")
    assert person.page.xpath("//input[@name='q.trust.health'][@value='2'][@checked]")


def test_words_on_several_lines_come_through_every_page(person: Respondent) -> None:
    person.start()
    person.press(q__confident="1")
    person.press(q__why='One\r\n"two" & <three>\r\n')
    person.press()
    person.press()
    person.press(go="send")
    assert of.Answer.objects.get(question__code="why").text == 'One\n"two" & <three>'


def test_back_asks_nothing_of_the_page_that_is_left(person: Respondent) -> None:
    person.start()
    person.press(q__confident="3")
    person.press()
    person.send({"q.visits": "many"}, go="back")
    assert person.answer.status_code == 200
    person.press()
    assert person.page.xpath("//input[@name='q.visits'][@value='many']")


def test_what_must_be_answered_is_asked_for_where_it_stands(person: Respondent) -> None:
    person.start()
    person.press()

    assert person.answer.status_code == 400
    (link,) = person.page.xpath("//div[contains(@class, 'error-summary')]//a")
    (there,) = person.page.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert there.get("name") == "q.confident"
    assert person.page.xpath("//title")[0].text.startswith("Not sent yet")


@pytest.mark.parametrize(("point", "heading"), [("1", "You"), ("3", "What you use")])
def test_an_answer_brings_up_a_question_on_its_own_page(
    person: Respondent, point: str, heading: str
) -> None:
    person.start()
    assert not person.page.xpath("//textarea[@name='q.why'][not(@disabled)]")
    person.press(q__confident=point)
    assert person.heading == heading
    if point == "1":
        assert "there is something more to ask" in person.text
        person.press(q__why="Too few")
        assert person.heading == "What you use"


def test_a_page_of_which_nothing_is_asked_is_left_out(person: Respondent) -> None:
    person.start()
    person.press(q__confident="2")
    assert "Page 2 of 3" in person.text
    person.press()
    assert person.heading == "Your own code"


def test_answers_to_questions_that_are_not_asked_are_not_stored(wave: of.Wave) -> None:
    post(wave, **{"q.confident": "2", "q.why": "Slipped in"})
    assert set(stored()) == {"confident", "trust.libraries", "trust.health", "used"}


def test_a_wave_without_a_code_asks_for_none(programme: Programme) -> None:
    person = Respondent(an_open_wave(a_form(programme), asks_code=False))
    person.start()
    person.press(q__confident="2")
    assert "Send my answers" in person.text
    person.press(go="send")
    assert of.Response.objects.get().code_parts == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"code.1": "123"}, "Enter a number of at most 2 digits"),
        ({"code.1": "x"}, "Enter a number of at most 2 digits"),
        ({"code.2": "A"}, "Enter 2 letters here"),
        ({"code.2": "77"}, "Enter 2 letters here"),
    ],
)
def test_a_part_of_the_code_that_cannot_be_is_said(
    wave: of.Wave, typed: dict[str, str], words: str
) -> None:
    page = post(wave, **typed)
    assert page.status_code == 400
    assert words in page.content.decode()


def test_the_code_is_the_same_however_it_is_typed_and_is_not_stored_as_it_is(
    wave: of.Wave,
) -> None:
    for day, name in (("7", "ánn "), ("07", "ANNA"), (" 7", "Á n n a")):
        assert post(wave, **{"code.1": day, "code.2": name}).status_code == 302

    codes = {tuple(each) for each in of.Response.objects.values_list("code_parts", flat=True)}
    assert len(codes) == 1
    assert not {"7", "07", "an"} & {*codes.pop()}


def test_parts_of_the_code_can_be_left_empty(wave: of.Wave) -> None:
    assert post(wave, **{"code.1": "", "code.2": "Ann"}).status_code == 302
    first, second = of.Response.objects.get().code_parts
    assert not first
    assert len(second) == 32


def test_an_answer_says_its_area_and_sector_where_it_is_asked(
    programme: Programme, wave: of.Wave
) -> None:
    area = an_area(programme)
    question = of.Question.objects.get(code="used")
    of.Question.objects.filter(pk=question.pk).update(kind="single", role="area")
    of.Choice.objects.filter(question=question, value=2).update(stands_for=area.slug)
    decider = of.Question.objects.filter(code="confident")
    decider.update(role="sector")
    of.Choice.objects.filter(question__code="confident", value=3).update(stands_for="third-sector")

    assert post(wave, **{"q.used": "2"}).status_code == 302

    response = of.Response.objects.get()
    assert (response.area, response.sector) == (area, "third-sector")


# -- Languages ---------------------------------------------------------------------------


@pytest.fixture
def gaelic(wave: of.Wave) -> of.Wave:
    texts = {
        "title": "Dè do bheachd?",
        "page.1.title": "Thusa",
        "question.confident.text": "Cinnteach?",
        "question.confident.choice.3": "Aontaich",
        "form.next": "Air adhart",
        "code.1.text": "Latha-breith",
    }
    of.VersionText.objects.create(
        version=wave.version_asked, language="gd", language_name="Gàidhlig", texts=texts
    )
    return wave


def test_the_form_speaks_the_languages_of_its_version(gaelic: of.Wave) -> None:
    person = Respondent(gaelic)
    assert "Gàidhlig" in person.text
    person.start()
    person.send({"to": "gd", "q.confident": "3"})
    assert person.heading == "Thusa"
    assert "Air adhart" in person.text
    assert person.page.get("lang") == "gd"
    assert person.page.xpath("//input[@name='q.confident'][@value='3'][@checked]")
    person.press()
    person.press()
    person.press()
    person.press(go="send")
    assert of.Response.objects.get().language == "gd"


def test_words_that_a_language_lacks_are_marked_as_english(gaelic: of.Wave) -> None:
    page = Respondent(gaelic)
    page.read(page.client.get(f"{page.address}?language=gd"))
    (start,) = page.page.xpath("//button[@name='go'][not(@tabindex)]")
    assert start.xpath("./span/@lang") == ["en-GB"]


def test_a_language_that_there_is_not_is_the_first_one(wave: of.Wave) -> None:
    post(wave, language="xx")
    assert of.Response.objects.get().language == "en"


# -- Open and closed ----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["answer", "answer-thanks", "answer-delete"])
def test_a_wrong_address_is_not_found_in_plain_words(db: None, name: str) -> None:
    answer = Client().get(reverse(name, args=["nosuchcode"]))
    assert answer.status_code == 404
    assert "compare each letter" in answer.content.decode()


def test_an_address_typed_in_capitals_is_found(wave: of.Wave) -> None:
    assert Client().get(f"/answer/{wave.code.upper()}/").status_code == 200


def test_pages_and_answers_cost_few_queries(
    wave: of.Wave, django_assert_max_num_queries: Any
) -> None:
    post(wave)
    with django_assert_max_num_queries(1):
        Client().get(reverse("answer", args=[wave.code]))
    with django_assert_max_num_queries(5):  # wave, BEGIN, response, answers, COMMIT
        post(wave)

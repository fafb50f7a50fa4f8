"""A programme's own words for the form, and what is printed in them."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from unittest import mock

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.feedback_words import ENGLISH, TEXTS, Wording
from pilots.models import Event, FeedbackForm, FeedbackWording
from pilots.presenters.feedback import link_of, paper_of
from pilots.printing.feedback import TITLES, feedback_pdf
from pilots.selectors.feedback import wordings_of
from tests.support.feedback import GAELIC, gaelic
from tests.support.pdf import figures_alt, language, link_names, tag_tree, text_by_page
from tests.support.posting import opened


@pytest.fixture
def manager(signed_in: Any) -> Client:
    client: Client = signed_in(Role.PROGRAMME_MANAGER)
    return client


def at(programme: Programme, name: str, *args: str) -> str:
    return reverse(name, args=[programme.slug, *args])


def add(manager: Client, programme: Programme, **words: str) -> Any:
    there = at(programme, "feedback-wording-new")
    return manager.post(there, opened(manager, there) | GAELIC | words)


# -- Words -------------------------------------------------------------------------------


def test_a_language_is_added_changed_with_its_history_and_removed(
    manager: Client, programme: Programme
) -> None:
    assert add(manager, programme).status_code == 302
    there = at(programme, "feedback-wording-edit", "gd")
    manager.post(there, opened(manager, there) | {"send": "Cuir e"})

    assert FeedbackWording.objects.get().send == "Cuir e"
    assert "from Cuir to Cuir e" in manager.get(there).content.decode()

    there = at(programme, "feedback-wording-remove", "gd")
    manager.post(there, opened(manager, there))
    assert [each.language for each in wordings_of(programme)] == ["en"]


def test_each_word_stands_beside_its_english(manager: Client, programme: Programme) -> None:
    page = manager.get(at(programme, "feedback-wording-new")).content.decode()
    for name in TEXTS:
        assert f"In English: “{getattr(ENGLISH, name)}”" in page


def test_a_language_is_there_once(manager: Client, programme: Programme) -> None:
    add(manager, programme)
    assert "already" in add(manager, programme).content.decode()
    assert FeedbackWording.objects.count() == 1


@pytest.mark.parametrize("code", ["", "Gaelic", "g", "gd_GB", "<b>"])
def test_what_is_no_code_of_a_language_is_refused(
    manager: Client, programme: Programme, code: str
) -> None:
    assert add(manager, programme, language=code).status_code == 200
    assert not FeedbackWording.objects.exists()


def test_own_english_begins_with_the_built_in_words(manager: Client, programme: Programme) -> None:
    there = at(programme, "feedback-wording-new") + "?language=en"
    typed = opened(manager, there)
    assert typed["question"] == "How satisfied were you?"
    manager.post(there, typed | {"question": "How was it?"})
    assert wordings_of(programme)[0].question == "How was it?"


def test_the_words_are_changed_by_those_who_manage_the_programme(
    signed_in: Any, programme: Programme
) -> None:
    there = at(programme, "feedback-wordings")
    assert signed_in(Role.AREA_MANAGER).get(there).status_code == 403
    assert signed_in(Role.ADMIN).get(there).status_code == 200


def public_pages(form: FeedbackForm) -> list[str]:
    """The form, with what is wrong, the thanks, and closed; every word and the name hostile."""
    FeedbackWording.objects.update(**dict.fromkeys(TEXTS, "<i x>"))
    Event.objects.update(name="<i x>")
    there, client = reverse("feedback-form", args=[form.code]), Client()
    pages = [client.get(f"{there}?language=gd"), client.post(there, {"language": "gd"})]
    pages.append(client.get(reverse("feedback-thanks", args=[form.code]) + "?language=gd"))
    FeedbackForm.objects.update(closed_at=timezone.now())
    return [each.content.decode() for each in (*pages, client.get(f"{there}?language=gd"))]


def test_hostile_words_and_names_are_never_live(form: FeedbackForm, programme: Programme) -> None:
    gaelic(programme)
    for page in public_pages(form):
        assert "<i x>" not in page
        assert "&lt;i x&gt;" in page


def test_control_without_escaping_each_page_would_hold_them(
    form: FeedbackForm, programme: Programme
) -> None:
    gaelic(programme)
    with mock.patch.object(engines["django"].engine, "autoescape", False):
        assert all("<i x>" in page for page in public_pages(form))


# -- Papers ------------------------------------------------------------------------------


def printed(form: FeedbackForm, kind: str, code: str = "en") -> bytes:
    words = next(each for each in wordings_of(form.event.programme) if each.language == code)
    return feedback_pdf(kind, paper_of(form.event, form, words))


@pytest.mark.parametrize("kind", TITLES)
def test_each_paper_is_one_tagged_page_with_the_link_in_words(
    form: FeedbackForm, kind: str
) -> None:
    pdf = printed(form, kind)
    (page,) = text_by_page(pdf)

    assert "How satisfied were you?" in " ".join(page.split())
    assert form.code in page
    assert "Fun Day, 21 September 2019" in " ".join(page.split())
    assert len(tag_tree(pdf).all("H1")) == 1
    assert language(pdf) == "en-GB"
    assert all(form.code in name for name in link_names(pdf))


@pytest.mark.parametrize("kind", TITLES)
def test_a_long_name_in_long_words_stays_on_one_page(form: FeedbackForm, kind: str) -> None:
    words = replace(
        Wording(**GAELIC),
        question="Dè cho riaraichte ’s a bha sibh leis an latha a bh’ againn an-diugh?",
        introduction="Innsibh dhuinn dè bha sibh a’ smaoineachadh, ann an leth-mhionaid. " * 4,
    )
    paper = replace(
        paper_of(form.event, form, words),
        event=("An intergenerational day with the Countryside Rangers and others " * 4)[:200],
        link="https://co-creating-libraries.north-ayrshire.example.gov.uk/feedback/k7m2q9xw4t/",
        is_illustrative=True,
    )
    assert len(text_by_page(feedback_pdf(kind, paper))) == 1


def test_the_square_of_poster_and_cards_says_where_it_leads(form: FeedbackForm) -> None:
    assert [form.code in alt for alt in figures_alt(printed(form, "poster"))] == [True]
    assert [form.code in alt for alt in figures_alt(printed(form, "cards"))] == [True, True]


def test_a_paper_is_printed_in_the_language_asked_for(
    form: FeedbackForm, manager: Client, programme: Programme
) -> None:
    add(manager, programme)
    pdf = printed(form, "form", "gd")

    assert language(pdf) == "gd"
    assert "Glè mhì-riaraichte" in text_by_page(pdf)[0]
    assert "Tick one box" not in text_by_page(pdf)[0]


def test_a_script_that_our_letters_lack_is_said_not_printed_as_boxes(
    form: FeedbackForm, manager: Client, programme: Programme
) -> None:
    add(manager, programme, language="ar", language_name="العربية", question="ما رأيك؟")
    there = reverse("event-feedback-pdf", args=[programme.slug, form.event.slug, "poster"])
    page = manager.get(f"{there}?language=ar", follow=True).content.decode()
    assert "Our letters can’t print العربية" in page
    assert "our letters can’t print it" in page
    assert "pdf?language=ar" not in page


def test_the_picture_of_the_code_is_black_on_white_with_its_margin(
    form: FeedbackForm, manager: Client
) -> None:
    there = reverse("event-feedback-qr", args=[form.event.programme.slug, form.event.slug])
    answer = manager.get(there)
    picture = Image.open(BytesIO(answer.content)).convert("L")

    assert answer["Content-Type"] == "image/png"
    assert picture.width == picture.height >= 600
    assert picture.crop((0, 0, picture.width, 60)).getextrema() == (255, 255)
    assert picture.getextrema() == (0, 255)
    assert link_of(form).endswith(f"/feedback/{form.code}/")

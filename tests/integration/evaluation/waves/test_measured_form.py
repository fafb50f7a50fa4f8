"""What is measured of a survey's form is a form that the site takes whole."""

from uuid import uuid4

from django.test import Client

from evaluation.models import Response
from partnership.programmes.models import Programme
from tests.benchmarks import survey_answers as measured
from tests.support.answering import a_form, an_open_wave


def test_the_measured_form_is_taken_whole(programme: Programme) -> None:
    an_open_wave(a_form(programme), "Measured", code=measured.CODE)
    sent = Client().post(measured.FORM, measured.FIELDS | {"key": str(uuid4())})

    assert sent.status_code == 302
    assert Response.objects.get().answers.count() == measured.OF_A_FORM

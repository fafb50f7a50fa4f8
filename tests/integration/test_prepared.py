"""Queries whose SQL is written once."""

from datetime import date

import pytest
from django.db.models import Q

from partnership.programmes.models import Programme
from partnership.web.prepared import Prepared
from tests.support.builders import a_programme

pytestmark = pytest.mark.django_db
COLUMNS = ("slug", "start_month", "is_illustrative", "pk")


def _since(*, slug, day, key):
    found = Programme.objects.filter(slug=slug, start_month__gte=day, pk=key)
    return found.values_list(*COLUMNS)


def test_it_answers_as_the_query_itself_whatever_it_is_asked():
    one, other = a_programme(slug="one"), a_programme(slug="other")
    since = Prepared(_since)

    for programme in (one, other, one):
        asked = {"slug": programme.slug, "day": programme.start_month, "key": programme.pk}
        assert list(since.rows(**asked)) == list(_since(**asked)) != []
    assert list(since.rows(slug="one", day=date(9000, 1, 1), key=one.pk)) == []


def test_a_value_that_would_break_out_of_its_place_stays_a_value():
    key = a_programme(slug="one").pk

    assert list(Prepared(_since).rows(slug="' OR 1=1 --", day=date(2000, 1, 1), key=key)) == []


def test_what_a_value_decides_beyond_its_place_is_refused():
    def hidden(*, slug):
        return Programme.objects.filter(Q(slug="one") if slug else Q()).values_list("slug")

    with pytest.raises(ValueError, match="slug"):
        Prepared(hidden).rows(slug="one")


def test_a_shape_has_sql_of_its_own():
    a_programme(slug="one")
    named = Prepared(lambda *names, slug: Programme.objects.filter(slug=slug).values_list(*names))

    assert list(named.rows("slug", slug="one")) == [("one",)]
    assert list(named.rows("tolerance_days", "slug", slug="one")) == [(30, "one")]

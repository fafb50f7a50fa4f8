"""HTML that would keep the layout engine busy for minutes is refused in milliseconds."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.pdf import PdfTooLargeError, UnsafeHtmlError
from partnership.pdf.limits import MAX_CELLS, MAX_DEPTH, MAX_ROWS, MAX_SPAN, check_limits
from tests.support.sample_report import HTML

TOO_MUCH = {
    "characters": "x" * 2_000_000,
    "elements inside one another": "<div>" * 500,
    "closed ones too": "<span>" * 500 + "</span>" * 500,
    "colspan": '<td colspan="100000">x</td>',
    "rowspan": '<td rowspan="100000">x</td>',
    "not a number": '<td colspan="1e9">x</td>',
    "a very long number": f'<td colspan="{"9" * 5000}">x</td>',
    "rows": "<table>" + "<tr></tr>" * 201 + "</table>",
    "cells": "<table>" + ("<tr>" + "<td></td>" * 49 + "</tr>") * (MAX_CELLS // 49 + 1) + "</table>",
    "elements": "<p></p>" * 20_001,
    "attributes": "<p " + " ".join(f"a{number}" for number in range(41)) + ">",
}


@pytest.mark.parametrize("html", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_at_once_in_words(html):
    began = time.perf_counter()
    with pytest.raises(PdfTooLargeError, match="too large to print"):
        check_limits(html)
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" JavaScript:alert(1)">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        "<!-- a comment -->",
        "<![CDATA[x]]>",
        "<?php ?>",
        '<svg><use href="#a"/></svg>',
        "<svg><foreignObject/></svg>",
        "<form></form>",
    ],
)
def test_what_a_report_may_not_hold_is_refused(html):
    with pytest.raises(UnsafeHtmlError, match="may not"):
        check_limits(html)


def test_the_sample_report_is_well_within():
    check_limits(HTML)


@pytest.mark.parametrize("href", ["#part", "https://example.org", "mailto:a@example.org", "tel:0"])
def test_ordinary_links_are_let_through(href):
    check_limits(f'<a href="{href}">x</a>')


@given(st.integers(1, MAX_DEPTH), st.integers(1, MAX_SPAN), st.integers(0, MAX_ROWS))
def test_everything_up_to_the_limits_is_let_through(depth, span, rows):
    check_limits("<div>" * depth + "</div>" * depth)
    check_limits(f'<table><tr><td colspan="{span}">x</td></tr></table>')
    check_limits(("<table>" + "<tr></tr>" * rows + "</table>") * 3)


def test_elements_that_close_themselves_are_not_inside_one_another():
    check_limits("<svg>" + '<path d="M0 0"/>' * 100 + "</svg>" + "<br>" * 100)


def test_a_table_left_open_is_closed_with_its_parent():
    check_limits("<div><table><tr></tr></div><table>" + "<tr></tr>" * MAX_ROWS + "</table>")

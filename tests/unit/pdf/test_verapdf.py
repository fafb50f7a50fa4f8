"""The validator can fail: each of these files breaks one rule."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from tests.support.sample_report import sample_pdf
from tests.support.verapdf import verify


def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return the sample report with something taken away."""
    target = BytesIO()
    with pikepdf.open(BytesIO(sample_pdf())) as file:
        change(file)
        file.save(target)
    return target.getvalue()


def without_alt(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
            del each["/Alt"]


def without_intent(file: pikepdf.Pdf) -> None:
    del file.Root["/OutputIntents"]


def without_tags(file: pikepdf.Pdf) -> None:
    del file.Root["/StructTreeRoot"]


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_a_plain_pdf_fails(flavour):
    target = BytesIO()
    plain = pikepdf.new()
    plain.add_blank_page()
    plain.save(target)
    assert len(verify(target.getvalue(), flavour)) >= 3


def test_a_saved_copy_still_passes():
    assert verify(changed(lambda file: None), "ua1") == []


@pytest.mark.parametrize(
    ("change", "flavour", "rule"),
    [
        (without_alt, "ua1", "7.3-1"),
        (without_intent, "3a", "6.2.4.3"),
        (without_tags, "3a", "6.7.3.3"),
    ],
)
def test_a_file_with_something_missing_fails(change, flavour, rule):
    faults = verify(changed(change), flavour)
    assert any(fault.startswith(rule) for fault in faults), faults

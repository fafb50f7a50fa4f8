"""Which files may be added to a record: told by their content, whatever they are called."""

import tracemalloc
import zipfile

import pytest

from pilots import attachment_rules as rules
from pilots.attachment_rules import MEDIA_TYPES, ForbiddenFileError, media_type_of, safe_name
from tests.support.uploads import (
    GOOD,
    HTML,
    PDF,
    PNG,
    SVG,
    a_bomb,
    a_zip,
    an_office_file,
    an_open_document,
)


@pytest.mark.parametrize("ending", MEDIA_TYPES)
def test_each_kind_of_file_that_may_be_added_is_known_by_its_content(ending: str) -> None:
    assert media_type_of(f"Evidence.{ending.upper()}", GOOD[ending]) == MEDIA_TYPES[ending]


def test_text_may_come_from_an_old_program_or_a_spreadsheet() -> None:
    for text in ("café".encode("cp1252"), "café".encode("utf-16"), b"\xef\xbb\xbfa,b\n"):
        assert media_type_of("a.csv", text) == "text/csv"


@pytest.mark.parametrize("claimed", MEDIA_TYPES)
@pytest.mark.parametrize(
    "content", [SVG, HTML, b"  \n" + HTML, b"<?xml version='1.0'?>" + SVG, b"GIF89a=1;alert(1)"]
)
def test_a_page_or_drawing_under_any_other_name_is_refused(claimed: str, content: bytes) -> None:
    with pytest.raises(ForbiddenFileError, match=r"content is something else"):
        media_type_of(f"a.{claimed}", content)


@pytest.mark.parametrize("claimed", MEDIA_TYPES)
def test_no_kind_passes_for_another(claimed: str) -> None:
    for ending, content in GOOD.items():
        is_alike = MEDIA_TYPES[ending] == MEDIA_TYPES[claimed]
        if is_alike or {ending, claimed} <= {"txt", "csv"}:
            continue
        with pytest.raises(ForbiddenFileError):
            media_type_of(f"a.{claimed}", content)


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.exe", "a.docm", "a.zip", "pdf", "a.pdf.js"])
def test_other_endings_are_refused_with_what_may_be_added(name: str) -> None:
    with pytest.raises(ForbiddenFileError, match=r"Choose a PDF, Word"):
        media_type_of(name, PDF)


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(ForbiddenFileError, match="empty"):
        media_type_of("a.txt", b"")


@pytest.mark.parametrize(
    "content",
    [
        PDF + a_zip(("a.txt", b"a")),  # a zip behind it
        b"%PDF-1.7\n" + HTML + PDF,  # a page in its head
        HTML + PDF,
        PDF[:-8],  # cut off
    ],
)
def test_a_pdf_that_is_something_else_besides_is_refused(content: bytes) -> None:
    with pytest.raises(ForbiddenFileError):
        media_type_of("a.pdf", content)


def test_a_picture_with_a_zip_behind_it_is_refused() -> None:
    with pytest.raises(ForbiddenFileError):
        media_type_of("a.png", PNG + an_office_file("docx"))


def test_the_mark_of_a_zip_inside_a_picture_is_no_zip() -> None:
    assert media_type_of("a.png", PNG + rules.END_OF_ZIP + b"\x00" * 200) == "image/png"


def test_a_zip_bomb_is_refused_without_unpacking_any_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = a_bomb()
    assert len(bomb) < 300_000
    monkeypatch.setattr(zipfile.ZipFile, "open", None)  # nothing of it may be read

    tracemalloc.start()
    with pytest.raises(ForbiddenFileError, match="unpacks to far more"):
        media_type_of("a.xlsx", bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20_000_000


def test_without_the_sum_of_sizes_the_bomb_would_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_refuse_bomb", lambda *_: None)

    assert media_type_of("a.xlsx", a_bomb()) == MEDIA_TYPES["xlsx"]


def test_a_zip_of_very_many_parts_is_refused() -> None:
    many = an_office_file("docx", *((f"{n}", b"") for n in range(rules.MOST_PARTS)))

    with pytest.raises(ForbiddenFileError, match="unpacks"):
        media_type_of("a.docx", many)


def test_macros_and_passwords_are_refused_in_words() -> None:
    with pytest.raises(ForbiddenFileError, match="macros"):
        media_type_of("a.docx", an_office_file("docx", ("word/vbaProject.bin", b"x")))
    locked = zipfile.ZipInfo("word/document.xml")
    locked.flag_bits |= 1
    with pytest.raises(ForbiddenFileError, match="password"):
        rules._refuse_bomb([locked], 100)


def test_a_broken_zip_is_refused() -> None:
    for content in (b"PK\x03\x04nonsense", an_open_document("odt")[:-30]):
        with pytest.raises(ForbiddenFileError):
            media_type_of("a.odt", content)


def test_an_open_document_whose_first_part_is_packed_or_long_is_refused() -> None:
    kind = MEDIA_TYPES["odt"].encode()
    for content in (a_zip(("mimetype", kind)), a_zip(("mimetype", kind * 9), packed=False)):
        with pytest.raises(ForbiddenFileError):
            media_type_of("a.odt", content)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\a\\plan.docx", "plan.docx"),
        ("in\u202efdp.exe\r\n.pdf", "infdp.exe.pdf"),
        (".pdf", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("Ein  Bericht ü.pdf", "Ein  Bericht ü.pdf"),
    ],
)
def test_a_name_is_kept_without_what_hides_or_leads_elsewhere(name: str, kept: str) -> None:
    assert safe_name(name) == kept

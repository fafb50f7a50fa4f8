"""Small files of each kind that may be added to a record, and of some that may not."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from pilots.attachment_rules import MEDIA_TYPES, PARTS

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"


def a_zip(*parts: tuple[str, bytes], packed: bool = True) -> bytes:
    """A zip with these parts."""
    kept = io.BytesIO()
    kind = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(kept, "w", kind) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return kept.getvalue()


def an_office_file(ending: str, *more: tuple[str, bytes]) -> bytes:
    """A Word, Excel or PowerPoint file, as far as a list of its parts tells."""
    return a_zip(("[Content_Types].xml", b"<Types/>"), (PARTS[ending], b"<x/>"), *more)


def an_open_document(ending: str) -> bytes:
    """A file of LibreOffice, as far as its first part tells."""
    return a_zip(("mimetype", MEDIA_TYPES[ending].encode()), ("content.xml", b"<x/>"), packed=False)


def a_bomb() -> bytes:
    """An Excel file of some 200 kB that unpacks to 200 MB."""
    return an_office_file("xlsx", ("xl/worksheets/sheet1.xml", b" " * 200_000_000))


GOOD = {
    "pdf": PDF,
    "png": PNG,
    "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9",
    "jpeg": b"\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\x00\x00\x00\x08\xff\xd9",
    "webp": b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10",
    "txt": "200 leaflets – “all gone”\n".encode(),
    "csv": b"day,came\n2019-10-24,60\n",
    **{ending: an_office_file(ending) for ending in PARTS},
    **{ending: an_open_document(ending) for ending in ("odt", "ods", "odp")},
}


def an_upload(name: str = "report.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as a form brings it; what the browser says it is, is not believed."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")

"""Office files with the same bytes each time: without the moment of writing, in one order."""

import re
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
UNWRITABLE = re.compile(  # what XML can't hold at all
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)


def same_each_time(written: bytes, dated: date) -> bytes:
    """The file again, dated like the document and not like today."""
    moment = f"{datetime.combine(dated, time.min, UTC):%Y-%m-%dT%H:%M:%SZ}".encode()
    fixed = BytesIO()
    with ZipFile(BytesIO(written)) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = MODIFIED.sub(rb"\g<1>" + moment, content)
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, content)
    return fixed.getvalue()


def writable(words: str) -> str:
    """Words without the invisible marks that no office file can hold."""
    return UNWRITABLE.sub("", words)

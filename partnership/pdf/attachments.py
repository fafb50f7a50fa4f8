"""Files that travel inside the PDF, such as a report's data workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Literal


@dataclass(frozen=True)
class Attachment:
    """One file to embed.

    ``relationship`` is how the file stands to the document (ISO 32000-2, 7.11.3): ``Data`` when
    the document shows its figures, ``Source`` when the document was made from it.
    """

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: Literal["Data", "Source", "Supplement", "Alternative"] = "Data"


def for_weasyprint(attachment: Attachment, dated: date, fetcher: Any) -> Any:
    """Return WeasyPrint's form of an attachment, dated like the document and not like today."""
    import weasyprint

    midnight = datetime.combine(dated, time.min, UTC)
    return weasyprint.Attachment(
        file_obj=BytesIO(attachment.content),
        name=attachment.name,
        description=attachment.description,
        created=midnight,
        modified=midnight,
        url_fetcher=fetcher,
    )


def mend_attachments(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Mends what WeasyPrint says of embedded files.

    It guesses the media type from this machine's tables, lists each file twice, finds the
    relationship by the content's hash (two equal files share one), and leaves the names unsorted.
    """
    import pydyf

    files = [each for each in pdf.objects if _is_file(each)]
    for file, attachment in zip(files, attachments, strict=True):
        stream = pdf.objects[int(file["EF"]["F"].split()[0])]
        stream.extra["Subtype"] = "/" + attachment.media_type.replace("/", "#2f")
        file["AFRelationship"] = f"/{attachment.relationship}"
    if files:
        pdf.catalog["AF"] = pydyf.Array(file.reference for file in files)
        in_order = sorted(files, key=lambda file: file["F"].data)
        names = pydyf.Array(each for file in in_order for each in (file["F"], file.reference))
        pdf.catalog["Names"]["EmbeddedFiles"] = pydyf.Dictionary({"Names": names})


def _is_file(each: Any) -> bool:
    return isinstance(each, dict) and each.get("Type") == "/Filespec"

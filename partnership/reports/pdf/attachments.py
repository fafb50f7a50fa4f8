"""Files that travel inside the PDF, such as a report's data workbook."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Attachment:
    """One file to embed.

    ``relationship`` is how the file stands to the report (ISO 32000-2, 7.11.3): ``Data`` when the
    report shows its figures, ``Source`` when the report was made from it.
    """

    name: str
    content: bytes
    media_type: str
    description: str
    relationship: Literal["Data", "Source", "Supplement", "Alternative"] = "Data"

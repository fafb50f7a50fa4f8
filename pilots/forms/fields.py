"""Fields that several of this app's forms have."""

import unicodedata
from typing import Any

from django import forms

LONGEST_TEXT = 2000
KEPT = "\n\t"


class ProseField(forms.CharField):
    """A few sentences, at most 2,000 characters; what no key types is left out.

    Text copied from a word processor brings control characters, which no page,
    PDF or spreadsheet can show; a soft line end becomes a line end.
    """

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_TEXT)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.error_messages["max_length"] = (
            f"Shorten “{self.label}” to {self.max_length:,} characters or fewer:"
            " it has %(show_value)d"
        )

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
        return super().to_python(printable(text)) or ""


class LineField(ProseField):
    """A few words on one line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


def printable(text: str) -> str:
    """The text without control characters, but for line ends and tabs."""
    if text.isprintable():  # as almost all is: looked at in one go
        return text
    return "".join(each for each in text if each in KEPT or unicodedata.category(each) != "Cc")

"""Filters as HTML, drawn anew only where what they offer, or what was asked, differs."""

from dataclasses import dataclass, field
from typing import Any

from crispy_forms.utils import render_crispy_form
from django.http import QueryDict
from django.utils.safestring import SafeString

from partnership.web.forms import BaseForm
from partnership.web.remembered import Remembered

Asked = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Filter:
    """A form, told from others by all that its look depends on."""

    kind: str
    asked: Asked
    offered: tuple[Any, ...]
    form: BaseForm = field(compare=False)


def _drawn(_: str, shown: Filter) -> SafeString:
    return render_crispy_form(shown.form)


FILTERS = Remembered(_drawn, most=48)


def filter_html(form: BaseForm, path: str, *offered: Any) -> SafeString:
    """The filter of a list at an address; `offered` is all that it was made with, but the data."""
    assert isinstance(form.data, QueryDict)
    asked = tuple(sorted((name, tuple(map(str, texts))) for name, texts in form.data.lists()))
    kind = type(form).__name__
    return FILTERS(f"{kind} {path}", Filter(kind, asked, offered, form))

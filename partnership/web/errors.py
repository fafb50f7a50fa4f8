"""What is wrong with a form, as links to the places where it can be mended."""

from dataclasses import dataclass

from django.forms import BaseForm, BoundField


@dataclass(frozen=True)
class SummaryLink:
    """One message of an error summary; `target` is an id on the page, or nothing."""

    message: str
    target: str = ""


def summary_links(form: BaseForm) -> list[SummaryLink]:
    """Return a link for every message: those of the whole form first, then by field."""
    whole = [SummaryLink(str(message)) for message in form.non_field_errors()]
    return whole + [
        SummaryLink(str(message), target_of(field)) for field in form for message in field.errors
    ]


def target_of(field: BoundField) -> str:
    """Return the id that takes the focus: the input's, or the first choice's of a group."""
    if field.is_hidden:
        return ""
    if field.use_fieldset and hasattr(field.field, "choices"):
        return next((option.id_for_label for option in field.subwidgets), field.auto_id)
    return field.id_for_label or field.auto_id

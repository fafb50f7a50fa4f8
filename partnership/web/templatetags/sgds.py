"""How the template pack turns Django's widgets into parts of the design system."""

from typing import Any

from django import forms, template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from partnership.web.escaping import escaped

register = template.Library()

# By class of widget, first match wins: the template that lays the field out.
LAYOUTS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, "checkbox"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.MultiWidget, "group"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
)


@register.filter
def field_layout(field: BoundField) -> str:
    """Return the template of the pack that lays a field out."""
    widget = field.field.widget
    name = next((name for kind, name in LAYOUTS if isinstance(widget, kind)), "input")
    if isinstance(widget, forms.SelectMultiple):
        name = "input"
    return f"sgds/fields/{name}.html"


@register.filter
def styled(field: BoundField) -> SafeString:
    """Render a field's widget with the classes of the design system."""
    widget = field.field.widget
    own = widget.attrs.get("class", "")
    attrs: dict[str, str | bool] = {"class": f"{own} {_classes(field)}".strip()}
    return _select(field, attrs) if type(widget) is forms.Select else field.as_widget(attrs=attrs)


def _select(field: BoundField, attrs: dict[str, Any]) -> SafeString:
    """Write a select as Django does, but without a template for every option.

    A list of a hundred areas and kinds took a third of the time of its page.
    """
    widget = field.field.widget
    attrs = field.build_widget_attrs({**attrs, "id": field.auto_id}, widget)
    select = widget.get_context(field.html_name, field.value(), attrs)["widget"]
    groups = (
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options))
        if name
        else _options(options)
        for name, options, _ in select["optgroups"]
    )
    return format_html(
        '<select name="{}"{}>{}</select>',
        select["name"],
        flatatt(select["attrs"]),
        format_html_join("", "{}", ((group,) for group in groups)),
    )


def _options(options: list[dict[str, Any]]) -> SafeString:
    written = (
        f'<option value="{escaped(each["value"])}"'
        f"{flatatt(each['attrs']) if each['attrs'] else ''}>{escaped(each['label'])}</option>"
        for each in options
    )
    return mark_safe("".join(written))  # noqa: S308 - every part is escaped


def _classes(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "ds_checkbox__input"
    base = "ds_input"
    if isinstance(widget, forms.Select) and not isinstance(widget, forms.SelectMultiple):
        base = "ds_select"
    elif isinstance(widget, forms.FileInput):
        base = "ds_file-upload__input"
    names = [base]
    if width := _width(widget):
        names.append(f"ds_input--fixed-{width}")
    if field.errors:
        names.append(f"{base}--error")
    return " ".join(names)


def _width(widget: forms.Widget) -> str:
    """Return the width that says how much is expected: a day, a number, free text."""
    if isinstance(widget, forms.DateInput | forms.NumberInput):
        return "10" if isinstance(widget, forms.DateInput) else "5"
    return ""


@register.filter
def option_input(option: BoundWidget, kind: str) -> SafeString:
    """Render one choice's input alone; `kind` is radio or checkbox."""
    option.data["attrs"]["class"] = f"ds_{kind}__input"
    return option.tag()


@register.filter
def choice_kind(field: BoundField) -> str:
    """Say whether a group of choices takes one (radio) or several (checkbox)."""
    several = isinstance(field.field.widget, forms.CheckboxSelectMultiple)
    return "checkbox" if several else "radio"


@register.filter
def is_counted(field: BoundField) -> bool:
    """Say whether the characters of a text are counted down: a text area with a limit."""
    widget = field.field.widget
    return isinstance(widget, forms.Textarea) and "maxlength" in widget.attrs

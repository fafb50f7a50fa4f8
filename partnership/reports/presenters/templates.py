"""A template’s version in words: its outline, and what was typed beside what stands."""

from dataclasses import dataclass
from typing import Any

from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.web.forms import Difference, said


@dataclass(frozen=True)
class Printed:
    """One thing that a section prints, where it stands, and what of it is at an end."""

    place: int
    words: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class SectionLine:
    """A section as the outline and the preview number it."""

    number: int
    section: SectionLayout
    printed: tuple[Printed, ...]
    rows: tuple[RowLayout, ...]


def outline(layout: Layout) -> list[SectionLine]:
    """The sections by their numbers; implications stand in the section that prints them."""
    return [
        SectionLine(
            number,
            each,
            _printed(each),
            layout.rows if Part.IMPLICATIONS in each.parts else (),
        )
        for number, each in enumerate(layout.sections, start=1)
    ]


def _printed(section: SectionLayout) -> tuple[Printed, ...]:
    last = len(section.parts) - 1
    return tuple(
        Printed(place, part.words, place == 0, place == last)
        for place, part in enumerate(section.parts)
    )


def compared_lines(form: Any, now: object) -> list[Difference]:
    """Where a valid form and what stands now differ, in words."""
    found = []
    for bound in form.visible_fields():
        stands = _plain(getattr(now, bound.name))
        typed = _plain(form.cleaned_data[bound.name])
        if stands != typed:
            choices = dict(getattr(bound.field, "choices", ()))
            line = Difference(str(bound.label), said(stands, choices), said(typed, choices))
            found.append(line)
    return found


def _plain(value: Any) -> Any:
    """A list of what a tuple holds, each as a form has it."""
    if isinstance(value, tuple | list):
        return [each.value if isinstance(each, Part) else each for each in value]
    return value

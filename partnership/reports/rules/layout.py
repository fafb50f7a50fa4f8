"""The layout of a paper as plain data: what a template's version holds. Pure."""

from dataclasses import dataclass

from partnership.reports.rules.parts import Part


@dataclass(frozen=True)
class SectionLayout:
    """One numbered section; `is_mandatory`: its text must be written."""

    key: str
    heading: str
    parts: tuple[Part, ...] = ()
    help: str = ""
    is_mandatory: bool = False


@dataclass(frozen=True)
class RowLayout:
    """One implication."""

    key: str
    heading: str
    help: str = ""
    is_mandatory: bool = True


@dataclass(frozen=True)
class Layout:
    """A whole paper; `asks` are the words before its lettered recommendations."""

    slug: str
    name: str
    sections: tuple[SectionLayout, ...]
    rows: tuple[RowLayout, ...] = ()
    asks: str = "The Board is asked to"
    purposes: tuple[str, ...] = ("For noting", "For approval", "For endorsement")

    def faults(self) -> tuple[str, ...]:
        """What hinders its publication, in words; nothing: it may be published."""
        printed = [part for each in self.sections for part in each.parts]
        twice = sorted({part.words for part in printed if printed.count(part) > 1})
        return (
            *(("It has no section.",) if not self.sections else ()),
            *(f"“{words}” is printed twice." for words in twice),
            *_same("section", [each.key for each in self.sections]),
            *_same("implication", [each.key for each in self.rows]),
            *self._rows_without_a_place(printed),
        )

    def _rows_without_a_place(self, printed: list[Part]) -> tuple[str, ...]:
        has_place = Part.IMPLICATIONS in printed
        if self.rows and not has_place:
            return ("It asks for implications, and no section prints them.",)
        if has_place and not self.rows:
            return ("A section prints implications, and none is asked for.",)
        return ()


def _same(what: str, keys: list[str]) -> tuple[str, ...]:
    twice = sorted({key for key in keys if keys.count(key) > 1})
    return tuple(f"Two of its {what}s have the name “{key}”." for key in twice)

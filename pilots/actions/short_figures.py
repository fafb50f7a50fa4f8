"""The figures of the short form: adults, children, people through the door, or not counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from partnership.web.templatetags.words import said_number
from pilots.models import Event, EventCount
from pilots.models.event_detail import Qualifier

NOT_COUNTED = "not counted"
ATTENDANCE, FOOTFALL = EventCount.Type.ATTENDANCE, EventCount.Type.FOOTFALL
ADULTS, CHILDREN = "adults", "children"
OF_THE_FORM = {
    (ATTENDANCE.value, ADULTS),
    (ATTENDANCE.value, CHILDREN),
    (FOOTFALL.value, ""),
}


@dataclass(frozen=True)
class Figure:
    """One count as it was given: of what type, of whom, how many (None: not known), how sure."""

    type: str
    group: str
    value: int | None
    qualifier: str = Qualifier.EXACT
    as_stated: str = ""

    @property
    def words(self) -> str:
        """about 12 adults; footfall 40; children not recorded."""
        of = self.group or EventCount.Type(self.type).label.lower()
        if self.value is None:
            return f"{of} {self.as_stated or 'not recorded'}"
        sure = "" if self.qualifier == Qualifier.EXACT else f"{Qualifier(self.qualifier).label} "
        return f"{sure}{said_number(self.value)} {of}"


def figures_given(
    *, adults: int | None, children: int | None, footfall: int | None, qualifier: str
) -> tuple[Figure, ...]:
    """The figures that were typed; where one of adults and children is, the other is unknown.

    Nothing typed is nothing said: no figure at all.
    """
    found = []
    if adults is not None or children is not None:
        found = [
            Figure(ATTENDANCE, group, value, qualifier if value is not None else Qualifier.EXACT)
            for group, value in ((ADULTS, adults), (CHILDREN, children))
        ]
    if footfall is not None:
        found.append(Figure(FOOTFALL, "", footfall, qualifier))
    return tuple(found)


def not_counted() -> tuple[Figure, ...]:
    """That nobody counted, as a record: nobody is asked for the figures again."""
    return (Figure(ATTENDANCE, "", None, as_stated=NOT_COUNTED),)


def figures_of(event: Event) -> tuple[Figure, ...] | None:
    """An event's attendance and footfall, where the short form can show them; else None.

    It can't where somebody recorded more of them than it asks for.
    """
    rows = [row for row in event.counts.all() if row.type != EventCount.Type.PARTICIPATION]
    if not all(_is_of_the_form(row) for row in rows):
        return None
    sure = {row.qualifier for row in rows if row.value is not None}
    return tuple(map(_figure, rows)) if len(sure) < 2 else None


def _is_of_the_form(row: EventCount) -> bool:
    said_uncounted = row.value is None and row.as_stated == NOT_COUNTED and not row.group
    return (row.type, row.group) in OF_THE_FORM or said_uncounted


def _figure(row: EventCount) -> Figure:
    return Figure(row.type, row.group, row.value, row.qualifier, row.as_stated)


def words_of_change(event: Event, figures: tuple[Figure, ...] | None) -> str:
    """What the event's history says of figures that change; nothing where none does."""
    if figures is None:
        return ""
    before, after = _told(figures_of(event) or ()), _told(figures)
    if before == after:
        return ""
    return f"Figures: {', '.join(before) or 'none'} became {', '.join(after) or 'none'}"


def _told(figures: Iterable[Figure]) -> list[str]:
    return sorted(figure.words for figure in figures)


def record_figures(event: Event, figures: Iterable[Figure]) -> None:
    """Let the event have these figures of the short form's; other counts stay as they are.

    A figure that stays keeps its source's words and method.
    """
    wanted = {(figure.type, figure.group): figure for figure in figures}
    for row in event.counts.all():
        figure = wanted.pop((row.type, row.group), None)
        if figure is None:
            if _is_of_the_form(row):
                row.delete()
        elif (figure.value, figure.qualifier) != (row.value, row.qualifier):
            was_known = row.value is not None
            row.value, row.qualifier = figure.value, figure.qualifier
            row.as_stated = figure.as_stated
            row.reported_on = row.reported_on if was_known else said_on(event)
            row.save()
    for figure in wanted.values():
        EventCount.objects.create(
            event=event, type=figure.type, group=figure.group, value=figure.value,
            qualifier=figure.qualifier, as_stated=figure.as_stated, reported_on=said_on(event),
        )  # fmt: skip


def said_on(event: Event) -> date | None:
    """The day on which a figure that is recorded now was said; None where it came with its event.

    A look back at a day between the two shows the event without it. Of an event that a paper
    told of, what is entered on the day on which it was recorded came with that paper.
    """
    today = timezone.localdate()
    is_of_paper = event.source_id and timezone.localdate(event.recorded_at) == today
    return today if event.reported_on < today and not is_of_paper else None

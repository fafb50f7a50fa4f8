"""An event as the cells of a sheet, as `event_sheet.read_row` reads them."""

from datetime import date

from partnership.dates import PartialDate
from pilots.event_sheet import COLUMNS, WHOLE_PROGRAMME, write_counted
from pilots.event_sheet_cells import STATUSES, Counted, write_parts
from pilots.models import Event, EventPartner
from pilots.selectors.events import counts_as_at

Cell = str | int
HEADS = tuple(column.head for column in COLUMNS)
KEYS = tuple(column.key for column in COLUMNS)


def event_cells(event: Event, as_at: date | None = None) -> dict[str, Cell]:
    """Each column's cell of an event; as it stood on a day, if one is given.

    Needs the event's area, kind, venue, counts and partners with their organisations.
    """
    status = event.status_on(as_at) if as_at else event.status
    said = _when_said(event, status)
    counted = write_counted(_counted(event, as_at)) if status != Event.Status.PLANNED else {}
    return {
        "slug": event.slug,
        "name": event.name,
        "kind": event.kind.name,
        "area": event.area.name if event.area else WHOLE_PROGRAMME,
        "venue": event.venue.name if event.venue else "",
        "place": event.place,
        "when": _when(event.happened),
        "stated": event.happened_as_stated,
        "before": _day(event.before_on),
        "starts": f"{event.starts_at:%H:%M}" if event.starts_at else "",
        "ends": f"{event.ends_at:%H:%M}" if event.ends_at else "",
        "last_day": _day(event.ends_on),
        "status": STATUSES[status].capitalize(),
        **counted,
        "above_why": event.above_why if counted else "",
        "purpose": event.purpose,
        "audience": event.audience,
        "went": event.went,
        "findings": event.findings,
        "partners": write_parts(_partner(each) for each in event.partners.all()),
        "reported_on": _day(event.reported_on),
        **said,
    }


def row_of(event: Event, as_at: date) -> list[Cell]:
    """The cells in the order of the columns."""
    cells = event_cells(event, as_at)
    return [cells.get(key, "") for key in KEYS]


def _when_said(event: Event, status: str) -> dict[str, Cell]:
    """The days on which it was said how it went; none that was after the day asked for."""
    is_held, is_cancelled = status in Event.WAS_HELD, status == Event.Status.CANCELLED
    is_confirmed = status == Event.Status.CONFIRMED
    return {
        "held_said": _day(event.held_reported_on) if is_held else "",
        "confirmed_on": _day(event.confirmed_on) if is_confirmed else "",
        "cancelled_said": _day(event.cancelled_reported_on) if is_cancelled else "",
        "cancelled_why": event.cancelled_why if is_cancelled else "",
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _when(happened: PartialDate) -> str:
    """A day as every spreadsheet program takes it; anything rougher in words."""
    if happened.day:
        return happened.day.isoformat()
    return happened.words if happened else ""


def _counted(event: Event, as_at: date | None) -> list[Counted]:
    """Its counts, as they had been said by the day."""
    return [
        Counted(
            count.type,
            count.group,
            count.value,
            count.qualifier,
            count.method,
            count.as_stated,
            count.may_overlap,
        )
        for count in counts_as_at(event, as_at)
    ]


def _partner(partner: EventPartner) -> str:
    name = partner.organisation.name
    return f"{name}: {partner.offered}" if partner.offered else name

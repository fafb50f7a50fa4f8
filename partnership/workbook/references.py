"""Second check: rows have keys of their own, and what they refer to is there."""

from collections.abc import Iterable

from milestones.models import Delivery
from partnership.workbook.cells import in_order
from partnership.workbook.columns import Column
from partnership.workbook.deliveries import expect_deliveries, may_be_delivered_in
from partnership.workbook.draft import Draft, Row
from partnership.workbook.faults import quoted
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS, sheet_of
from partnership.workbook.stored import Key, joined, key_of
from partnership.workbook.structure import nearest


def resolve_all(draft: Draft) -> None:
    """Give every row its key, and every reference the key of what it refers to."""
    for sheet in SHEETS:
        if sheet.model is Delivery:
            expect_deliveries(draft)
        _find_keys(draft, sheet)
        for row in draft.rows[sheet.model]:
            for column in sheet.columns:
                if column.to and not column.is_key:
                    _resolve(draft, row, column)
            _know_lists(draft, row)


def _find_keys(draft: Draft, sheet: Sheet) -> None:
    rows: dict[Key, Row] = {}
    for row in draft.rows[sheet.model]:
        for column in sheet.key:
            if column.to:
                _resolve(draft, row, column)
        if not row.is_sound(*(column.name for column in sheet.key)):
            continue
        key = key_of(sheet, row.cells)
        if key in rows:
            wrong = f"{quoted(joined(key))} stands in row {rows[key].number} already."
            draft.fault(row, sheet.key[-1].name, wrong, "Keep one of the rows, or mend its key.")
            continue
        rows[key], row.key = row, key
        _know(draft, row)


def _know(draft: Draft, row: Row) -> None:
    """Let later rows refer to this one; a delivery is known already, if the plan has it."""
    if row.sheet.model is not Delivery:
        draft.add_known(row.sheet.model, row.key)
    elif joined(row.key) not in draft.known[Delivery]:
        _no_such_delivery(draft, row, "area", row.key)


def _resolve(draft: Draft, row: Row, column: Column) -> None:
    """Put the target's key into the cell, or note that it is not there."""
    if not row.is_sound(column.name):
        return
    if column.is_list:
        _resolve_list(draft, row, column)
    elif not row.is_sound(*column.within):
        row.faulty.add(column.name)  # the fault is noted where it is
    elif row.cells[column.name] != "" or (column.field and not column.field.null):
        found = _target(draft, row, column, row.text(column.name))
        if found:
            row.cells[column.name] = found[-1] if column.within else joined(found)


def _resolve_list(draft: Draft, row: Row, column: Column) -> None:
    parts = row.cells[column.name]
    assert isinstance(parts, tuple)
    found = [key for part in parts if (key := _target(draft, row, column, part))]
    if len(set(found)) < len(found):
        draft.fault(row, column.name, "It names the same row twice.", "Write it once.")
    elif row.is_sound(column.name):
        row.cells[column.name] = in_order(joined(key) for key in found)


def _target(draft: Draft, row: Row, column: Column, text: str) -> Key | None:
    """The key that the text refers to; a part of a longer key will do where it is the only one."""
    assert column.to
    known = draft.known[column.to]
    prefix = tuple(row.text(name) for name in column.within)
    if (full := joined((*prefix, text))) in known:
        return known[full]
    alike = [key for key in known.values() if key[:-1] == prefix] if prefix else known.values()
    short = [key for key in alike if not prefix and key[-1] == text]
    if len(short) == 1:
        return short[0]
    if column.to is Delivery:
        _no_such_delivery(draft, row, column.name, (*prefix, text))
    elif short:
        names = " or ".join(joined(key) for key in short[:5])
        draft.fault(row, column.name, f"{quoted(text)} may be several.", f"Write {names}.")
    else:
        names_there = [key[-1] if prefix else joined(key) for key in alike]
        draft.fault(row, column.name, _nowhere(column, text, prefix), nearest(text, names_there))
    return None


def _nowhere(column: Column, text: str, prefix: Iterable[str]) -> str:
    try:
        where = f"sheet {sheet_of(column.to).name}"  # type: ignore[arg-type]
    except KeyError:
        where = f"the {column.name} list"
    among = "".join(
        f", {name} {quoted(part)}" for name, part in zip(column.within, prefix, strict=True)
    )
    return f"{quoted(text)} is nowhere in {where}{among}."


def _know_lists(draft: Draft, row: Row) -> None:
    """Make a row's lists what may be referred to, such as an area's localities."""
    for column in row.sheet.list_columns:
        if not column.links or not row.key or not row.is_sound(column.name):
            continue
        known = draft.known[column.links.model]
        for name, key in list(known.items()):
            if key[:-1] == row.key:
                del known[name]
        for part in row.cells[column.name] or ():  # type: ignore[union-attr]
            draft.add_known(column.links.model, (*row.key, str(part)))


def _no_such_delivery(draft: Draft, row: Row, column: str, key: Key) -> None:
    reference, area = key
    areas = [known[1] for known in draft.known[Delivery].values() if known[0] == reference]
    if row.sheet.model is Delivery:
        areas = may_be_delivered_in(draft, reference)
    if areas == [""]:
        wrong, right = "is delivered once, for the whole programme.", "Leave the area empty."
    elif not area:
        wrong, right = "is delivered by each area.", f"Write one: {', '.join(areas)}."
    else:
        wrong, right = f"has no delivery in {quoted(area)}.", nearest(area, areas)
    draft.fault(row, column, f"Milestone {reference} {wrong}", right)

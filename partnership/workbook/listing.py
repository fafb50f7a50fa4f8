"""The format in words: docs/workbook.md is this text."""

from collections.abc import Iterator

from partnership.workbook.cells import format_value
from partnership.workbook.columns import Column
from partnership.workbook.sheet import Sheet
from partnership.workbook.sheets import SHEETS, sheet_of

INTRODUCTION = """\
<!-- Written by `manage.py workbook_format`; change partnership/workbook/, not this file. -->

# The programme workbook

A whole programme in one file: named sheets of rows, as a spreadsheet (.xlsx) or
as readable text (.yaml). Both hold the same sheets.

    manage.py load_programme FILE                  check everything, then load all or nothing
    manage.py dump_programme SLUG --output FILE    write a programme as .xlsx or .yaml

Loading a file again changes nothing. What the database holds and the file lacks
is kept, and said. A file with a fault changes nothing: every fault is listed with
its sheet, row and column, what is wrong and what would be right.

In a spreadsheet the first row of a sheet holds the column names. In YAML the file
is a list of sheets, each with its title and its rows; empty cells are left out:

    - title: areas
      data:
      - slug: north-ayrshire
        name: North Ayrshire
        council: north-ayrshire-council

## What cells hold

| kind | write | |
|---|---|---|
| text | words | |
| whole number, decimal number | 12, 94.5 | without separators or signs of currency |
| day | 2019-10-24 | in a spreadsheet also a date cell |
| month | 2019-01 | |
| partial date | 2019-10-24, 2019-10, 2019-Q4, 2019-autumn, 2019 | no more than is known |
| time of day | 14:30 | |
| yes or no | yes, no | |
| one of | one of the words listed | |
| reference | the key of a row of that sheet | in the file or already loaded |
| separated by “; ” | one; two; three | a text that holds “;” or “"” stands in double quotes |

Names in **bold** are the sheet's key: they find a row again and repeat in no two rows.
*Required* cells must be filled. An empty cell means “not recorded”, or the value
given as “empty:”. Where a key has several columns, a reference from elsewhere
writes them with a slash: area/venue, framework/reference.

Every row of a sheet with `source` and `reported_on` was reported on a day: empty, it
is the day of its source; one of the two must be there. The plan (milestones) is in
force from the programme's start unless its `reported_on` says otherwise.

## The plan and its versions

Whoever puts a new programme in fills milestones, milestone_parts, outputs and targets,
and leaves the sheets that begin with plan_ out: that plan becomes version 1, and every
area has its deliveries at once, dated from month 1 of the programme, or of the area where
it has a start_month of its own.

A plan that is loaded again in other words becomes the next version, in force from that
day. A new milestone goes to every area; what became of the others, each area is asked on
its pages, where it accepts or declines. No delivery changes by itself, and no baseline
ever. What moves a milestone's month, changes its scope or drops it needs a decision: add
one row to plan_versions, with the next number, its day, why, and the decision. Without
rows of its own in the sheets after it, such a version is what milestones to targets say.

A file that was dumped tells every version, row by row, and so carries the whole history:

| sheet | tells |
|---|---|
| plan_versions | number, first day, why, and by which decision |
| plan_phases, plan_rows, plan_parts, plan_outputs, plan_targets | all that each version held |
| plan_answers | which area accepted or declined which row of a version, and why |
| deliveries | which deliveries there are, since when, and to which version each works |

The sheets milestones to targets beside them hold the newest words, and rows that were
dropped; `milestone` is always the reference that a row has now, `reference` in plan_rows
the one that it had then. A published version never changes: of a version that is loaded
already only `why` may be mended. A file that tells fewer versions than were published
meanwhile can't change the plan: dump it anew. A row that an area declined stays declined.

A new agreed date in updates, and a delivery that is not needed, name a decision that was
reported by then and whose authorises_plan_change is yes; so does a version that names one.

## What no workbook carries

Accounts and their roles, and with them who typed a record and whose account stands behind
an owner's post; the history of single changes; drafts of minutes and of the plan; filters
that somebody saved; e-mails; reports with what is written in them and became of them; templates
of reports that were changed here, and bodies’ choices of them (a body’s row names the shipped
template that it began on); sheets of events that were pasted or uploaded. What is
counted from events, such as figures of months, is counted anew where a workbook is loaded.

Files stay where they were added – evidence, reports of tests, photographs and documents of
events with what those in them agreed to, files of learning resources: the words and the link
beside them are carried, the file not. `dump_programme` says how many stay behind.

So do public feedback forms, the answers that people gave on them or on paper, and their
counts. Answers are one by one, so that each can be set aside, and only evaluators read them;
a count without its answers could not be counted again. A form's code is on its poster and
stands for one event of one site: a copy that had it would take the answers meant for the
other. Whoever moves a whole site restores its backup. Feedback as a source states it is
carried, in event_feedback.

Limits: a file of 20 MB, 50,000 rows and 100 columns a sheet, 20,000 characters a cell.
Formulas are refused: write their values.

## Sheets, in the order in which they are loaded
"""


def listing() -> str:
    """The whole format as Markdown."""
    return INTRODUCTION + "".join(f"\n{_sheet_words(sheet)}" for sheet in SHEETS)


def _sheet_words(sheet: Sheet) -> str:
    rows = "\n".join(_rows(sheet))
    return f"### {sheet.name}\n\n{sheet.about}\n\n| column | holds | |\n|---|---|---|\n{rows}\n"


def _rows(sheet: Sheet) -> Iterator[str]:
    for column in sheet.columns:
        name = f"**{column.name}**" if column.is_key else column.name
        needed = "*required.* " if column.is_required else ""
        yield f"| {name} | {_kind_words(column)} | {needed}{column.help}{_default_words(column)} |"


def _kind_words(column: Column) -> str:
    if column.to:
        among = f", within {' and '.join(column.within)}" if column.within else ""
        return f"{column.kind.value} {_target(column)}{among}"
    if column.choices:
        return f"{column.kind.value}: {', '.join(column.choices)}"
    return column.kind.value


def _target(column: Column) -> str:
    """The sheet referred to; a locality is named in its area's row."""
    try:
        return sheet_of(column.to).name  # type: ignore[arg-type]
    except KeyError:
        return "the area's localities"


def _default_words(column: Column) -> str:
    words = format_value(column.default, column)
    return f" Empty: {words}." if words else ""

"""How reports are said on pages: states and stages in words, file names, sizes."""

from dataclasses import dataclass

from partnership.dates import day_words
from partnership.programmes.periods import Period, local_day
from partnership.reports.models import Report, ReportFile
from pilots.models import Area

TONES = {
    Report.State.NONE: "grey",
    Report.State.QUEUED: "grey",
    Report.State.MAKING: "blue",
    Report.State.READY: "green",
    Report.State.FAILED: "red",
}
CONTENT_TYPES = {
    ReportFile.Kind.HTML: "text/html; charset=utf-8",
    ReportFile.Kind.PDF: "application/pdf",
    ReportFile.Kind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFile.Kind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFile.Kind.PLAIN: "text/html; charset=utf-8",
}
PLACES = tuple(CONTENT_TYPES)  # the original, what comes beside it, and what is made of it
ENDINGS = {ReportFile.Kind.PLAIN: "-in-plain-words.html"}
WAITING = (
    "The queue for reports does not answer just now. Nothing is lost: the report is made as soon"
    " as the queue is back."
)


def file_name(report: Report, kind: str) -> str:
    """What a downloaded file is called: north-ayrshire-ijb-2019-q4.pdf."""
    return file_stem(report.body.slug, report.period, report.edition) + ending(kind)


def ending(kind: str) -> str:
    """How the name of a file of this kind ends: .pdf, -in-plain-words.html."""
    return ENDINGS.get(ReportFile.Kind(kind), f".{kind}")


def file_stem(body: str, period: Period, edition: int = 1) -> str:
    """The name of a report's files without their ending."""
    later = f"-edition-{edition}" if edition > 1 else ""
    return f"{body}-{_period_code(period)}{later}"


def _period_code(period: Period) -> str:
    """A period in a file's name: 2019-q4 for a calendar quarter, 2019 or its two months."""
    first, last = period.first, period.last
    if period.months == 3 and first.month % 3 == 1:
        return f"{first.year}-q{last.month // 3}"
    if period.months == 12 and first.month == 1:
        return str(first.year)
    return f"{first:%Y-%m}" + (f"-to-{last:%Y-%m}" if period.months > 1 else "")


def size_words(size: int) -> str:
    """A file's size as a person says it: 9 kB, 1.2 MB."""
    return f"{size / 1_000_000:.1f} MB" if size >= 950_000 else f"{max(1, round(size / 1000))} kB"


def asked_words(report: Report, *, name_people: bool) -> str:
    """Who asked for a report, and when; or that it came by itself.

    Without names of people it says only when.
    """
    day = day_words(local_day(report.asked_at))
    if report.asked_by is None:
        return f"Drafted by itself on {day}"
    return f"Asked for by {report.asked_by}, {day}" if name_people else f"Asked for on {day}"


def stages_of(report: Report) -> list[tuple[str, str, str]]:
    """The stages of making a report, each with its state: (label, state, note)."""
    steps = list(Report.Step)
    reached = steps.index(Report.Step(report.step)) if report.step else -1
    again = f"attempt {report.tries}" if report.tries > 1 else ""
    rows = [("Waiting for a worker", "done" if reached >= 0 else "current", "")]
    for place, name in enumerate(steps):
        state = "current" if place == reached else "done" if place < reached else "waiting"
        rows.append((str(name.label), state, again if state == "current" else ""))
    return rows


def making_mark(report: Report) -> str:
    """What is other whenever the stages of making a report would be shown otherwise."""
    waits = "" if report.queued_at else "-no-queue"
    return f"{report.attempt}-{report.state}-{report.step}{waits}"


@dataclass(frozen=True)
class FileLine:
    """One file as a page offers it."""

    kind: str
    label: str
    name: str
    size: str
    is_page: bool


def files_of(report: Report) -> list[FileLine]:
    """The files of a report: the web page is the original, the others come beside it."""
    files = sorted(report.files.all(), key=lambda file: PLACES.index(ReportFile.Kind(file.kind)))
    return [
        FileLine(
            kind=file.kind,
            label=file.get_kind_display(),
            name=file_name(report, file.kind),
            size=size_words(file.size),
            is_page=file.kind == ReportFile.Kind.HTML,
        )
        for file in files
    ]


@dataclass(frozen=True)
class ReportPage:
    """One report as its own page shows it."""

    period: str
    state: str
    tone: str
    asked: str
    is_waiting_for_queue: bool
    stages: list[tuple[str, str, str]]
    mark: str
    files: list[FileLine]


def report_page(report: Report, *, name_people: bool) -> ReportPage:
    """Say everything about a report that its page shows."""
    return ReportPage(
        period=report.period.words,
        state=report.get_state_display(),
        tone=TONES[Report.State(report.state)],
        asked=asked_words(report, name_people=name_people),
        is_waiting_for_queue=report.state == Report.State.QUEUED and report.queued_at is None,
        stages=stages_of(report) if report.is_unfinished else [],
        mark=making_mark(report),
        files=files_of(report),
    )


def area_facts(area: Area) -> list[tuple[str, str]]:
    """What an area belongs to and where its places are."""
    bodies = ", ".join(body.name for body in area.reporting_bodies.all())
    groups = ", ".join(str(row.priority_group) for row in area.priority_groups.all())
    return [
        ("Reports to", bodies),
        ("Health and social care partnership", str(area.partnership or "")),
        ("Council", str(area.council or "")),
        ("Health board", str(area.health_board or "")),
        ("Library service", str(area.library_service or "")),
        ("Stage", area.get_stage_display()),
        ("Priority groups", groups),
        ("Localities", ", ".join(str(row) for row in area.localities.all())),
        ("Venues", ", ".join(str(row) for row in area.venues.all())),
        ("Islands", area.islands),
        ("Groups", ", ".join(str(row) for row in area.groups.all())),
    ]

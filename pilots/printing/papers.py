"""What is printed of a meeting, as plain, frozen data. Pure: no Django, no clock, no database.

Fields of words are printed as they are; where they are empty, "Not recorded" is printed. Posts and
hosts stand in them, never a person's name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from partnership.dates import NOT_RECORDED, day_words
from pilots.prose import Block, prose

DRAFT = "Draft – not approved"
CANCELLED = "Cancelled"
ILLUSTRATIVE = "Illustrative – invented to show the product"
Numbered = tuple[str, Block]  # a list has no number: it belongs to the paragraph before it


@dataclass(frozen=True)
class MeetingHead:
    """What stands in the title of both papers. Days and times come in words."""

    group: str
    programme: str
    number: int
    planned: str = ""
    held: str = ""
    place: str = ""
    is_illustrative: bool = False
    is_cancelled: bool = False

    @property
    def meeting(self) -> str:
        """Meeting 4."""
        return f"Meeting {self.number}"

    def marks(self, status: str = "") -> tuple[str, ...]:
        """What each page says of itself: cancelled, a draft, an illustration."""
        cancelled = CANCELLED if self.is_cancelled else ""
        illustrative = ILLUSTRATIVE if self.is_illustrative else ""
        return tuple(mark for mark in (cancelled, status, illustrative) if mark)


@dataclass(frozen=True)
class ActionLine:
    """An action: `owner` is a post; no `due` day means that none is recorded."""

    text: str
    owner: str = ""
    due: date | None = None

    @property
    def due_words(self) -> str:
        """24 January 2020."""
        return day_words(self.due) if self.due else ""


@dataclass(frozen=True)
class AgendaLine:
    """An item under the number by which people refer to it; `actions` stand below its text."""

    number: int
    title: str
    text: str = ""
    actions: tuple[ActionLine, ...] = ()

    @property
    def body(self) -> tuple[Numbered, ...]:
        """Its text as paragraphs numbered 3.1, 3.2 and lists."""
        return tuple(numbered(self.number, prose(self.text)))

    @property
    def numbered_actions(self) -> tuple[tuple[str, ActionLine], ...]:
        """Its actions; their numbers go on after the paragraphs'."""
        before = sum(not block.is_list for _, block in self.body)
        return tuple((f"{self.number}.{n}", a) for n, a in enumerate(self.actions, before + 1))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its text as paragraphs and lists."""
        return prose(self.text)


@dataclass(frozen=True)
class AgendaPaper:
    """An agenda. `dated` is the day that the file gives as its own, and isn't printed."""

    head: MeetingHead
    dated: date
    items: tuple[AgendaLine, ...] = ()

    name = "Agenda"

    @property
    def marks(self) -> tuple[str, ...]:
        """What each page says of itself."""
        return self.head.marks()

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The rows of the title."""
        return (("When", self.head.planned), ("Where", self.head.place))


@dataclass(frozen=True)
class Attended:
    """Who came: each line a post, or a counted seat in the words of `counted_words`.

    `summary` is a sentence above them, such as "11 of 14 seats were filled; 8 make a quorum."
    Where all three lists are empty, it is the only thing known.
    """

    present: tuple[str, ...] = ()
    apologies: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    summary: str = ""

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The three lists under their names; nothing where nobody is listed."""
        if not (self.present or self.apologies or self.absent):
            return ()
        return (
            ("Present", self.present),
            ("Apologies", self.apologies),
            ("Absent", self.absent),
        )


def counted_words(*, came: int | None, seats: int, host: str) -> str:
    """8 of 8 people from Kilwinning Academy present."""
    people = "person" if seats == 1 else "people"
    if came is None:
        return f"{seats} {people} from {host}: how many came is {NOT_RECORDED}"
    return f"{came} of {seats} {people} from {host} present"


@dataclass(frozen=True)
class Declared:
    """An interest that a post declared, and what was done about it."""

    who: str
    interest: str
    outcome: str = ""


@dataclass(frozen=True)
class Approval:
    """The day on which minutes were approved, and the number of the meeting that did it."""

    on: date
    at_meeting: int | None = None


@dataclass(frozen=True)
class Correction:
    """What was added to approved minutes, which themselves stay as they were."""

    on: date
    text: str

    @property
    def day(self) -> str:
        """24 January 2020."""
        return day_words(self.on)


@dataclass(frozen=True)
class MinutesPaper:
    """Minutes. No `attended`: attendance isn't recorded. No `approval`: they are a draft.

    `text` is what somebody typed. `dated` is the day that the file gives as its own; it isn't
    printed. For approved minutes give the last correction's day, else the approval's: then the
    file stays the same, byte for byte.
    """

    head: MeetingHead
    dated: date
    attended: Attended | None = None
    declarations: tuple[Declared, ...] = ()
    items: tuple[AgendaLine, ...] = ()
    text: str = ""
    decisions: tuple[str, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    approval: Approval | None = None
    corrections: tuple[Correction, ...] = ()

    name = "Minutes"

    @property
    def status(self) -> str:
        """Draft – not approved; Approved on 24 January 2020 at meeting 5."""
        if self.approval is None:
            return DRAFT
        at = f" at meeting {self.approval.at_meeting}" if self.approval.at_meeting else ""
        return f"Approved on {day_words(self.approval.on)}{at}"

    @property
    def marks(self) -> tuple[str, ...]:
        """What each page says of itself."""
        return self.head.marks(self.status)

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """The rows of the title."""
        return (
            ("Planned for", self.head.planned),
            ("Held", self.head.held),
            ("Place", self.head.place),
        )

    @property
    def body(self) -> tuple[Numbered, ...]:
        """What somebody typed, as the numbered paragraphs and lists of section 4."""
        return tuple(numbered(4, prose(self.text)))

    @property
    def numbered_actions(self) -> tuple[tuple[str, ActionLine], ...]:
        """The actions with their numbers in section 6."""
        return tuple((f"6.{n}", action) for n, action in enumerate(self.actions, 1))


def numbered(section: int, blocks: Sequence[Block]) -> Iterator[Numbered]:
    """Give each paragraph its number, 4.1 and on."""
    numbers = count(1)
    for block in blocks:
        yield "" if block.is_list else f"{section}.{next(numbers)}", block

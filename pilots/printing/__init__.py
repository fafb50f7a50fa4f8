"""A meeting's agenda and its minutes on paper: accessible (PDF/UA-1) and archivable (PDF/A-3a)."""

from .making import agenda_pdf, leaves_room, minutes_pdf
from .papers import (
    ActionLine,
    AgendaLine,
    AgendaPaper,
    Approval,
    Attended,
    Correction,
    Declared,
    MeetingHead,
    MinutesPaper,
    counted_words,
)

__all__ = [
    "ActionLine",
    "AgendaLine",
    "AgendaPaper",
    "Approval",
    "Attended",
    "Correction",
    "Declared",
    "MeetingHead",
    "MinutesPaper",
    "agenda_pdf",
    "counted_words",
    "leaves_room",
    "minutes_pdf",
]

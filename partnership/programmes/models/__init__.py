"""A programme and what describes it."""

from partnership.programmes.models.claim import DateClaim
from partnership.programmes.models.context import (
    Approach,
    Champion,
    Funding,
    PolicyReference,
    PrecedingWork,
)
from partnership.programmes.models.programme import (
    Aim,
    GlossaryTerm,
    Phase,
    PriorityGroup,
    Programme,
    ProgrammeName,
    ProgrammeRole,
)
from partnership.programmes.models.saved_view import SavedView
from partnership.programmes.models.source import Source, Sourced

__all__ = [
    "Aim",
    "Approach",
    "Champion",
    "DateClaim",
    "Funding",
    "GlossaryTerm",
    "Phase",
    "PolicyReference",
    "PrecedingWork",
    "PriorityGroup",
    "Programme",
    "ProgrammeName",
    "ProgrammeRole",
    "SavedView",
    "Source",
    "Sourced",
]

"""A programme's settings changed."""

from typing import Any

from partnership.people.models import User
from partnership.people.versions import changing
from partnership.programmes.models import Programme


def change_settings(*, programme: Programme, seen: int, by: User, why: str, **fields: Any) -> None:
    """Change settings, which hold for what is worked out from now on.

    Published reports keep the figures that they were made with. Raises
    ChangedMeanwhileError.
    """
    with changing(programme, seen=seen, by=by, why=why) as now:
        for name, value in fields.items():
            setattr(now, name, value)

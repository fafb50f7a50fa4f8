"""How far a person sees into a programme: all areas' records, or some areas'."""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Reach:
    """The keys of the areas whose records may be read; None: those of every area.

    What is of the whole programme (no area) is always within reach.
    """

    areas: frozenset[int] | None = None

    @classmethod
    def of(cls, *areas: int | None) -> "Reach":
        """The reach of these areas alone; of the whole programme if one of them is None."""
        known = frozenset(area for area in areas if area is not None)
        return cls(known if len(known) == len(set(areas)) else None)

    @property
    def is_everything(self) -> bool:
        return self.areas is None

    def q(self, path: str = "area") -> Q:
        """The condition that a record's area, found by `path`, is within reach."""
        if self.areas is None:
            return Q()
        return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__in": self.areas})

    def holds(self, area: int | None) -> bool:
        """Whether records of the area (None: of the whole programme) may be read."""
        return area is None or self.areas is None or area in self.areas


EVERYTHING = Reach()

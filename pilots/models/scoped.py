"""Records of an area or of the whole programme, and who sees them."""

from typing import Self, TypeVar

from django.db import models

from partnership.programmes.reach import Reach

Row = TypeVar("Row", bound=models.Model)


class ScopedQuerySet(models.QuerySet[Row]):
    """Records whose area is found by `area_path`."""

    area_path = "area"

    def visible_to(self, reach: Reach) -> Self:
        """Those within reach: of its areas, and of the whole programme."""
        return self.filter(reach.q(self.area_path))


class OfAGroupQuerySet(ScopedQuerySet[Row]):
    """Records of a group, which has the area."""

    area_path = "group__area"


class OfABodyQuerySet(ScopedQuerySet[Row]):
    """Records of a reporting body, which has the area."""

    area_path = "body__area"

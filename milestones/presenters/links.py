"""Where milestones are read, for pages that link hundreds of them."""

from posixpath import relpath
from urllib.parse import quote, urlencode

from django.urls import reverse

PLACEHOLDER = "0"


class MilestoneLinks:
    """Addresses of a programme's milestones, made with one look at the addresses' table.

    `query` is what every address keeps: the day looked back to, or nothing. `seen_from`
    is the path of the page they stand on, where short addresses save much.
    """

    def __init__(self, slug: str, query: str = "", *, seen_from: str = "") -> None:
        before, after = reverse("milestone", args=[slug, PLACEHOLDER]).rsplit(PLACEHOLDER, 1)
        self._before = f"{relpath(before, seen_from)}/" if seen_from else before
        self._after = f"{after}{query}"

    def of_milestone(self, reference: str) -> str:
        """The milestone's page."""
        return f"{self._before}{quote(reference, safe='')}{self._after}"

    def of_delivery(self, reference: str, area_slug: str) -> str:
        """Where the milestone's page tells of one area, or of the whole programme."""
        return f"{self.of_milestone(reference)}#{anchor(area_slug)}"


def anchor(area_slug: str) -> str:
    """The id of a delivery's row on its milestone's page."""
    return f"at-{area_slug}" if area_slug else "at-whole-programme"


def with_query(address: str, **asked: str) -> str:
    """An address with what is asked for; what is empty is left out."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{query}" if query else address

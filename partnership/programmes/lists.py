"""Lists whose filters a person may keep: each app registers its own when it is ready."""

from dataclasses import dataclass


@dataclass(frozen=True)
class KeptList:
    """A list by the name of its address, and what it lists."""

    page: str
    label: str


_LISTS: dict[str, KeptList] = {}


def register_list(page: str, label: str) -> None:
    """Let people keep views of the list at the address called `page`."""
    _LISTS[page] = KeptList(page, label)


def list_called(page: str) -> KeptList | None:
    """The list, if its views may be kept."""
    return _LISTS.get(page)

"""Stories that wait for somebody: to be reviewed, or sent back to whoever wrote in them last."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse

from evaluation.models import Story
from evaluation.selectors.stories import waiting_for
from partnership.people.models import User
from partnership.programmes.access import Entry
from pilots.presenters.work import Item, Section


def stories_waiting(person: User, entries: Sequence[Entry], on: date) -> Iterator[Section]:
    """Case studies and evaluation reports, each leading to its draft; one query."""
    found = waiting_for(person, entries)
    yield Section("Stories", tuple(_item(story) for story in found))


def _item(story: Story) -> Item:
    where = story.area.name if story.area else "whole programme"
    is_review = story.state == Story.State.IN_REVIEW
    said = "Waits to be read and published" if is_review else f"Sent back: {story.sent_back_why}"
    return Item(
        "Review" if is_review else "Sent back",
        "purple" if is_review else "orange",
        story.title,
        reverse("story-draft", args=[story.programme.slug, story.slug]),
        f"{said} · {story.get_kind_display()}, {where}",
    )

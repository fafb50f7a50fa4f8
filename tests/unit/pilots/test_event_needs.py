"""What a kind of event asks for is missing until it is there; what it doesn't ask is offered."""

from pilots.event_needs import NEEDS, missing, offered
from pilots.models import EventKind


def test_every_need_is_a_field_of_the_kind() -> None:
    fields = {f.name for f in EventKind._meta.concrete_fields if f.name.startswith("asks_")}

    assert fields == {need.field for need in NEEDS}


def test_what_is_asked_is_missing_until_it_is_there() -> None:
    asked = {"attendance", "footfall", "sectors"}

    assert [need.key for need in missing(asked, {"footfall"})] == ["attendance", "sectors"]
    assert missing(asked, asked) == []


def test_what_nobody_asks_is_offered_until_it_is_there() -> None:
    parts = [part for part, _ in offered({"attendance"}, {"attendance", "coverage"})]

    assert parts == ["activities", "sectors", "questions", "resources", "partners"]


def test_counts_are_offered_where_the_kind_asks_for_none() -> None:
    assert ("counts", "Counts") in offered({"sectors"}, set())
    assert "counts" not in dict(offered({"footfall"}, set()))

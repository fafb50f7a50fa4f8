"""The plainest pages that could do a part of the work: what the product is held against."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils import timezone

from milestones.models import Milestone
from partnership.programmes.models import Programme
from pilots.models import Event, FeedbackAnswer
from tests.benchmarks.sizes import FLOOR_PROGRAMME

OTHER_EVENT = 2  # than that whose form is measured
ROADMAP = engines["django"].from_string(
    "<!DOCTYPE html><title>Roadmap</title><table>{% for milestone, count in rows %}<tr>"
    "<td>{{ milestone.reference }}</td><td>{{ milestone.title }}</td>"
    "<td>{{ milestone.due_month }}</td><td>{{ count }}</td></tr>{% endfor %}</table>"
)
LIST = engines["django"].from_string(
    "<!DOCTYPE html><title>List</title><p>{{ count }} events</p><table>{% for event in events %}"
    "<tr><td>{{ event.name }}</td><td>{{ event.day }}</td><td>{{ event.status }}</td></tr>"
    "{% endfor %}</table>"
)


def hello(request: HttpRequest) -> HttpResponse:
    """No query."""
    return HttpResponse("hello")


def one_query(request: HttpRequest) -> HttpResponse:
    """One row by its key."""
    return HttpResponse(Programme.objects.get(pk=FLOOR_PROGRAMME).name)


def bare_roadmap(request: HttpRequest) -> HttpResponse:
    """60 milestones with the counts of their events, 10,000 in all; two queries."""
    counts = dict(
        Event.objects.filter(programme=FLOOR_PROGRAMME)
        .order_by()
        .values_list("kind__targets__milestone")
        .annotate(Count("pk"))
    )
    milestones = Milestone.objects.filter(programme=FLOOR_PROGRAMME)
    rows = [(milestone, counts.get(milestone.pk, 0)) for milestone in milestones]
    return HttpResponse(ROADMAP.render({"rows": rows}))


def bare_list(request: HttpRequest) -> HttpResponse:
    """50 of 10,000 events, and how many there are; two queries."""
    events = Event.objects.filter(programme=FLOOR_PROGRAMME)
    return HttpResponse(LIST.render({"events": events[:50], "count": events.count()}))


def insert(request: HttpRequest) -> HttpResponse:
    """One answer stored and committed, and nothing else."""
    FeedbackAnswer.objects.create(
        event_id=OTHER_EVENT,
        key=request.POST["key"],
        satisfaction=4,
        channel=FeedbackAnswer.Channel.PAPER,
        received_on=timezone.localdate(),
    )
    return HttpResponse("stored")

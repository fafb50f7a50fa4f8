"""Write down the plan of each programme as its first version, and what deliveries work to.

Until now there was one plan, so that what stands in the tables is what was agreed.
"""

from collections import defaultdict

from django.db import migrations
from django.db.models import Min
from django.utils import timezone


def write_first_versions(apps, schema_editor):
    get = lambda name: apps.get_model("milestones", name)
    Target, Version, Delivery = get("Target"), get("PlanVersion"), get("Delivery")
    Target.objects.filter(event_kind__isnull=False).update(counts="events")
    Programme = apps.get_model("programmes", "Programme")
    for programme in Programme.objects.filter(milestones__isnull=False).distinct():
        milestones = programme.milestones.select_related("phase").order_by("position")
        first = milestones.aggregate(first=Min("reported_on"))["first"]
        version = Version.objects.create(
            programme=programme,
            state="published",
            number=1,
            content=_content(get, programme, milestones),
            why="The plan as it stood before versions were kept.",
            in_force_on=min(first, programme.start_month),
            published_at=timezone.now(),
        )
        for milestone in milestones:
            Delivery.objects.filter(milestone=milestone).update(
                works_to=version, from_on=milestone.reported_on
            )
    _count_moves(get("DeliveryUpdate"))


def _content(get, programme, milestones):
    parts, outputs, targets, needs = (defaultdict(list) for _ in range(4))
    here = {"milestone__programme": programme}
    for part in get("MilestonePart").objects.filter(**here).order_by("number"):
        parts[part.milestone_id].append(part.text)
    rows = get("Output").objects.filter(**here).select_related("priority_group")
    for output in rows.order_by("number"):
        group = output.priority_group
        outputs[output.milestone_id].append(
            {
                "number": output.number,
                "text": output.text,
                "group_named": output.group_named,
                "priority_group": group.slug if group else "",
            }
        )
    for target in get("Target").objects.filter(**here).select_related("event_kind").order_by("number"):
        targets[target.milestone_id].append(
            {
                "number": target.number,
                "wanted": target.wanted,
                "what": target.what,
                "per": target.per,
                "counts": target.counts,
                "event_kind": target.event_kind.slug if target.event_kind else "",
            }
        )
    for link in get("Dependency").objects.filter(**here).order_by("needs"):
        needs[link.milestone_id].append(link.needs_id)
    return {
        "phases": [
            {"number": phase.number, "name": phase.name}
            for phase in programme.phases.order_by("number")
        ],
        "milestones": [
            {
                "key": row.pk,
                "reference": row.reference,
                "phase": row.phase.number,
                "title": row.title,
                "due_month": row.due_month,
                "scope": row.scope,
                "scope_inferred_from": row.scope_inferred_from,
                "kotter_step": row.kotter_step,
                "parts": parts[row.pk],
                "outputs": outputs[row.pk],
                "targets": targets[row.pk],
                "needs": needs[row.pk],
                "reported_on": row.reported_on.isoformat(),
            }
            for row in milestones
        ],
    }


def _count_moves(DeliveryUpdate):
    """How often each delivery's agreed date had been moved by each update."""
    moved = DeliveryUpdate.objects.filter(said_agreed_on__isnull=False)
    for key in moved.values_list("delivery", flat=True).distinct():
        moves = 0
        for update in DeliveryUpdate.objects.filter(delivery=key).order_by("reported_on", "number"):
            moves += update.said_agreed_on is not None
            DeliveryUpdate.objects.filter(pk=update.pk).update(times_moved=moves)


class Migration(migrations.Migration):

    dependencies = [
        ('milestones', '0004_plan_links'),
    ]

    operations = [
        migrations.RunPython(write_first_versions, migrations.RunPython.noop),
    ]

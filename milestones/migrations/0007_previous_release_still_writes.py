"""Columns that the release before this one does not know fill themselves in.

It goes on writing while the new one is put in its place, so that none of what it
leaves out may be wanted, and a target that it gives a kind of event counts events.
"""

import datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("milestones", "0006_targets_say_what_they_count"),
    ]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="from_on",
            field=models.DateField(
                db_default=datetime.date(2000, 1, 1),
                help_text="The day from which it is part of the plan here.",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldelivery",
            name="from_on",
            field=models.DateField(
                db_default=datetime.date(2000, 1, 1),
                help_text="The day from which it is part of the plan here.",
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AlterField(
            model_name="deliveryupdate",
            name="times_moved",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="How often the agreed date had been moved by then.",
            ),
        ),
        migrations.AlterField(
            model_name="risk",
            name="approach",
            field=models.CharField(
                blank=True,
                choices=[
                    ("tolerate", "Tolerate: accept it and watch"),
                    ("treat", "Treat: make it less likely or less grave"),
                    ("transfer", "Transfer: somebody else takes it on"),
                    ("terminate", "Terminate: stop what brings it about"),
                ],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="historicalrisk",
            name="approach",
            field=models.CharField(
                blank=True,
                choices=[
                    ("tolerate", "Tolerate: accept it and watch"),
                    ("treat", "Treat: make it less likely or less grave"),
                    ("transfer", "Transfer: somebody else takes it on"),
                    ("terminate", "Terminate: stop what brings it about"),
                ],
                db_default="",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="risk",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.AlterField(
            model_name="target",
            name="counts",
            field=models.CharField(
                blank=True,
                choices=[
                    ("events", "events of a kind"),
                    ("contexts", "contexts in which the service model was tested"),
                ],
                db_default="",
                help_text="Empty: nothing yet.",
                max_length=10,
                verbose_name="counted from",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="target_counts_events_of_a_kind",
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("counts", "events"), ("event_kind__isnull", False)),
                    models.Q(("counts", "contexts"), ("event_kind__isnull", True)),
                    ("counts", ""),
                    _connector="OR",
                ),
                name="target_counts_events_of_a_kind",
            ),
        ),
    ]

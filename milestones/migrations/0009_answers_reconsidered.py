"""What was declined may be accepted later; how many rows wait is kept as a tally."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("milestones", "0008_contexts_that_targets_count"),
        ("pilots", "0008_service_test_end_and_context_history"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="plananswer", name="plan_answer_once_in_an_area"),
        migrations.RemoveConstraint(
            model_name="plananswer", name="plan_answer_once_for_the_programme"
        ),
        migrations.AddField(
            model_name="planversion",
            name="waiting",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="How many rows wait for an answer, by the area’s key; empty: the programme’s.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plananswer",
            constraint=models.UniqueConstraint(
                fields=("version", "milestone", "area", "is_accepted"),
                name="plan_answer_once_in_an_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="plananswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("area__isnull", True)),
                fields=("version", "milestone", "is_accepted"),
                name="plan_answer_once_for_the_programme",
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('milestones', '0005_first_versions'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counts', 'events'), ('event_kind__isnull', False)), models.Q(models.Q(('counts', 'events'), _negated=True), ('event_kind__isnull', True)), _connector='OR'), name='target_counts_events_of_a_kind'),
        ),
    ]

"""Grants of a programme hold the roles of a programme, once the others have moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0002_history_and_versions"),
        ("pilots", "0003_roles_where_they_are_held"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='programmerole',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['programme-manager', 'evaluator', 'viewer'])), name='programmerole_is_held_here'),
        ),
    ]

"""Roles that were held in a whole programme move to where they are held now.

An area manager of the programme becomes one of each of its areas, and so on:
nobody gains or loses anything that they could read. Backwards, they become
roles of the programme again.
"""

from django.conf import settings
from django.db import migrations

# role: (table, what it is held in, how a programme names those)
NARROWER = {
    "area-manager": ("AreaRole", "area", "areas"),
    "chair": ("GroupRole", "group", "groups"),
    "steering-member": ("GroupRole", "group", "groups"),
    "ijb-officer": ("BodyRole", "body", "reporting_bodies"),
}


def move_down(apps, schema_editor):
    programme_roles = apps.get_model("programmes", "ProgrammeRole").objects
    for role, (table, place, places) in NARROWER.items():
        roles = apps.get_model("pilots", table).objects
        for grant in programme_roles.filter(role=role).select_related("programme"):
            for each in getattr(grant.programme, places).all():
                roles.get_or_create(
                    user_id=grant.user_id,
                    role=role,
                    starts_on=grant.starts_on,
                    **{place: each},
                    defaults={"ends_on": grant.ends_on},
                )
            grant.delete()


def move_up(apps, schema_editor):
    programme_roles = apps.get_model("programmes", "ProgrammeRole").objects
    for role, (table, place, _) in NARROWER.items():
        for grant in apps.get_model("pilots", table).objects.filter(role=role):
            programme_roles.get_or_create(
                user_id=grant.user_id,
                programme_id=getattr(grant, place).programme_id,
                role=role,
                starts_on=grant.starts_on,
                defaults={"ends_on": grant.ends_on},
            )


class Migration(migrations.Migration):
    dependencies = [
        ("pilots", "0002_roles_meetings_and_history"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(move_down, move_up)]

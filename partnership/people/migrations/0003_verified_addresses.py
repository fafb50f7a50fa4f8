"""Accounts from before sign-in by allauth keep working, and tries are counted in a table."""

from django.core.management import call_command
from django.db import migrations


def know_addresses(apps, schema_editor):
    """Whoever made an account vouched for its address."""
    User = apps.get_model("people", "User")
    EmailAddress = apps.get_model("account", "EmailAddress")
    known = EmailAddress.objects.values_list("user_id", flat=True)
    EmailAddress.objects.bulk_create(
        EmailAddress(user_id=pk, email=email.lower(), verified=True, primary=True)
        for pk, email in User.objects.exclude(pk__in=known).values_list("pk", "email")
    )


def make_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ("people", "0002_accounts_emails_and_history"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [
        migrations.RunPython(know_addresses, migrations.RunPython.noop),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]

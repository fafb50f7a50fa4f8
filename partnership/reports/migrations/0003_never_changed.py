"""Published versions of templates never change: the database itself refuses it.

Both databases, whatever speaks to them. An account that goes may still be forgotten as the one
who published. A later migration that alters one of these tables runs `without_guards` before and
`with_guards` after: SQLite makes such a table anew, and would stumble over triggers that name it.
"""

from django.db import migrations

VERSION = "reports_templateversion"
HOLDS = ("reports_templatesection", "reports_implicationrow")
KEPT = ("template_id", "number", "valid_from", "why", "asks", "purposes", "published_at")
WORDS = "A published version of a template never changes."

NEVER = f"""
CREATE FUNCTION template_version_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation';
END $$
"""
HELD = f"""
CREATE FUNCTION template_version_holds_what_it_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM {VERSION} WHERE published_at IS NOT NULL AND (
            (TG_OP <> 'INSERT' AND id = OLD.version_of_id)
            OR (TG_OP <> 'DELETE' AND id = NEW.version_of_id)
        )
    ) THEN
        RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$
"""
FUNCTIONS = ("template_version_never_changes", "template_version_holds_what_it_held")
REFUSED = f"SELECT RAISE(ABORT, '{WORDS}');"


def with_guards(apps, schema_editor):
    """Make the triggers."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def without_guards(apps, schema_editor):
    """Drop them."""
    vendor = schema_editor.connection.vendor
    for table, name in names():
        on = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    for name in FUNCTIONS if vendor == "postgresql" else ():
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def names():
    """(table, trigger) of each of them, on either database."""
    yield from ((VERSION, f"{VERSION}_{event}") for event in ("update", "delete"))
    for table in HOLDS:
        yield from ((table, f"{table}_{event}") for event in ("insert", "update", "update_to", "delete"))


def statements(vendor):
    """What makes them."""
    return [*of_postgresql()] if vendor == "postgresql" else [*of_sqlite()]


def of_postgresql():
    differs = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)
    never = "EXECUTE FUNCTION template_version_never_changes()"
    yield from (NEVER, HELD)
    yield (
        f"CREATE TRIGGER {VERSION}_update BEFORE UPDATE ON {VERSION} FOR EACH ROW"
        f" WHEN (OLD.published_at IS NOT NULL AND ({differs})) {never}"
    )
    yield (
        f"CREATE TRIGGER {VERSION}_delete BEFORE DELETE ON {VERSION} FOR EACH ROW"
        f" WHEN (OLD.published_at IS NOT NULL) {never}"
    )
    for table in HOLDS:
        for event in ("insert", "update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_{event} BEFORE {event} ON {table} FOR EACH ROW"
                " EXECUTE FUNCTION template_version_holds_what_it_held()"
            )


def of_sqlite():
    differs = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in KEPT)
    yield (
        f"CREATE TRIGGER {VERSION}_update BEFORE UPDATE ON {VERSION}"
        f" WHEN OLD.published_at IS NOT NULL AND ({differs}) BEGIN {REFUSED} END"
    )
    yield (
        f"CREATE TRIGGER {VERSION}_delete BEFORE DELETE ON {VERSION}"
        f" WHEN OLD.published_at IS NOT NULL BEGIN {REFUSED} END"
    )
    for table in HOLDS:
        for event, of in (("insert", "NEW"), ("update", "OLD"), ("update", "NEW"), ("delete", "OLD")):
            end = "_to" if (event, of) == ("update", "NEW") else ""
            yield (
                f"CREATE TRIGGER {table}_{event}{end} BEFORE {event} ON {table}"
                f" WHEN EXISTS (SELECT 1 FROM {VERSION} WHERE id = {of}.version_of_id"
                f" AND published_at IS NOT NULL) BEGIN {REFUSED} END"
            )


class Migration(migrations.Migration):

    dependencies = [("reports", "0002_writing")]

    operations = [migrations.RunPython(with_guards, without_guards)]

"""What was approved stays as it was signed, and not by whoever wrote it: the database refuses.

Both databases, whatever speaks to them. While a report is approved, and for good once it is
published, its frozen figures, its fingerprint and its files do not change; what is published may
only be superseded. Nobody is put down as its approver who wrote a word of it. Accounts that go
may still be forgotten; published reports may not be deleted.

A later migration that alters one of these tables runs `without_guards` before and `with_guards`
after: SQLite makes such a table anew, and would stumble over triggers that name it.
"""

from django.db import migrations

REPORT, FILE = "reports_report", "reports_reportfile"
SIGNED = "('approved', 'published', 'superseded')"
OPEN = "('published', 'superseded')"
FIGURES = ("snapshot", "fingerprint")
KEPT = ("body_id", "period_first", "period_last", "edition", "template_id", "corrects_id", "why")
SIGNATURE = ("submitted_at", "approved_at", "on_behalf_of", "authority", "published_at")
PEOPLE = ("submitted_by_id", "approved_by_id", "published_by_id")
WRITERS = """
    SELECT 1 FROM reports_reporttext
    WHERE report_id = NEW.id AND written_by_id = NEW.approved_by_id
    UNION ALL SELECT 1 FROM reports_historicalreporttext
    WHERE report_id = NEW.id AND history_user_id = NEW.approved_by_id
    UNION ALL SELECT 1 FROM reports_historicalcover
    WHERE report_id = NEW.id AND history_user_id = NEW.approved_by_id
    UNION ALL SELECT 1 FROM reports_historicalimplicationanswer
    WHERE report_id = NEW.id AND history_user_id = NEW.approved_by_id
"""
FROZEN = "What was approved stays as it was signed."
PUBLISHED = "What was published never changes."
OWN = "Nobody approves a report that they wrote in."
GUARDS = (  # name, table, event, when, words
    (
        "report_figures",
        REPORT,
        "UPDATE",
        f"OLD.stage IN {SIGNED} AND NEW.stage IN {SIGNED} AND ({{figures}})",
        FROZEN,
    ),
    ("report_published", REPORT, "UPDATE", f"OLD.stage IN {OPEN} AND ({{kept}})", PUBLISHED),
    (
        "report_stage",
        REPORT,
        "UPDATE",
        f"OLD.stage IN {OPEN} AND NEW.stage <> OLD.stage AND NEW.stage <> 'superseded'",
        PUBLISHED,
    ),
    (
        "report_own",
        REPORT,
        "UPDATE",
        f"NEW.approved_by_id IS NOT NULL AND ({{approver}}) AND EXISTS ({WRITERS})",
        OWN,
    ),
    *(
        (f"report_file_{event.lower()}", FILE, event, f"EXISTS ({{{row}}})", FROZEN)
        for event, row in (
            ("INSERT", "new_report"), ("UPDATE", "old_report"), ("DELETE", "old_report")
        )
    ),
    ("report_delete", REPORT, "DELETE", f"OLD.stage IN {OPEN}", PUBLISHED),
)
FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {when} THEN
        RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$
"""


def with_guards(apps, schema_editor):
    """Make the triggers."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def without_guards(apps, schema_editor):
    """Drop them."""
    is_postgres = schema_editor.connection.vendor == "postgresql"
    for name, table, *_ in GUARDS:
        on = f" ON {table}" if is_postgres else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        if is_postgres:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def statements(vendor):
    """What makes them."""
    is_postgres = vendor == "postgresql"
    for name, table, event, when, words in GUARDS:
        said = when.format(**conditions("IS DISTINCT FROM" if is_postgres else "IS NOT"))
        if is_postgres:
            yield FUNCTION.format(name=name, when=said, words=words)
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW"
                f" EXECUTE FUNCTION {name}()"
            )
        else:
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {said}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )


def conditions(differs):
    """The parts of the conditions, in the words in which a database compares with nothing."""

    def other(names):
        return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in names)

    people = (f"(NEW.{name} IS NOT NULL AND {other([name])})" for name in PEOPLE)
    report = f"SELECT 1 FROM {REPORT} WHERE stage IN {SIGNED} AND id"
    return {
        "figures": other(FIGURES),
        "kept": " OR ".join([other([*KEPT, *SIGNATURE]), *people]),
        "approver": other(["approved_by_id"]),
        "new_report": f"{report} = NEW.report_id",
        "old_report": f"{report} = OLD.report_id",
    }


class Migration(migrations.Migration):

    dependencies = [("reports", "0003_never_changed")]

    operations = [migrations.RunPython(with_guards, without_guards)]

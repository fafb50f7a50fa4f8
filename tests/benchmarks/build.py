"""Fills an empty database: python -m tests.benchmarks.build --size national.

Writes one line of JSON: the session of the signed-in manager, and how long it took.
"""

import argparse
import json
import time

import django
from django.apps import apps
from django.core.management import call_command
from django.test import Client


def build(name: str) -> dict[str, object]:
    """Migrate, fill and analyse the database that DATABASE_URL names."""
    from tests.benchmarks.copying import analyse, mend_sequences
    from tests.benchmarks.engagement import fill_engagement, fill_tallies
    from tests.benchmarks.evaluation import fill_evaluation
    from tests.benchmarks.people import fill_people
    from tests.benchmarks.plan import fill_plan
    from tests.benchmarks.sizes import SIZES
    from tests.benchmarks.surveys import count_answers, fill_surveys

    started = time.monotonic()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    size = SIZES[name]
    fill_people(size)
    fill_engagement(size)  # before the plan, whose targets point at kinds of event
    fill_plan(size)
    fill_evaluation(size)
    fill_surveys(size)
    mend_sequences(apps.get_models())
    analyse()  # before the months are counted, as in a running site, and once more after
    fill_tallies()
    count_answers()
    analyse()
    return {"session": _session(), "seconds": round(time.monotonic() - started, 1)}


def _session() -> str:
    """Sign in the programme's manager."""
    from partnership.people.models import User

    client = Client()
    client.force_login(User.objects.get(pk=1))
    return client.cookies["session"].value


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", required=True)
    django.setup()
    print(json.dumps(build(parser.parse_args().size)))


if __name__ == "__main__":
    main()

"""Fills an empty database: python -m tests.benchmarks.build --size national.

Writes one line of JSON: the sessions of the signed-in manager and of an evaluator, and how long
it took.
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
    return {**_sessions(), "seconds": round(time.monotonic() - started, 1)}


def _sessions() -> dict[str, object]:
    """Sign in the programme's manager, and one of its evaluators."""
    from partnership.people.models import Role
    from partnership.programmes.models import ProgrammeRole
    from tests.benchmarks.sizes import PROGRAMME

    found: dict[str, object] = {}
    for name, role in (("session", Role.PROGRAMME_MANAGER), ("evaluator", Role.EVALUATOR)):
        client = Client()
        client.force_login(ProgrammeRole.objects.filter(role=role, programme=PROGRAMME)[0].user)
        found[name] = client.cookies["session"].value
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", required=True)
    django.setup()
    print(json.dumps(build(parser.parse_args().size)))


if __name__ == "__main__":
    main()

"""The worker that counts answers in the fault tests: the product's own, with blows.

FAULTS_NOTES     folder: each blow leaves a file
FAULTS_BLOWS     JSON, {"blows": points}: where a worker is killed that counted the last answer,
                 once at each
FAULTS_WITHOUT   protections that are switched off: together

None of this is known to the product: its functions are replaced from here.
"""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from evaluation import tasks  # noqa: E402
from evaluation.actions import counting, matches, tallies  # noqa: E402
from evaluation.models import Response  # noqa: E402
from partnership.celery import app  # noqa: E402
from partnership.programmes.models import Programme  # noqa: E402

NOTES = Path(os.environ["FAULTS_NOTES"])
BLOWS: list[str] = json.loads(os.environ.get("FAULTS_BLOWS", "{}")).get("blows", [])
WITHOUT = set(os.environ.get("FAULTS_WITHOUT", "").split())
PEOPLE, AT_A_TIME = 12, 5


def before(owner: Any, name: str, point: str) -> None:
    """Have a function of the product reach a point before it does its work."""
    original: Callable[..., Any] = getattr(owner, name)

    def passing(*args: Any, **kwargs: Any) -> Any:
        if point in BLOWS and not Response.objects.filter(is_tallied=False).exists():
            die(f"blow-{point}")
        return original(*args, **kwargs)

    setattr(owner, name, passing)


def die(note: str) -> None:
    """Be killed, once for each note."""
    try:
        (NOTES / note).touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def apart(wave: Any, *, then: Callable[[], object]) -> None:
    """Tally, and only then see to what follows: what a worker does that is never killed."""
    count_alone(wave)
    then()


before(counting, "match_waves", "tallied")
before(matches, "rebuild_pairs", "matched")
before(counting, "publish_waves", "paired")
tallies.AT_A_TIME = AT_A_TIME
count_alone = counting.tally_wave
if "together" in WITHOUT:
    counting.tally_wave = apart  # type: ignore[assignment]


@app.task(name="faults.answer")
def answer() -> None:
    """People answer before, which is counted, and then after, each under a code of their own."""
    from tests.support.answer_records import a_pair, a_questionnaire, answers

    pair = a_pair(a_questionnaire(Programme.objects.get()))
    for wave, point in zip(pair, (2, 4), strict=True):
        tallies.tally_wave(pair[0])
        for person in range(PEOPLE):
            answers(wave, {"confident": point}, code=[str(person), "b", "c"])


assert tasks  # registered with the application

"""HTML to PDF in a process of its own, for whoever must not carry the layout engine.

A web worker that imports it grows by 100 MB and never shrinks again. The child is
given the HTML, limits of time and memory, and nothing else: it opens no database.
"""

import json
import logging
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from . import errors
from .errors import PdfError, PdfNotMadeError

logger = logging.getLogger(__name__)

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 25  # less than a web server's patience with one request
PASSED_ON = ("PATH", "HOME", "LANG", "XDG_CACHE_HOME", "LD_LIBRARY_PATH")  # no secret of the site
REFUSED = 3  # the child's status where the HTML is not to be printed


def render_apart(
    html: str,
    *,
    title: str,
    subject: str,
    author: str,
    identifier: str,
    dated: date,
    stylesheet: str,
    language: str = "en-GB",
    seconds: float = SECONDS,
) -> bytes:
    """What `render_pdf` returns for these arguments, made by a child within `seconds`.

    Raises a PdfError with words for the person who asked, as it does.
    """
    job = {
        "html": html,
        "title": title,
        "subject": subject,
        "author": author,
        "identifier": identifier,
        "dated": dated.isoformat(),
        "stylesheet": stylesheet,
        "language": language,
    }
    done = _run(json.dumps(job).encode(), seconds)
    if done.returncode == REFUSED:
        raise _refusal(done.stderr.decode())
    if done.returncode:
        logger.error("A PDF's process ended with %s: %s", done.returncode, done.stderr[-2000:])
        raise PdfNotMadeError(
            "The document could not be printed. Try again in a minute; if it happens again, tell"
            " whoever runs the site."
        )
    return done.stdout


def _run(job: bytes, seconds: float) -> "subprocess.CompletedProcess[bytes]":
    """The child, ended; what it was given is all that it knows."""
    try:
        return subprocess.run(
            [sys.executable, "-m", "partnership.pdf"],
            input=job,
            capture_output=True,
            timeout=seconds,
            cwd=ROOT,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PdfNotMadeError(
            "The document could not be printed in time. Try again in a minute; if it happens"
            " again, shorten the text."
        ) from error


def _refusal(said: str) -> PdfError:
    """The child's refusal, as the error that it was there."""
    name, _, words = said.strip().splitlines()[-1].partition(": ")
    kind: type[PdfError] = getattr(errors, name, PdfNotMadeError)
    return kind(words)

"""No log holds a token, whichever logger writes it and however it is put together."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client
from gunicorn.config import Config
from gunicorn.glogging import Logger

from partnership.web.logs import mask_tokens, masked

RESET = "/account/password/reset/key/4-d1zuqz-0123456789abcdef0123456789abcdef/"
TOKEN = "Zx_9-aBcDeFgHiJkLmNoP"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"GET {RESET} HTTP/1.1", "GET /account/password/reset/key/•••/ HTTP/1.1"),
        (f"/account/confirm-email/Mg:1wX2yz:{TOKEN}/", "/account/confirm-email/•••/"),
        (f"Not Found: /invitations/{TOKEN}/", "Not Found: /invitations/•••/"),
        (f"/invitations/{TOKEN}", "/invitations/•••"),
        (f"/calendar/{TOKEN}.ics", "/calendar/•••.ics"),
        (f"/sign-in/?next=/invitations/{TOKEN}/&a=b", "/sign-in/?next=/invitations/•••/&a=b"),
        (f"?next=%2Finvitations%2F{TOKEN}%3A1%2F", "?next=%2Finvitations%2F•••%2F"),
        (f'"https://example.org/calendar/{TOKEN}.ics"', '"https://example.org/calendar/•••.ics"'),
        (
            f"/calendar/{TOKEN}.ics and {RESET}",
            "/calendar/•••.ics and /account/password/reset/key/•••/",
        ),
        ("/account/password/reset/key/done/", "/account/password/reset/key/done/"),
        ("/programmes/a/groups/b/?from=/calendar/", "/programmes/a/groups/b/?from=/calendar/"),
        ("nothing to mask", "nothing to mask"),
    ],
)
def test_what_follows_a_secret_address_is_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler of nobody's in particular writes."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_a_token_among_the_arguments_is_masked(written: io.StringIO) -> None:
    logging.getLogger("anybody").warning("%s: %s", "Not Found", f"/invitations/{TOKEN}/")

    assert written.getvalue() == "Not Found: /invitations/•••/\n"


def test_a_token_in_a_traceback_is_masked(written: io.StringIO) -> None:
    try:
        raise LookupError(f"/calendar/{TOKEN}.ics")
    except LookupError:
        logging.getLogger("anybody").exception("It broke")

    assert TOKEN not in written.getvalue()
    assert "LookupError: /calendar/•••.ics" in written.getvalue()


def test_a_message_that_can_not_be_put_together_is_left_to_its_handler() -> None:
    make = logging.getLogRecordFactory()

    record = make("anybody", logging.INFO, "here.py", 1, "%d of it", ("some",), None)

    assert (record.msg, record.args) == ("%d of it", ("some",))


@pytest.mark.django_db
@pytest.mark.parametrize("path", [f"/no/calendar/{TOKEN}.ics", f"/no/invitations/{TOKEN}/"])
def test_django_says_that_a_page_is_missing_without_the_token(
    written: io.StringIO, client: Client, path: str
) -> None:
    client.get(path)

    assert "Not Found: /no/" in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_gunicorns_own_logs_are_masked() -> None:
    logger, stream = Logger(Config()), io.StringIO()
    for each in (logger.error_log, logger.access_log):
        each.addHandler(logging.StreamHandler(stream))
        each.setLevel(logging.INFO)
    logger.access_log.propagate = False

    logger.error_log.error("Error handling request %s", RESET)
    logger.access_log.info('%(h)s "%(r)s" %(s)s', {"h": "::1", "r": f"GET {RESET}", "s": 200})

    assert "0123456789abcdef" not in stream.getvalue()
    assert stream.getvalue().count("•••") == 2


def test_control_without_the_mask_a_token_is_written(written: io.StringIO) -> None:
    logging.setLogRecordFactory(logging.LogRecord)
    try:
        logging.getLogger("anybody").warning("/calendar/%s.ics", TOKEN)
    finally:
        mask_tokens()

    assert TOKEN in written.getvalue()

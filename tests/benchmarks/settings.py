"""The product's settings, with the floors' addresses and a count of queries when asked for."""

from partnership.settings import *  # noqa: F403
from partnership.settings import MIDDLEWARE

ROOT_URLCONF = "tests.benchmarks.urls"
MIDDLEWARE = ["tests.benchmarks.counting.count_queries", *MIDDLEWARE]
REQUIRE_TWO_STEPS = False  # the account signed in has none; asking costs no query

"""A report's own page may use its own styles, and nothing else at all."""

from base64 import b64encode
from hashlib import sha256

from partnership.reports.reading import reading_policy


def test_each_style_of_the_page_is_allowed_by_its_hash() -> None:
    policy = reading_policy(b'<style>a{}</style><style media="print">\nb{}</style>')
    for style in (b"a{}", b"\nb{}"):
        assert f"'sha256-{b64encode(sha256(style).digest()).decode()}'" in policy


def test_a_page_without_styles_may_have_none() -> None:
    assert "style-src 'none'" in reading_policy(b"<p>plain</p>")


def test_nothing_runs_and_nothing_is_fetched() -> None:
    policy = reading_policy(b"<style>a{}</style><script>alert(1)</script>")
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "http" not in policy

"""What a report's own web page may load when it is read in the browser."""

import re
from base64 import b64encode
from hashlib import sha256

from django.utils.html import format_html

TOP = re.compile(
    rb'<body>\s*(<a class="skip".*?</a>)?', re.DOTALL
)  # the way past the mark comes first
SUPERSEDED = (
    '<aside aria-label="Superseded"><p class="mark">Superseded: a correction was published.'
    ' <a href="{}">Read edition {}</a></p></aside>'
)
STYLES = re.compile(rb"<style[^>]*>(.*?)</style>", re.DOTALL)


def reading_policy(page: bytes) -> str:
    """The content security policy for exactly this page.

    It is one file with its styles, pictures and fonts inside, so nothing else
    is allowed: its own style elements by their hashes, no script at all.
    """
    digests = [b64encode(sha256(style).digest()).decode() for style in STYLES.findall(page)]
    styles = " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {styles}",
            "img-src data:",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def marked_superseded(page: bytes, *, edition: int, address: str) -> bytes:
    """The page as it was published, under a mark that leads on to a later edition.

    What is stored, and what is downloaded, stays as it was signed.
    """
    mark = format_html(SUPERSEDED, address, edition)
    return TOP.sub(lambda top: top[0] + mark.encode(), page, count=1)

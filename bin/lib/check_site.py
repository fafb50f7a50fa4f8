"""Sign in to a running demonstration and look at it: `check_site.py URL ACCOUNTS_FILE`.

Fetches the home page and every page within two links of it, then follows the
reports to their files, PDFs among them. Needs nothing but Python. Exits 1 with a list of
what is wrong.
"""

import re
import sys
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path

LINKS_AWAY = 2  # pages this many links from home are fetched
FURTHER = ("reports", "logic-model")  # and of these, those one and two links further
KINDS = ("milestones", "events", "groups", "logic-model", "outcomes", "reports")


@dataclass
class Page:
    """What came back from one address."""

    address: str
    status: int
    kind: str
    body: bytes
    links: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)


class Reader(HTMLParser):
    """Collects a page's links and the hidden fields of its forms."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.hidden: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link or a hidden field."""
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag == "input" and found.get("type") == "hidden":
            self.hidden[found["name"]] = found.get("value", "")


class Visitor:
    """Someone with a browser: keeps cookies, reads pages, remembers where they have been."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.seen: dict[str, Page] = {}
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)

    def fetch(self, address: str, form: dict[str, str] | None = None) -> Page:
        """Fetch an address of the site, or send a form to it."""
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(address, data, headers={"Referer": address})  # noqa: S310 (the demonstration only)
        try:
            with self.browser.open(request, timeout=60) as answer:
                status, kind, body = answer.status, answer.headers.get_content_type(), answer.read()
        except urllib.error.HTTPError as error:
            status, kind, body = error.code, error.headers.get_content_type(), error.read()
        page = Page(address, status, kind, body)
        if kind == "text/html":
            reader = Reader()
            reader.feed(body.decode())
            page.links, page.hidden = self._own(address, reader.links), reader.hidden
        return page

    def _own(self, address: str, links: list[str]) -> list[str]:
        """Return the links that lead to other pages of this site, in full, each once."""
        full = (urllib.parse.urldefrag(urllib.parse.urljoin(address, link))[0] for link in links)
        return [link for link in dict.fromkeys(full) if link.startswith(f"{self.site}/")]

    def sign_in(self, email: str, password: str) -> Page:
        """Sign in through the form; return the page that this leads to."""
        form = self.fetch(f"{self.site}/sign-in/").hidden
        return self.fetch(f"{self.site}/sign-in/", {**form, "login": email, "password": password})

    def visit(self, addresses: list[str]) -> list[Page]:
        """Fetch those of the addresses that have not been seen yet."""
        fresh = [address for address in dict.fromkeys(addresses) if address not in self.seen]
        self.seen |= {address: self.fetch(address) for address in fresh}
        return [self.seen[address] for address in fresh]

    def look_around(self) -> None:
        """Fetch home, what it links to and so on, then what stands further away."""
        pages = self.visit([f"{self.site}/"])
        for _ in range(LINKS_AWAY):
            pages = self.visit([link for page in pages for link in page.links])
        for _ in range(2):
            links = [link for page in self.seen.values() for link in page.links]
            self.visit([link for link in links if any(f"/{kind}/" in link for kind in FURTHER)])


def faults(pages: list[Page]) -> list[str]:
    """Return what is wrong with what was seen, in words; nothing when all is well."""
    found = [f"{page.address} answered {page.status}" for page in pages if page.status != 200]
    found += [f"{page.address} is empty" for page in pages if len(page.body) < 200]
    found += [
        f"no page of {kind} was reached from the home page"
        for kind in KINDS
        if not any(f"/{kind}/" in page.address for page in pages)
    ]
    pdfs = [page for page in pages if page.kind == "application/pdf"]
    found += [
        f"{page.address} is not a whole PDF"
        for page in pdfs
        if not (page.body.startswith(b"%PDF-") and b"%%EOF" in page.body[-32:])
    ]
    return found if pdfs else [*found, "no PDF was reached from the home page"]


def account(printed: str) -> tuple[str, str]:
    """Return the first e-mail address that was printed, and the password of them all."""
    email, password = re.search(r"\S+@\S+", printed), re.search(r"Password.*: (\S+)", printed)
    if not (email and password):
        sys.exit(f"no account to sign in with was printed:\n{printed}")
    return email[0], password[1]


def main(site: str, accounts: str) -> int:
    """Look at the site as its first account's owner; return the exit status."""
    visitor = Visitor(site)
    email, password = account(Path(accounts).read_text())
    first = visitor.sign_in(email, password)
    if b"sign-out" not in first.body:
        sys.exit(f"signing in as {email} did not work: the answer was {first.status}")
    visitor.look_around()
    pages = list(visitor.seen.values())
    for fault in faults(pages):
        print(fault, file=sys.stderr)
    pdfs = sum(page.kind == "application/pdf" for page in pages)
    print(f"Signed in as {email}; fetched {len(pages)} pages and files, {pdfs} of them PDFs.")
    return 1 if faults(pages) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

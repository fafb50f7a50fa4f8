"""What a browser is sent for a page: first with nothing kept, then with the assets kept."""

import os
from pathlib import Path
from typing import Any

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--no-first-run"]


def page_weights(urls: dict[str, str], *, cookie: str) -> dict[str, tuple[int, int]]:
    """Bytes sent, headers too, on the first and on the next view of each page.

    Empty where there is no Chromium.
    """
    if not Path(CHROMIUM).exists():
        return {}
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        found = {name: _weights(browser, url, cookie) for name, url in urls.items()}
        browser.close()
    return found


def _weights(browser: Any, url: str, cookie: str) -> tuple[int, int]:
    context = browser.new_context()
    context.add_cookies([{"name": "session", "value": cookie, "url": url}])
    page = context.new_page()
    sent: list[int] = []
    watch = context.new_cdp_session(page)
    watch.send("Network.enable")
    watch.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    views = []
    for _ in range(2):
        sent.clear()
        page.goto(url, wait_until="networkidle")
        views.append(int(sum(sent)))
    context.close()
    return views[0], views[1]

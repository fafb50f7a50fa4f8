"""How a browser test marks a radio or a box: with the space bar, wherever it is drawn."""

from playwright.sync_api import Locator, expect


def choose(control: Locator) -> None:
    """Mark a radio or checkbox, and see that it is marked.

    What is drawn lies over the control, or under it. Pressing by force does not wait until the
    page has stopped moving, and on a slow machine hits what moved into its place.
    """
    if not control.is_checked():
        control.press("Space")
    expect(control).to_be_checked()

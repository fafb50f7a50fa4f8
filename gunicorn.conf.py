"""How the site is served: gunicorn reads this from the folder that it is started in."""

from typing import Any

# Seconds until a worker that is still sending is ended, and the file cut off. A list of
# 250,000 events as CSV takes minutes, where the default is half a minute.
timeout = 600

# The product is loaded once, and the workers are made from what was loaded: they share
# its memory. New code is served after a restart; SIGHUP alone reads none.
preload_app = True


def when_ready(server: Any) -> None:
    """Load the rest of what all workers share, just before they are made."""
    from partnership.web.starting import load_for_all

    load_for_all()

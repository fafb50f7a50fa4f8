"""How the site is served: gunicorn reads this from the folder that it is started in."""

# Seconds until a worker that is still sending is ended, and the file cut off. A list of
# 250,000 events as CSV takes minutes, where the default is half a minute.
timeout = 600

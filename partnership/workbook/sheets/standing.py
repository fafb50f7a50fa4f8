"""The columns of what stands in the logic model until it is dropped."""

STANDING = ["dropped_on", "dropped_why"]
DROPPED = {
    "dropped_on": "The day on which it was dropped; empty: it stands.",
    "dropped_why": "Why it was dropped.",
}

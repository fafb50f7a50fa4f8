"""Outcomes, the logic model and its measures."""

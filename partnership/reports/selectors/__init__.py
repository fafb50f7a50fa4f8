"""What pages and jobs ask about reports, bodies, templates and those who work on them."""

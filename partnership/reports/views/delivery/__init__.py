"""Pages of what becomes of published reports: who took them, the archive, public links."""

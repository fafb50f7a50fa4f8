"""Pages on which reports are reviewed, approved, corrected, and files of them checked."""

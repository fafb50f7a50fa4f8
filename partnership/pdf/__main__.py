"""The child of `render_apart`: one job as JSON in, one PDF out, or a refusal in words."""

import json
import resource
import sys
from datetime import date

from partnership.pdf.apart import REFUSED
from partnership.pdf.errors import PdfError
from partnership.pdf.render import render_pdf

CPU_SECONDS = 30
MEMORY = 1_500_000_000  # bytes of addresses; a long paper takes about a third


def main() -> int:
    """Print one document; the process's status."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    job = json.load(sys.stdin)
    try:
        pdf = render_pdf(**job | {"dated": date.fromisoformat(job["dated"])})
    except PdfError as refusal:
        sys.stderr.write(f"{type(refusal).__name__}: {' '.join(str(refusal).split())}\n")
        return REFUSED
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

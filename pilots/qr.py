"""QR codes as drawings: one path, black on white, sharp at any size. Pure."""

from dataclasses import dataclass
from io import BytesIO

import segno

QUIET = 4  # modules of white around it, as ISO/IEC 18004 wants
PIXELS = 20  # of a module in a picture file: about 650 for a link


@dataclass(frozen=True)
class QrCode:
    """The code of a link; a quarter of it may be dirty or torn, and it is still read."""

    link: str

    @property
    def side(self) -> int:
        """Modules from edge to edge, with the white around."""
        return len(self._code().matrix) + 2 * QUIET

    @property
    def path(self) -> str:
        """The dark modules as the `d` of one SVG path, row by row."""
        return "".join(
            f"M{start + QUIET} {row + QUIET}h{length}v1h-{length}z"
            for row, modules in enumerate(self._code().matrix)
            for start, length in _runs(bytes(modules))
        )

    @property
    def png(self) -> bytes:
        """A picture for somebody's own poster."""
        file = BytesIO()
        self._code().save(file, kind="png", scale=PIXELS, border=QUIET)
        return file.getvalue()

    def _code(self) -> segno.QRCode:
        return segno.make_qr(self.link, error="q", boost_error=False)


def _runs(modules: bytes) -> list[tuple[int, int]]:
    """(where it begins, how long it is) of each run of dark modules."""
    runs, start = [], None
    for place, dark in enumerate([*modules, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            runs.append((start, place - start))
            start = None
    return runs

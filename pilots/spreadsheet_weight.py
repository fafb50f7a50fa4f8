"""Whether a spreadsheet would weigh too much for its reader, told before it reads.

A small file can hold one row of ten million cells, or as many styles: its reader keeps
them all, and a worker's memory with them. Here every part is unpacked piece by piece and
only counted. Pure: no Django, no database.
"""

import zipfile
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

PIECE = 256 * 1024  # bytes
LONGEST_TEXT = 4  # pieces without a tag; a cell holds 32,767 characters
MOST = {  # tags that the reader keeps at once, by what a part is: of a sheet one row
    "worksheet": 100_000,
    "sst": 1_000_000,
}
MOST_ELSE = 30_000
MOST_IN_ALL = 5_000_000  # tags of one part: what unpacks to the most that is taken has fewer


class TooHeavyError(Exception):
    """The spreadsheet holds more than any sheet of events does."""


@dataclass
class _Weighing:
    """Counts the tags of one part that its reader would hold at once."""

    part: str = ""
    depth: int = 0
    held: int = 0
    in_all: int = 0
    most: int = MOST_ELSE

    def begin(self, name: str, _: Any) -> None:
        self.depth += 1
        if self.depth == 1:
            self.part = name.rpartition(" ")[2]
            self.most = MOST.get(self.part, MOST_ELSE)
        elif self.depth == 3 and self.part == "worksheet" and name.endswith("row"):
            self.held = 0
        self.held += 1
        self.in_all += 1
        if self.held > self.most or self.in_all > MOST_IN_ALL:
            raise TooHeavyError

    def end(self, _: str) -> None:
        self.depth -= 1

    def refuse(self, *_: Any) -> None:
        """Refuse what no office program writes: a part that declares words of its own."""
        raise TooHeavyError


def weigh(archive: zipfile.ZipFile) -> None:
    """Look through every part. Raises TooHeavyError; a damaged one is for its reader to refuse."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                _weigh_part(file)


def _weigh_part(file: Any) -> None:
    weighing, bare = _Weighing(), 0
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = weighing.begin, weighing.end
    parser.StartDoctypeDeclHandler = weighing.refuse
    try:
        while piece := file.read(PIECE):
            bare = 0 if b"<" in piece else bare + 1
            if bare > LONGEST_TEXT:
                raise TooHeavyError
            parser.Parse(piece, False)
    except expat.ExpatError:
        return

"""Files in and out: which kind, how large, and whether they can be read at all."""

from collections.abc import Callable, Mapping
from pathlib import Path

import tablib

from partnership.workbook import xlsx, yaml_text
from partnership.workbook.book import Book, refuse

LARGEST_FILE = 20 * 1024 * 1024  # bytes
READERS: Mapping[str, Callable[[bytes, str], Book]] = {
    ".xlsx": xlsx.read,
    ".yaml": yaml_text.read,
    ".yml": yaml_text.read,
}
WRITERS: Mapping[str, Callable[[tablib.Databook], bytes]] = {
    ".xlsx": xlsx.write,
    ".yaml": yaml_text.write,
    ".yml": yaml_text.write,
}


def read_file(path: Path) -> Book:
    """Read a .yaml or .xlsx file within the limits; WorkbookFaults says why not."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise refuse(f"{path.name} is neither .xlsx nor .yaml.", "Give a file of either kind.")
    return reader(_content(path), path.name)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise refuse(
                f"{path.name} is larger than {LARGEST_FILE // 1024**2} MB.",
                "Leave out what no sheet needs, such as pictures.",
            )
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise refuse(f"There is no file {path}.", "Check its name and folder.") from error
    except OSError as error:
        raise refuse(f"{path} can't be read: {error.strerror}.") from error
    if not content.strip():
        raise refuse(f"{path.name} is empty.")
    return content


def file_content(path: Path, sheets: tablib.Databook) -> bytes:
    """The sheets in the form that the file's name asks for."""
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        raise refuse(f"{path.name} is neither .xlsx nor .yaml.", "Give the file either ending.")
    return writer(sheets)

"""What the documents say is there: links, pictures, commands, files and decisions."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
FENCED = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*\n", re.MULTILINE | re.DOTALL)
PATH_IN_CODE = re.compile(r"`([\w.-]+/[\w./-]*)`")
SCRIPT = re.compile(r"(?<![\w./-])bin/[a-z]+")
TEST = re.compile(r"tests/[\w/]+\.py")
MANAGED = re.compile(r"manage\.py ([a-z_]+)")
TOOL = re.compile(r"\.venv/bin/([\w-]+)")
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"var", ".venv"}
DOCUMENT = re.compile(r"docs/[\w/-]+\.md")
CODE = ("partnership", "pilots", "milestones", "evaluation")
VENV_BIN = Path(sys.executable).parent
HEAVIEST_PICTURE = 150_000  # bytes

each_document = pytest.mark.parametrize(
    "document", PAGES, ids=lambda document: str(document.relative_to(ROOT))
)


def _links(page: Path) -> Iterator[tuple[bool, str, str]]:
    """Yield (whether it is a picture, its words, where it leads) of links within the project."""
    for picture, words, target in LINK.findall(FENCED.sub("", page.read_text())):
        if "://" not in target and not target.startswith("mailto:"):
            yield picture == "!", words, target


def _anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings get."""
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", page.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in headings}


@each_document
def test_every_link_leads_somewhere(document: Path) -> None:
    for _, _, target in _links(document):
        path, _, anchor = target.partition("#")
        there = (document.parent / path).resolve() if path else document

        assert there.exists(), target
        assert not anchor or anchor in _anchors(there), target


@each_document
def test_every_picture_has_words_in_its_place_and_is_light(document: Path) -> None:
    for is_picture, words, target in _links(document):
        if is_picture:
            assert len(words) > 20, target
            assert (document.parent / target).stat().st_size <= HEAVIEST_PICTURE, target


@each_document
def test_every_command_that_is_shown_exists(document: Path) -> None:
    text = document.read_text()

    assert [name for name in SCRIPT.findall(text) if not (ROOT / name).is_file()] == []
    assert [name for name in TEST.findall(text) if not (ROOT / name).is_file()] == []
    assert set(MANAGED.findall(text)) <= set(get_commands())
    assert [name for name in TOOL.findall(text) if not (VENV_BIN / name).exists()] == []


@each_document
def test_every_file_that_is_named_exists(document: Path) -> None:
    named = PATH_IN_CODE.findall(document.read_text())
    ours = [name for name in named if name.split("/")[0] in FOLDERS]

    assert [name for name in ours if not (ROOT / name).exists()] == []


def test_every_document_that_the_code_names_exists() -> None:
    code = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    named = {name for path in code for name in DOCUMENT.findall(path.read_text())}

    assert {name for name in named if not (ROOT / name).is_file()} == set()
    assert "docs/settings.md" in named


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    listed = (ROOT / "docs" / "architecture.md").read_text()

    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    assert [path.name for path in decisions if path.name not in listed] == []


def test_every_guide_is_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    pages = [path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")]
    far = [page for page in pages if page not in readme and "/decisions/" not in page]

    assert far == []
    assert len(pages) > 10

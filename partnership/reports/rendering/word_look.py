"""How the text for Word looks: pages, styles, heads and feet."""

import re
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from partnership.reports.document import Document
from partnership.reports.rendering.zipped import writable

FONT = "Arial"  # there on every machine that has an office program
ACCENT = RGBColor(0x00, 0x65, 0xBD)
INK = RGBColor(0x1A, 0x1A, 0x1A)
QUIET = RGBColor(0x4D, 0x4D, 0x4D)
SHORT, LONG, MARGIN = Mm(210), Mm(297), Mm(22)
INDENT = Mm(14)
NUMBERED, SOURCE, STATUS, SMALL = "Numbered", "Source", "Status sentence", "Table text"
KEPT = re.compile(  # of the styles that come with the library, which looks all through for each
    r"(Normal|Default Paragraph Font|Normal Table|No List|Table Grid|Caption|List Bullet"
    r"|((Header|Footer|Title|Subtitle|Heading [1-3])( Char)?))$"
)
HEADINGS = {"Title": 26, "Subtitle": 15, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12}


def dress(word: WordDocument, document: Document) -> None:
    """Set pages, styles and the document's particulars."""
    for style in [each for each in word.styles if not KEPT.match(each.name or "")]:
        style.delete()
    _style(word)
    _describe(word, document)
    first = word.sections[0]
    turn(first, is_landscape=False)
    first.different_first_page_header_footer = True
    _head(first, document)
    _foot(first, document)


def turn(section: WordSection, *, is_landscape: bool) -> None:
    """A4 upright or across, with the same margins."""
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (LONG, SHORT) if is_landscape else (SHORT, LONG)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = Mm(25)


def new_pages(word: WordDocument, *, is_landscape: bool) -> None:
    """What follows stands on pages of its own, upright or across."""
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    turn(section, is_landscape=is_landscape)


def _style(word: WordDocument) -> None:
    normal = word.styles["Normal"]
    _font(normal, 12, INK)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in HEADINGS.items():
        style = word.styles[name]
        _font(style, size, INK if name == "Subtitle" else ACCENT)
        style.font.bold, style.font.italic = name != "Subtitle", False
        style.paragraph_format.keep_with_next = True
    numbered = _new_style(word, NUMBERED, 12, INK)
    numbered.paragraph_format.left_indent = INDENT
    numbered.paragraph_format.first_line_indent = -INDENT
    numbered.paragraph_format.tab_stops.add_tab_stop(INDENT)
    _new_style(word, SOURCE, 10, QUIET)
    _new_style(word, STATUS, 15, INK).font.bold = True
    caption = word.styles["Caption"]
    _font(caption, 11, INK)
    caption.font.bold = True
    small = _new_style(word, SMALL, 10, INK)
    small.paragraph_format.space_after = Pt(0)
    small.paragraph_format.line_spacing = 1


def _new_style(word: WordDocument, name: str, size: int, colour: RGBColor) -> Any:
    style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    _font(style, size, colour)
    return style


def _font(style: Any, size: int, colour: RGBColor) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)


def _describe(word: WordDocument, document: Document) -> None:
    """What a program shows of the file: title, body, language; who made it is the product."""
    core = word.core_properties
    core.title = writable(f"{document.title}: {document.body}")
    core.subject = writable(document.subtitle)
    core.author = core.last_modified_by = writable(document.body)[:255]
    core.comments = f"Fingerprint (SHA-256): {document.fingerprint}"
    core.identifier, core.language, core.revision = document.identifier, "en-GB", 1
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _head(section: WordSection, document: Document) -> None:
    head = section.header.paragraphs[0]
    _two_ends(head)
    head.text = f"{writable(document.title)}\t{writable(document.body)}"


def _foot(section: WordSection, document: Document) -> None:
    """The mark, and the page of how many; on the first page too, which has no head."""
    for footer in (section.footer, section.first_page_footer):
        foot = footer.paragraphs[0]
        _two_ends(foot)
        foot.add_run(writable(document.mark)).bold = True
        foot.add_run("\tPage ")
        _field(foot, "PAGE")
        foot.add_run(" of ")
        _field(foot, "NUMPAGES")


def _two_ends(paragraph: WordParagraph) -> None:
    """Words at the left, and after a tab at the right margin."""
    style: Any = paragraph.style
    _font(style, 9, QUIET)
    style.paragraph_format.tab_stops.clear_all()
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(166), WD_TAB_ALIGNMENT.RIGHT)


def _field(paragraph: WordParagraph, instruction: str) -> None:
    """What the office program counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)

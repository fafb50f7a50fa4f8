"""What a screen reader is given: WeasyPrint's tag tree, mended."""

from datetime import date

from partnership.pdf import render_pdf
from tests.support.pdf import (
    HeaderCell,
    Tag,
    artifacts,
    figures_alt,
    header_cells,
    link_names,
    tag_tree,
)
from tests.support.sample_report import sample_pdf
from tests.support.verapdf import verify


def tags_of(body: str) -> Tag:
    html = f'<html lang="en-GB"><body data-title="T" data-body="B"><h1>H</h1>{body}</body></html>'
    words = {"title": "T", "subject": "S", "author": "A", "identifier": "1"}
    pdf = render_pdf(html, dated=date(2019, 9, 30), stylesheet="report.css", **words)
    assert verify(pdf, "ua1") == []
    return tag_tree(pdf)


def shape(tag: Tag) -> object:
    """The tag's name and its kids' shapes, words left out: ("L", ("LI", "Lbl", "LBody"))."""
    return (tag.name, *map(shape, tag.tags)) if tag.tags else tag.name


def test_header_cells_head_their_column_or_row():
    cells = header_cells(sample_pdf())
    assert {cell.scope for cell in cells} == {"Column", "Row"}
    assert HeaderCell("Report by", "Row") in cells
    assert HeaderCell("Attendance", "Column") in cells
    assert HeaderCell("Fun Day", "Row") in cells


def test_a_figure_names_the_headers_above_and_beside_it_across_spans():
    tree = tag_tree(sample_pdf())
    names = {cell.entries["ID"]: cell.text for cell in tree.all("TH")}
    figure = next(cell for cell in tree.all("TD") if cell.text == "about 200")
    headers = [names[name] for name in figure.attributes["Headers"]]
    assert headers == ["Attendance", "Children", "Fun Day"]


def test_every_header_cell_has_its_own_id():
    cells = tag_tree(sample_pdf()).all("TH")
    assert len({cell.entries["ID"] for cell in cells}) == len(cells)


def test_a_table_over_two_pages_is_one_table_with_one_head():
    tables = [table for table in tag_tree(sample_pdf()).all("Table") if "Baseline" in table.text]
    (table,) = tables
    assert [part.name for part in table.tags] == ["Caption", "THead", "TBody"]
    assert len(table.all("TR")) == 1 + 24 + 1
    assert "Baseline" in artifacts(sample_pdf(), page=4)


def test_running_heads_are_artifacts_and_nowhere_in_the_tree():
    words = tag_tree(sample_pdf()).text
    assert "Page 3 of" not in words
    assert "Draft – not approved. Illustrative Page" not in words
    skipped = artifacts(sample_pdf(), page=2)
    assert "Progress report, July to September 2019" in skipped
    assert "North Ayrshire Integration Joint Board" in skipped
    assert "Page 3 of" in skipped


def test_pictures_read_their_title():
    first, second = figures_alt(sample_pdf())
    assert first.startswith("Events held each month: 3 in July")
    assert second.startswith("Logic model: the core team")


def test_picture_stands_where_it_is_printed():
    figure = tag_tree(sample_pdf()).all("Figure")[0]
    left, bottom, right, top = figure.attributes["BBox"]
    assert 70 <= left < right <= 595 - 60
    assert 0 < bottom < top < 842
    assert 110 < top - bottom < 140  # 175/640 of the text's width


def test_decoration_is_skipped():
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" aria-hidden="true"/>'
    tree = tags_of(f'<p>Words {drawing}<span aria-hidden="true">***</span></p>')
    assert tree.all("Figure") == []
    assert "***" not in tree.text


def test_links_are_named_by_their_words_and_page():
    names = link_names(sample_pdf())
    assert names[0] == "1 Executive summary, page 3"
    assert "the data notes, page 9" in names
    assert "the library service" in names


def test_a_link_over_two_lines_is_one_link():
    tree = tag_tree(sample_pdf())
    (link,) = [link for link in tree.all("Link") if "board’s page" in link.text]
    assert link.text == "the board’s page for 24 October 2019"
    assert len(link.links) == 2


def test_contents_are_a_table_of_contents_without_dots():
    contents = tag_tree(sample_pdf()).all("TOC")[0]
    assert shape(contents.tags[0]) == ("TOCI", ("Reference", "Link"))
    assert shape(contents.tags[1])[-1][0] == "TOC"  # type: ignore[index]
    assert contents.tags[0].text == "1 Executive summary 3"
    assert ". ." not in contents.text


def test_a_list_in_a_list_stays_in_its_item():
    tree = tags_of("<ul><li>One<ol><li>Deep</li></ol></li><li>Two</li></ul>")
    inner = ("L", ("LI", "Lbl", "LBody"))
    first = ("LI", "Lbl", ("LBody", inner))
    assert shape(tree.all("L")[0]) == ("L", first, ("LI", "Lbl", "LBody"))
    assert [each.attributes["ListNumbering"] for each in tree.all("L")] == ["Disc", "Decimal"]


def test_a_list_without_bullets_is_still_a_list():
    tree = tags_of('<ul class="choices"><li class="chosen">None (chosen)</li><li>Both</li></ul>')
    assert shape(tree.all("L")[0]) == ("L", ("LI", "LBody"), ("LI", "LBody"))


def test_a_term_labels_its_definition():
    tree = tags_of("<dl><dt>SLIC</dt><dd>The council</dd><dt>PLIF</dt><dd>The fund</dd></dl>")
    items = tree.all("LI")
    assert [shape(item) for item in items] == [("LI", "Lbl", "LBody")] * 2
    assert items[1].text == "PLIF The fund"


def test_words_in_a_section_are_paragraphs():
    tree = tags_of(
        "<section>Bare <em>words</em><p>A paragraph</p><div>In a <b>box</b></div></section>"
    )
    assert shape(tree.all("Sect")[0]) == ("Sect", "P", "P", ("Div", "P"))


def test_a_paragraph_over_two_pages_is_one_paragraph():
    tree = tags_of(f"<p>{'words ' * 2500}</p>")
    assert len(tree.all("P")) == 1


def test_other_languages_and_abbreviations_are_said():
    tree = tag_tree(sample_pdf())
    (gaelic,) = [tag for tag in tree.walk() if "Lang" in tag.entries]
    assert (gaelic.entries["Lang"], gaelic.text) == ("gd", "Madainn mhath")
    (short,) = [tag for tag in tree.walk() if "E" in tag.entries]
    assert (short.entries["E"], short.text) == ("Health Information Resources", "HIRS")


def test_a_row_taller_than_a_page_keeps_its_cells():
    row = f'<th scope="row">Notes</th><td>{"<p>Words</p>" * 120}</td><td>Last</td>'
    head = '<th scope="col">A</th><th scope="col">B</th><th scope="col">C</th>'
    tree = tags_of(
        f'<table class="data"><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>'
    )
    assert [shape(tag)[0] if tag.tags else tag.name for tag in tree.all("TBody")[0].tags] == ["TR"]
    assert [tag.name for tag in tree.all("TR")[1].tags] == ["TH", "TD", "TD"]
    assert tree.text.count("Words") == 120


def test_what_holds_nothing_is_not_stopped_at():
    tree = tags_of("<p></p><div><p> </p></div><section><h2></h2></section><p>Words</p>")
    assert shape(tree) == ("Document", "H1", "P")


def test_no_tag_is_empty_or_without_a_meaning():
    for tag in tag_tree(sample_pdf()).walk():
        assert tag.kids or tag.name == "TD", tag
        assert tag.name != "NonStruct"
        assert tag.name != "Span" or tag.entries

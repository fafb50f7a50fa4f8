"""Mends the tag tree of a PDF: what assistive technology reads instead of the pages.

WeasyPrint's tree passes the validators and still reads badly. It is read (reading.py), mended by
small functions that each say which fault they mend, and written again (writing.py).
"""

from typing import Any

from .figures import describe_figures, drop_decoration
from .links import keep_one_area, name_links
from .reading import read_tree
from .splits import join_split_elements, keep_one_head
from .tables import name_header_cells
from .words import (
    drop_empty,
    name_elements,
    nest_lists,
    pair_definitions,
    say_language_and_expansion,
    say_list_numbering,
    tag_contents,
    unwrap,
    wrap_loose_words,
)
from .writing import write_tree


def mend_tags(document: Any, pdf: Any) -> None:
    """Mend the tag tree of WeasyPrint's ``document`` in its ``pdf``: a step of the finisher."""
    root = read_tree(document, pdf)
    drop_decoration(root)
    join_split_elements(root)
    keep_one_head(root)
    name_elements(root)
    keep_one_area(root)
    name_links(root, pdf)
    nest_lists(root)
    say_list_numbering(root)
    pair_definitions(root)
    tag_contents(root)
    name_header_cells(root)
    describe_figures(root, document.pages)
    say_language_and_expansion(root)
    unwrap(root)
    wrap_loose_words(root)
    drop_empty(root)
    write_tree(root, pdf)

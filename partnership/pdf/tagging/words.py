"""Mends which tag an element gets, and tags that stand for nothing."""

from itertools import groupby

from .nodes import Kid, Node

TAGS = {"header": "Sect", "nav": "Sect", "aside": "Sect", "figure": "Div", "code": "Code"}
GROUPING = {"Document", "Part", "Sect", "Div", "BlockQuote", "Art"}
INLINE = {"Span", "Link", "Code", "Reference"}
MAY_BE_EMPTY = {"TD", "TH"}
BULLETS = {
    "decimal": "Decimal",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "none": "None",
}


def name_elements(root: Node) -> None:
    """Mends elements that WeasyPrint has no tag for, and boxes that stand for no element."""
    for parent in root.walk():
        for node in parent.nodes:
            if node.element is parent.element and node.name == parent.name and node.tag != "LBody":
                node.tag = "NonStruct"
            else:
                node.tag = TAGS.get(node.name, node.tag)


def say_language_and_expansion(root: Node) -> None:
    """Mends foreign words and abbreviations, which would lose what the HTML says of them."""
    for node in root.walk():
        language, expansion = node.html("lang"), node.html("title") if node.name == "abbr" else ""
        node.entries |= {key: word for key, word in (("Lang", language), ("E", expansion)) if word}
        if node.entries and node.tag == "NonStruct":
            node.tag = "Span"


def say_list_numbering(root: Node) -> None:
    """Mends lists that don't say whether they are numbered."""
    for node in root.tagged("L"):
        style = node.box.style["list_style_type"]
        numbering = BULLETS.get(style, "Disc") if isinstance(style, str) else "Disc"
        node.attributes["List"] = {"ListNumbering": f"/{numbering}"}


def nest_lists(root: Node) -> None:
    """Mends lists in a list, which WeasyPrint puts behind the item that they belong to."""
    for outer in root.tagged("L"):
        items: list[Node] = []
        for node in outer.nodes:
            if node.tag == "L":
                items[-1].nodes[-1].kids.append(node)
            else:
                items.append(node)
        outer.kids = [*items]


def pair_definitions(root: Node) -> None:
    """Mends definition lists: a term is the label of its definition, not an item of its own."""
    for definitions in root.tagged("L"):
        if definitions.name == "dl":
            items: list[Node] = []
            for item in definitions.nodes:
                if item.name == "dt" or not items:
                    items.append(item)
                else:
                    items[-1].kids += item.kids
            for item in items:
                for term in item.nodes:
                    term.tag = "Lbl" if term.name == "dt" else "LBody"
            definitions.kids = [*items]


def tag_contents(root: Node) -> None:
    """Mends the table of contents, which would be read as any list."""
    for contents in [node for node in root.walk() if "contents" in node.html("class").split()]:
        for node in contents.walk():
            node.tag = {"L": "TOC", "LI": "TOCI", "LBody": "NonStruct"}.get(node.tag, node.tag)
        for node in list(contents.walk()):
            node.kids = [_referenced(kid) for kid in node.kids]


def _referenced(kid: Kid) -> Kid:
    if isinstance(kid, Node) and kid.tag == "Link":
        return Node("Reference", kid.page, kids=[kid])
    return kid


def unwrap(root: Node) -> None:
    """Mends tags without a meaning, such as one Span for each run of letters."""
    for node in root.nodes:
        unwrap(node)
    root.kids = [kid for each in root.kids for kid in _unwrapped(each)]


def _unwrapped(kid: Kid) -> list[Kid]:
    plain = isinstance(kid, Node) and kid.tag in ("NonStruct", "Span") and not kid.entries
    return kid.kids if plain else [kid]  # type: ignore[union-attr]


def wrap_loose_words(root: Node) -> None:
    """Mends words that stand in a section or a box without a paragraph around them."""
    for node in list(root.walk()):
        if node.tag in GROUPING:
            runs = groupby(node.kids, _is_inline)
            node.kids = [
                kid
                for inline, run in runs
                for kid in ([Node("P", node.page, kids=list(run))] if inline else run)
            ]


def _is_inline(kid: Kid) -> bool:
    return kid.tag in INLINE if isinstance(kid, Node) else True


def drop_empty(root: Node) -> None:
    """Mends elements with nothing in them, which some readers stop at."""
    for node in root.nodes:
        drop_empty(node)
    root.kids = [
        kid for kid in root.kids if not isinstance(kid, Node) or kid.kids or kid.tag in MAY_BE_EMPTY
    ]

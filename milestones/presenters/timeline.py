"""The rows of a timeline as SVG.

Written as plain strings, not by a template: a row has some ten parts, and a page
sixty rows and more.
"""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from milestones.timeline_drawing import ROW, WIDTH, Band, Row, Words

HIT = f"M0 0h{WIDTH:g}v{ROW:g}H0z"  # what is pointed at


def rows_svg(band: Band) -> SafeString:
    """Every row of a band: a link with its marks and words, and the arrows to what it needs."""
    # Every text of a row is escaped; all else is numbers and words of ours.
    return mark_safe("\n".join(map(_row, band.rows)))  # noqa: S308


def _row(row: Row) -> str:
    entry = row.entry
    return (
        f'<g class="tl-row" transform="translate(0 {row.y:g})"><a href="{escape(entry.href)}">'
        f'<title>{escape(entry.sentence)}</title><path class="tl-hit" d="{HIT}"/>'
        f'<text class="tl-name" y="14"><tspan class="tl-lead">{escape(entry.lead)}</tspan>'
        f" {escape(row.name)}</text>"
        f'<text class="tl-note" y="28">{escape(entry.note)}</text>'
        f"{_paths((shape.kind, shape.path) for shape in row.shapes)}"
        f"{''.join(map(_text, row.words))}</a>"
        f"{_paths(('arrow', arrow) for arrow in row.arrows)}</g>"
    )


def _paths(paths: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<path class="tl-{kind}" d="{path}"/>' for kind, path in paths)


def _text(words: Words) -> str:
    return (
        f'<text class="tl-said tl--{words.anchor}" x="{words.x:g}" y="{words.y:g}">'
        f"{escape(words.said)}</text>"
    )

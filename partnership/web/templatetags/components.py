"""The components of docs and the components page, as template tags."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from partnership.web.charts import BarChart, ColumnChart, Sparkline
from partnership.web.errors import SummaryLink, summary_links
from partnership.web.line_charts import LineChart
from partnership.web.tags import status_html, status_key
from partnership.web.templatetags.words import number, recorded

register = template.Library()

NOTICE_KINDS = ("info", "success", "warning", "error")
STAGE_WORDS = {
    "done": "Done",
    "current": "Under way",
    "waiting": "Waiting",
    "failed": "Failed",
}


@register.simple_tag
def status_tag(status: object, word: str = "") -> SafeString:
    """Draw a status: {% status_tag "red" %}, {% status_tag delivery.rag "Off track" %}."""
    return status_html(status_key(status), word)


@register.simple_tag
def tag(word: str, tone: str = "grey") -> SafeString:
    """Draw a word in a box for anything but a status: {% tag "Draft" "blue" %}.

    Tones: grey, blue, green, orange, red, purple.
    """
    return format_html('<span class="tag tag--{}">{}</span>', tone, word)


@register.inclusion_tag("components/key_figure.html")
def key_figure(label: str, value: object, note: object = "", url: str = "") -> dict[str, Any]:
    """Show one number that opens its rows; put several in a <div class="figures">.

    A number is printed as 1,234, words as they are ("about 640"), None as not recorded.
    """
    printed = recorded(value) if isinstance(value, str) else number(value)
    return {"label": label, "value": printed, "note": note, "url": url}


@register.inclusion_tag("components/summary_list.html")
def summary_list(facts: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Show (label, fact) pairs; an unknown fact is printed as "not recorded"."""
    return {"facts": facts}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(trail: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Show the way here as (label, url) pairs, from the top down to the parent page."""
    return {"trail": trail}


@register.inclusion_tag("components/empty_state.html")
def empty_state(what: str, do: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """Say what is empty, what to do about it, and link to where that is done."""
    return {"what": what, "do": do, "url": url, "action": action}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """Link the pages of a list, keeping the filters that are in the address."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop("page", None)
    kept = f"&{query.urlencode()}" if query else ""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "kept": kept}


@register.inclusion_tag("components/stages.html")
def stages(items: Sequence[tuple[str, str, object]]) -> dict[str, Any]:
    """Show the stages of a job: (label, state, note).

    State is one of done, current, waiting, failed; the note may be a moment,
    a count or nothing.
    """
    rows = [(label, state, STAGE_WORDS[state], note) for label, state, note in items]
    return {"stages": rows}


@register.inclusion_tag("components/bar_chart.html")
def bar_chart(chart: BarChart, table: bool = True) -> dict[str, Any]:
    """Draw horizontal bars; with `table`, the same numbers behind a heading beside it."""
    return {"chart": chart, "table": table}


@register.inclusion_tag("components/column_chart.html")
def column_chart(chart: ColumnChart, table: bool = True) -> dict[str, Any]:
    """Draw monthly columns; with `table`, the same numbers behind a heading beside it."""
    return {"chart": chart, "table": table}


@register.inclusion_tag("components/line_chart.html")
def line_chart(chart: LineChart) -> dict[str, Any]:
    """Draw a line of months; the page has the same numbers as a table."""
    return {"chart": chart}


@register.inclusion_tag("components/sparkline.html")
def sparkline(chart: Sparkline) -> dict[str, Any]:
    """Draw a trend in one line of text; the words for it are its title."""
    return {"chart": chart}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm | None) -> dict[str, Any]:
    """List what is wrong with a form, each entry a link to its field."""
    links: list[SummaryLink] = summary_links(form) if form is not None and form.is_bound else []
    return {"links": links}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "") -> SafeString:
    """Set a message apart: {% notice "warning" "Two seats are vacant" %}…{% endnotice %}."""
    if kind not in NOTICE_KINDS:
        raise ValueError(f"No notice of the kind {kind!r}; there is {', '.join(NOTICE_KINDS)}.")
    return render_to_string(
        "components/notice.html", {"kind": kind, "title": title, "content": content}
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set a few words apart from the text around them, without a state."""
    return format_html('<div class="inset">{}</div>', content)


@register.simple_block_tag
def table_region(content: str, label: str) -> SafeString:
    """Let a wide table scroll by itself, reachable by keyboard and named for its content."""
    return format_html(
        '<div class="table-region" role="region" tabindex="0" aria-label="{}">{}</div>',
        label,
        content,
    )


@register.simple_block_tag
def disclosure(content: str, summary: str) -> SafeString:
    """Keep details one press away: {% disclosure "As a table" %}…{% enddisclosure %}."""
    return format_html(
        '<details class="disclosure"><summary>{}</summary>'
        '<div class="disclosure__body">{}</div></details>',
        conditional_escape(summary),
        content,
    )

"""The measurements as tables, in Markdown, each figure beside its goal."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.benchmarks.load import Round
from tests.benchmarks.pages import (
    FIRST_GOAL,
    FLOORS,
    GROWTH_GOAL,
    HTML_GOAL,
    MEMORY_GOAL_MB,
    NEXT_GOAL,
    PAGES,
    Target,
)
from tests.benchmarks.sizes import Size


@dataclass
class Measured:
    """Everything measured of one site."""

    size: Size
    rounds: dict[str, list[Round]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)
    html: dict[str, int] = field(default_factory=dict)
    weights: dict[str, tuple[int, int]] = field(default_factory=dict)
    memory: tuple[float, float] | None = None
    built_in: float = 0

    def per_second(self, name: str) -> float:
        return median(each.per_second for each in self.rounds[name])

    def p50(self, name: str) -> float:
        return median(each.p50 for each in self.rounds[name])

    def share(self, name: str, floor: str) -> float:
        """Requests for each one of the floor's, round by round: the machine's moods cancel out."""
        pairs = zip(self.rounds[name], self.rounds[floor], strict=True)
        return median(page.per_second / plain.per_second for page, plain in pairs)

    def growth(self, name: str, since: "Measured") -> float:
        """How many times as long as on a smaller site the middle wait is, round by round."""
        pairs = zip(self.rounds[name], since.rounds[name], strict=True)
        return median(here.p50 / there.p50 for here, there in pairs)


def verdict(is_met: bool) -> str:
    """The word beside a goal."""
    return "met" if is_met else "missed"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is words, the others are figures."""
    rule = ["---", *("---:" for _ in heads[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (heads, rule, *rows))


def speed_table(site: Measured) -> str:
    """Requests a second and ratios to the floors."""
    rows = [_speed_row(site, target) for target in (*FLOORS, *PAGES)]
    heads = ["page", "requests/s", "p50 ms", "spread", "queries", "of floor", "goal", ""]
    return table(heads, rows)


def _speed_row(site: Measured, target: Target) -> list[str]:
    name = target.name
    rates = [each.per_second for each in site.rounds[name]]
    row = [name, f"{site.per_second(name):,.1f}", f"{site.p50(name):.1f}"]
    row += [f"{min(rates):,.1f}–{max(rates):,.1f}", str(site.queries[name])]
    if not target.floor:
        return [*row, "", "", ""]
    ratio = site.share(name, target.floor)
    is_met = ratio >= target.goal and site.queries[name] <= target.most_queries
    goal = f"≥ {target.goal} × {target.floor}, ≤ {target.most_queries} queries"
    return [*row, f"{ratio:.2f}", goal, verdict(is_met)]


def growth_table(small: Measured, national: Measured) -> str:
    """How the middle wait grows from the small programme to the national one."""
    rows = []
    for target in PAGES:
        growth = national.growth(target.name, small)
        no_more = national.queries[target.name] <= small.queries[target.name]
        queries = f"{small.queries[target.name]} → {national.queries[target.name]}"
        waits = [f"{small.p50(target.name):.1f}", f"{national.p50(target.name):.1f}"]
        is_met = growth <= GROWTH_GOAL and no_more
        rows.append([target.name, *waits, f"{growth:.2f}", queries, verdict(is_met)])
    heads = ["page", "small p50 ms", "national p50 ms", f"growth (goal ≤ {GROWTH_GOAL})"]
    return table([*heads, "queries (no more)", ""], rows)


def weight_table(site: Measured) -> str:
    """Bytes sent to the browser."""
    rows = []
    for name, html in site.html.items():
        first, later = site.weights.get(name, (0, 0))
        sizes = [f"{html / 1000:.1f}"]
        sizes += [f"{size / 1000:.1f}" if size else "not measured" for size in (first, later)]
        is_met = html <= HTML_GOAL and first <= FIRST_GOAL and later <= NEXT_GOAL
        rows.append([name, *sizes, verdict(is_met)])
    heads = ["page", f"HTML, kB gzip (≤ {HTML_GOAL // 1000})"]
    heads += [f"first view, kB (≤ {FIRST_GOAL // 1000})", f"next view, kB (≤ {NEXT_GOAL // 1000})"]
    return table([*heads, ""], rows)


def memory_line(site: Measured) -> str:
    """Memory of the site's processes after the load."""
    assert site.memory is not None
    resident, shared = site.memory
    return (
        f"Memory of the master and 2 workers after the load: {shared:.0f} MB with shared pages"
        f" counted once ({resident:.0f} MB resident in all); goal ≤ {MEMORY_GOAL_MB} MB:"
        f" {verdict(shared <= MEMORY_GOAL_MB)}."
    )


def whole(facts: Sequence[str], sites: Mapping[str, Measured]) -> str:
    """Everything measured, as one Markdown text."""
    parts = ["\n".join(f"- {fact}" for fact in facts)]
    for site in sites.values():
        parts.append(f"## {site.size.name.capitalize()}: {site.size.words}")
        parts.append(f"Built in {site.built_in:.0f} s.")
        if site.rounds:
            parts.append(speed_table(site))
        if site.html:
            parts.append(weight_table(site))
        if site.memory:
            parts.append(memory_line(site))
    if all(site.rounds for site in sites.values()) and {"small", "national"} <= set(sites):
        parts.append("## Growth")
        parts.append(growth_table(sites["small"], sites["national"]))
    return "\n\n".join(parts)

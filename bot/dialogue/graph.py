"""A picture of a script: its states in the order in which they are reached, and what leads from one to another. Plain SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape

from bot.dialogue.schema import Reaction, ScriptFile

_WIDE, _HIGH, _ACROSS, _DOWN, _EDGE = 190, 46, 60, 70, 24
_STYLE = (
    "text{font:13px system-ui,'Noto Sans SC',sans-serif;fill:#1d2733}.small{font-size:10px;fill:#5b6775}"
    "rect{fill:#fff;stroke:#5b6775}rect.asks{fill:#eef4ff}rect.start{stroke-width:2.5}"
    "path{fill:none;stroke:#8a96a3}path.more{stroke:#d5dbe1;stroke-dasharray:3 3}"
)
_SHOWN_LABELS, _MOST_ACROSS = 3, 5


def drawn(script: ScriptFile) -> str:
    """The SVG. What leads to a state first has a label; every other way there is dashed, and says what is heard where it is pointed at.

    Reactions that every state inherits are drawn from the first state that has them, unless they end the conversation or stay in place.
    """
    edges = _edges(script)
    rows, first = _rows(script, edges)
    place = {
        name: (_EDGE + column * (_WIDE + _ACROSS), _EDGE + row * (_HIGH + _DOWN))
        for row, names in enumerate(rows)
        for column, name in enumerate(names)
    }
    width = max(x for x, _ in place.values()) + _WIDE + _EDGE + _ACROSS
    height = max(y for _, y in place.values()) + _HIGH + _EDGE + _DOWN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        f"<title>{escape(script.id)} {script.lang}, version {script.version}</title><style>{_STYLE}</style>",
        '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8" style="fill:#8a96a3"/></marker></defs>',
        *(
            _arrow(place[edge[0]], place[edge[1]], labels, first=edge in first)
            for edge, labels in sorted(edges.items(), key=lambda e: e[0] in first)
        ),
        *(_box(script, name, *at) for name, at in place.items()),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _edges(script: ScriptFile) -> dict[tuple[str, str], list[str]]:
    """From state to state, what is heard; what all states inherit leads from the first state where it can be heard."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, state in script.states.items():
        if state.then:
            found[name, state.then].append("")
        for heard, reaction in state.on.items():
            for target in _targets(reaction):
                found[name, target].append(heard)
    for inherited, origin in ((script.after, _first_after(script)), (script.before, _first(script)), (script.common, _first(script))):
        for heard, reaction in inherited.items():
            for target in _targets(reaction):
                found[origin, target].append(heard)
    return {edge: list(dict.fromkeys(labels)) for edge, labels in found.items() if edge[0] != edge[1]}


def _targets(reaction: Reaction) -> Iterator[str]:
    if reaction.go:
        yield reaction.go
    for inner in reaction.results.values():
        yield from _targets(inner)


def _first(script: ScriptFile) -> str:
    """The first state that listens."""
    name = script.start.voice_outbound
    for _ in script.states:
        following = script.states[name].then
        if following is None:
            break
        name = following
    return name


def _first_after(script: ScriptFile) -> str:
    """The first state that expects talk of payment: where verification leads."""
    return next((name for name, state in script.states.items() if state.expects == "payment"), _first(script))


def _rows(script: ScriptFile, edges: dict[tuple[str, str], list[str]]) -> tuple[list[list[str]], set[tuple[str, str]]]:
    """States by how many steps lead to them, those that nothing leads to at the end; and the edges by which each is reached first."""
    level = {name: 0 for _, name in script.start}
    first: set[tuple[str, str]] = set()
    queue = list(level)
    for name in queue:
        for source, target in edges:
            if source == name and target not in level:
                level[target] = level[name] + 1
                first.add((source, target))
                queue.append(target)
    last = max(level.values()) + 1
    rows: dict[int, list[str]] = defaultdict(list)
    for name in script.states:
        rows[level.get(name, last)].append(name)
    return [rows[row][at : at + _MOST_ACROSS] for row in sorted(rows) for at in range(0, len(rows[row]), _MOST_ACROSS)], first


def _box(script: ScriptFile, name: str, x: int, y: int) -> str:
    state = script.states[name]
    begins = name in {begin for _, begin in script.start}
    kinds = " ".join(kind for kind, is_so in (("asks", state.ask), ("start", begins)) if is_so)
    below = state.expects or ("goes on" if state.then else "")
    return (
        f'<g><rect class="{kinds}" x="{x}" y="{y}" width="{_WIDE}" height="{_HIGH}" rx="6"/>'
        f'<text x="{x + 10}" y="{y + 20}">{escape(name)}</text><text class="small" x="{x + 10}" y="{y + 36}">{below}</text></g>'
    )


def _arrow(source: tuple[int, int], target: tuple[int, int], labels: list[str], *, first: bool) -> str:
    """Downwards a curve from edge to edge, its label above the state; upwards and sideways one that goes round on the right."""
    (x, y), (to_x, to_y) = source, target
    if to_y > y:
        begin, end = (x + _WIDE // 2, y + _HIGH), (to_x + _WIDE // 2, to_y)
        bend = f"C{begin[0]} {begin[1] + _DOWN // 2} {end[0]} {end[1] - _DOWN // 2} {end[0]} {end[1]}"
    else:
        begin, end = (x + _WIDE, y + _HIGH // 2), (to_x + _WIDE, to_y + _HIGH // 2)
        out = max(begin[0], end[0]) + _ACROSS
        bend = f"C{out} {begin[1]} {out} {end[1]} {end[0]} {end[1]}"
    shown = ", ".join(filter(None, labels[:_SHOWN_LABELS])) + (" …" if len(labels) > _SHOWN_LABELS else "")
    label = f'<text class="small" x="{to_x + 4}" y="{to_y - 6}">{escape(shown)}</text>' if first and shown else ""
    kind = "" if first else ' class="more"'
    return f'<path{kind} d="M{begin[0]} {begin[1]}{bend}" marker-end="url(#to)"><title>{escape(", ".join(labels))}</title></path>{label}'

"""Charts as SVG: columns for few values in an order, bars for values with names, and how full a thing is.

They are pictures of numbers that stand in a table beside them. Their colours and letters come from the style sheet;
what is none has a sign of its own, so that nothing hangs on a colour.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

_LABEL = 24  # characters of a name that fit beside its bar


class Bar(NamedTuple):
    """A value: how it is called on the chart, and its number, which stands there as `told`."""

    label: str
    number: int
    told: str = ""

    @property
    def shown(self) -> str:
        return self.told or f"{self.number:,}"


def columns(name: str, title: str, summary: str, values: Sequence[Bar], most: int) -> Markup:
    """Upright, side by side; `most` is the number as high as the chart, the same for charts to be compared."""
    step, width, base, height = 20, 13, 78, 62
    drawn = []
    for place, each in enumerate(values):
        middle, tall = place * step + step / 2, round(height * each.number / max(most, 1), 1)
        top = base - max(tall, 1.5)
        if each.number:
            drawn.append(_box(middle - width / 2, top, width, base - top))
            drawn.append(_text(middle, top - 3, each.shown, "middle"))
        else:
            drawn.append(_none(middle, base - 5))
        drawn.append(_text(middle, base + 13, each.label, "middle", "xc-chart__name"))
    line = Markup('<path class="xc-chart__line" d="M0 {}.5H{}"/>').format(base, len(values) * step)
    return _chart(name, title, summary, (max(len(values), 1) * step, base + 18), [*drawn, line])


def bars(name: str, title: str, summary: str, values: Sequence[Bar]) -> Markup:
    """Lying, one below the other, each with its name before it."""
    step, start, wide, most = 24, 148, 130, max((each.number for each in values), default=0)
    drawn = []
    for place, each in enumerate(values):
        middle, long = place * step + step / 2, round(wide * each.number / max(most, 1), 1)
        drawn.append(_text(start - 8, middle + 4, _short(each.label), "end", "xc-chart__name"))
        if each.number:
            drawn.append(_box(start, middle - 7, max(long, 1.5), 14))
        else:
            drawn.append(_none(start + 4, middle))
        drawn.append(_text(start + max(long, 8) + 6, middle + 4, each.shown, "start"))
    line = Markup('<path class="xc-chart__line" d="M{}.5 0V{}"/>').format(start - 1, len(values) * step)
    return _chart(name, title, summary, (320, max(len(values), 1) * step), [*drawn, line])


def gauge(name: str, title: str, summary: str, part: int, whole: int) -> Markup:
    """How much of a whole is taken."""
    wide = 318
    frame = Markup('<rect class="xc-chart__frame" x=".5" y=".5" width="{}" height="19"/>').format(wide + 1)
    taken = _box(1, 1, round(min(part / whole, 1) * wide, 1), 18) if part else Markup()
    return _chart(name, title, summary, (320, 20), [taken, frame])


def _chart(name: str, title: str, summary: str, size: tuple[int, int], drawn: Iterable[Markup]) -> Markup:
    head = Markup('<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>').format(name, title, summary)
    opened = Markup(
        '<svg class="xc-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title" aria-describedby="{}-desc">'
    ).format(*size, name, name)
    return opened + head + Markup().join(drawn) + Markup("</svg>")


def _box(x: float, y: float, width: float, height: float) -> Markup:
    box = '<rect class="xc-chart__bar" x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>'
    return Markup(box.format(x, y, width, height))  # noqa: S704 - numbers alone


def _none(x: float, y: float) -> Markup:
    """A small ring: there is nothing here."""
    return Markup('<circle class="xc-chart__none" cx="{}" cy="{}" r="2.5"/>').format(f"{x:g}", f"{y:g}")


def _text(x: float, y: float, text: str, anchor: str, kind: str = "xc-chart__number") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, f"{x:g}", f"{y:g}", anchor, text
    )


def _short(text: str) -> str:
    return text if len(text) <= _LABEL else f"{text[: _LABEL - 1].rstrip()}…"

"""Charts as SVG: columns for few values in an order, bars for values with names, and how full a thing is.

They are pictures of numbers that stand in a table beside them. Their colours and letters come from the style sheet;
what is none has a sign of its own, so that nothing hangs on a colour. Marks may be links; a program that reads the page
aloud then goes through them, and takes any other chart for one picture.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

_LABEL = 24  # characters of a name that fit beside its bar


class Bar(NamedTuple):
    """A value: how it is called on the chart, and its number, which stands there as `told`.

    Where its mark leads to `href`, `said` is what that link is called.
    """

    label: str
    number: int
    told: str = ""
    href: str = ""
    said: str = ""

    @property
    def shown(self) -> str:
        return self.told or f"{self.number:,}"


def columns(name: str, title: str, summary: str, values: Sequence[Bar], most: int, step: int = 20) -> Markup:
    """Upright, side by side, `step` apart; `most` is the number as high as the chart, the same for charts to be
    compared."""
    width, base, height = step * 0.65, 78, 62
    drawn = []
    for place, each in enumerate(values):
        middle, tall = place * step + step / 2, round(height * each.number / max(most, 1), 1)
        top = base - max(tall, 1.5)
        mark = [none(middle, base - 5)]
        if each.number:
            mark = [box(middle - width / 2, top, width, base - top), text(middle, top - 3, each.shown, "middle")]
        mark.append(text(middle, base + 13, each.label, "middle", "xc-chart__name"))
        drawn.append(linked(each, (place * step, 0, step, base + 18), mark))
    line = Markup('<path class="xc-chart__line" d="M0 {}.5H{}"/>').format(base, len(values) * step)
    size = (max(len(values), 1) * step, base + 18)
    return chart(name, title, summary, size, [*drawn, line], whole=not leads(values))


def bars(name: str, title: str, summary: str, values: Sequence[Bar]) -> Markup:
    """Lying, one below the other, each with its name before it."""
    step, start, wide, most = 24, 148, 130, max((each.number for each in values), default=0)
    drawn = []
    for place, each in enumerate(values):
        middle, long = place * step + step / 2, round(wide * each.number / max(most, 1), 1)
        mark = [text(start - 8, middle + 4, short(each.label, _LABEL), "end", "xc-chart__name")]
        mark.append(box(start, middle - 7, max(long, 1.5), 14) if each.number else none(start + 4, middle))
        mark.append(text(start + max(long, 8) + 6, middle + 4, each.shown, "start"))
        drawn.append(linked(each, (0, place * step, 320, step), mark))
    line = Markup('<path class="xc-chart__line" d="M{}.5 0V{}"/>').format(start - 1, len(values) * step)
    size = (320, max(len(values), 1) * step)
    return chart(name, title, summary, size, [*drawn, line], whole=not leads(values))


def gauge(name: str, title: str, summary: str, part: int, whole: int) -> Markup:
    """How much of a whole is taken."""
    wide = 318
    frame = Markup('<rect class="xc-chart__frame" x=".5" y=".5" width="{}" height="19"/>').format(wide + 1)
    taken = box(1, 1, round(min(part / whole, 1) * wide, 1), 18) if part else Markup()
    return chart(name, title, summary, (320, 20), [taken, frame])


def leads(values: Iterable[Bar]) -> bool:
    """Whether any mark is a link."""
    return any(each.href for each in values)


def chart(
    name: str, title: str, summary: str, size: tuple[int, int], drawn: Iterable[Markup], *, whole: bool = True
) -> Markup:
    """The drawing with its title and what one sees at a glance; `whole` where it is one picture, without links."""
    head = Markup('<title id="{0}-title">{1}</title><desc id="{0}-desc">{2}</desc>').format(name, title, summary)
    opened = Markup(
        '<svg class="xc-chart" viewBox="0 0 {} {}" style="--xc-wide:{}" role="{}" aria-labelledby="{}-title"'
        ' aria-describedby="{}-desc">'
    ).format(*size, size[0], "img" if whole else "group", name, name)
    return opened + head + Markup().join(drawn) + Markup("</svg>")


def linked(value: Bar, area: tuple[float, float, float, float], drawn: Iterable[Markup]) -> Markup:
    """A mark, which is a link wherever one presses within its area, if it leads anywhere."""
    mark = Markup().join(drawn)
    if not value.href:
        return mark
    x, y, width, height = area
    place = f'<rect class="xc-chart__area" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'
    return _raw(f'<a href="{escape(value.href)}" aria-label="{escape(value.said)}">{place}{mark}</a>')


def box(x: float, y: float, width: float, height: float, shade: float = 1) -> Markup:
    """`shade` is how much of its colour it has."""
    light = f' fill-opacity="{shade:g}"' if shade < 1 else ""
    return _raw(f'<rect class="xc-chart__bar" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{light}/>')


def none(x: float, y: float) -> Markup:
    """A small ring: there is nothing here."""
    return _raw(f'<circle class="xc-chart__none" cx="{x:g}" cy="{y:g}" r="2.5"/>')


def text(x: float, y: float, said: str, anchor: str, kind: str = "xc-chart__number") -> Markup:
    return _raw(f'<text class="{kind}" x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(said)}</text>')


def _raw(drawn: str) -> Markup:
    """A part of a drawing: numbers, words of ours, and what is escaped already. Hundreds of these make a page."""
    return Markup(drawn)  # noqa: S704


# How much colour a mark has by its number: between the third and the fourth, letters on it turn from dark to light.
_SHADES = (0.13, 0.26, 0.4, 0.84, 1.0)


def shade_of(number: int, most: int) -> tuple[float, str]:
    """How dark a mark of a number is, and the kind of letters that are read well on it."""
    step = max(-(-len(_SHADES) * number // max(most, 1)), 1)
    return _SHADES[step - 1], "xc-chart__number" if step < 4 else "xc-chart__number xc-chart__light"


def short(said: str, most: int) -> str:
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"

"""Two drawings of squares: a table of rows and columns, and a map whose regions are squares that touch."""

from collections.abc import Iterator, Sequence
from math import ceil
from textwrap import wrap
from typing import Final, NamedTuple

from markupsafe import Markup

from .charts import Bar, box, chart, linked, none, shade_of, short, text

_LETTER: Final = 5.5  # how wide a letter is, about
_LINE: Final = 12.5  # from one line to the next
# Rows and columns
_START, _CELL, _GAP, _ROW = 74, 35, 2, 12  # the last: letters of a name of a row
_TURN, _RISE, _RUN = 52, 0.788, 0.616  # names of columns climb at this angle: how high and how far for each letter
_HEAD: Final = 20  # letters of a name of a column, before it goes on in another line
# The map
_SIDE: Final = 52


class Area(NamedTuple):
    """A region of the map, as the squares that it is made of."""

    value: Bar
    tiles: tuple[tuple[int, int], ...]


def matrix(
    name: str, title: str, summary: str, rows: Sequence[Bar], columns: Sequence[Bar], cells: Sequence[Sequence[Bar]]
) -> Markup:
    """A square for each pair, the darker the more; `cells` are by row. Names of columns climb over them."""
    most = max((each.number for row in cells for each in row), default=0)
    heads = [wrap(each.label, _HEAD) or [""] for each in columns]
    longest = max((len(line) for lines in heads for line in lines), default=0)
    top = ceil(longest * _LETTER * _RISE) + 16
    reach = (_START + at * _CELL + 26 + max(map(len, lines)) * _LETTER * _RUN for at, lines in enumerate(heads))
    wide = ceil(max([_START + len(columns) * _CELL, *reach]))
    drawn = [
        _climbing(each, lines, _START + at * _CELL, top)
        for at, (each, lines) in enumerate(zip(columns, heads, strict=True))
    ]
    for down, (row, held) in enumerate(zip(rows, cells, strict=True)):
        y = top + down * _CELL
        label = text(_START - 10, y + _CELL / 2 + 4, short(row.label, _ROW), "end", "xc-chart__name")
        drawn.append(linked(row, (0, y, _START - 2, _CELL), [label]))
        drawn += [_cell(each, _START + at * _CELL, y, most) for at, each in enumerate(held)]
    return chart(name, title, summary, (wide, top + len(rows) * _CELL), drawn, whole=False)


def _cell(value: Bar, x: float, y: float, most: int) -> Markup:
    side, middle = _CELL - _GAP, _CELL / 2 - _GAP / 2
    if not value.number:
        return none(x + middle, y + middle)
    shade, kind = shade_of(value.number, most)
    drawn = [box(x, y, side, side, shade), text(x + middle, y + middle + 4, value.shown, "middle", kind)]
    return linked(value, (x, y, side, side), drawn)


def _climbing(value: Bar, lines: Sequence[str], x: float, top: float) -> Markup:
    """A name of one line or more, of which the last begins over the middle of its column."""
    above = (len(lines) - 1) * _LINE
    said = [text(0, at * _LINE - above, line, "start", "xc-chart__name") for at, line in enumerate(lines)]
    area = (-2, -12 - above, max(map(len, lines)) * _LETTER + 4, above + 16)
    turned = Markup('<g transform="translate({:g} {:g}) rotate(-{})">{}</g>')
    return turned.format(x + _CELL / 2 + 3 + above / 2.5, top - 7, _TURN, linked(value, area, said))


def tile_map(name: str, title: str, summary: str, areas: Sequence[Area]) -> Markup:
    """Each region in one shade, with its number and, where there is room, its name. In the order of the list, which the
    table beside it has too."""
    squares = [tile for area in areas for tile in area.tiles]
    left, top = (min((tile[side] for tile in squares), default=0) for side in (0, 1))
    moved = [Area(each.value, tuple((x - left, y - top) for x, y in each.tiles)) for each in areas]
    size = [max((tile[side] + 1 for area in moved for tile in area.tiles), default=1) * _SIDE for side in (0, 1)]
    most = max((each.value.number for each in areas), default=0)
    return chart(name, title, summary, (size[0], size[1]), [_region(each, most) for each in moved], whole=False)


def _region(area: Area, most: int) -> Markup:
    value = area.value
    shade, kind = shade_of(value.number, most)
    # A little larger than they are, so that no hair shows where two meet; the outline covers the rest.
    squares = "".join(f"M{x * _SIDE - 0.5:g} {y * _SIDE - 0.5:g}h53v53h-53z" for x, y in area.tiles)
    held = "xc-map__region" if value.number else "xc-map__region xc-map__empty"
    light = Markup(' fill-opacity="{:g}"').format(shade) if value.number and shade < 1 else ""
    drawn = Markup('<path class="{}"{} d="{}"/><path class="xc-map__seam" d="{}"/><path class="xc-map__edge" d="{}"/>')
    drawn = drawn.format(held, light, squares, _lines(area.tiles, inner=True), _lines(area.tiles, inner=False))
    x, y, lines = _room(area.tiles, value.label)
    first = y - (len(lines) * _LINE) / 2 + 6
    number = text(x, first, value.shown, "middle", f"{kind if value.number else 'xc-chart__number'} xc-map__number")
    letters = "xc-chart__name" + (" xc-chart__light" if "light" in kind and value.number else "")
    names = [text(x, first + _LINE * at + 1, line, "middle", letters) for at, line in enumerate(lines, 1)]
    mark = Markup().join([drawn, number, *names])
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(value.href, value.said, mark) if value.href else mark


def _lines(tiles: Sequence[tuple[int, int]], *, inner: bool) -> str:
    """The sides of squares on which another square of the region lies, or the outline: those on which none does."""
    held, drawn = set(tiles), set[str]()
    for x, y in tiles:
        left, top, right, foot = x * _SIDE, y * _SIDE, (x + 1) * _SIDE, (y + 1) * _SIDE
        sides = {
            (x, y - 1): f"M{left} {top}h{_SIDE}",
            (x, y + 1): f"M{left} {foot}h{_SIDE}",
            (x - 1, y): f"M{left} {top}v{_SIDE}",
            (x + 1, y): f"M{right} {top}v{_SIDE}",
        }
        drawn |= {line for beside, line in sides.items() if (beside in held) == inner}
    return "".join(sorted(drawn))


def _room(tiles: Sequence[tuple[int, int]], label: str) -> tuple[float, float, list[str]]:
    """The middle of the largest rectangle of squares that holds the number and the name, and the lines of that."""
    best: tuple[tuple[bool, int], float, float, list[str]] | None = None
    for x, y, wide, high in _rectangles(tiles):
        letters = int((wide * _SIDE - 3) / 5.4)
        lines = wrap(label, letters, break_long_words=False)
        fits = all(len(line) <= letters for line in lines) and 18 + len(lines) * _LINE <= high * _SIDE
        rank = (fits, min(wide, 3) * high)
        if best is None or rank > best[0]:
            best = rank, (x + wide / 2) * _SIDE, (y + high / 2) * _SIDE, lines if fits else []
    return best[1:] if best else (0, 0, [])


def _rectangles(tiles: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Every rectangle within a region, three squares high at most, as column, row, width and height."""
    held = set(tiles)
    for x, y in sorted(held):
        for high in (1, 2, 3):
            wide = 0
            while all((x + wide, y + down) in held for down in range(high)):
                wide += 1
            if wide:
                yield x, y, wide, high

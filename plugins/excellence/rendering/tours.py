"""The numbered places of a work's pictures, one tour for each picture."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from .pieces import PieceViews
from .views import View


def tours(views: PieceViews) -> Iterator[View]:
    """In the order in which the work names the pictures; the places of a picture that can't be shown stay as text."""
    work = views.work
    numbered = list(enumerate(work.tours, 1))
    files = list(dict.fromkeys(stop.file for stop in work.tours))
    alts = {piece.file: piece.alt or "" for piece in work.pieces}
    for file, stops in groupby(sorted(numbered, key=lambda each: files.index(each[1].file)), lambda each: each[1].file):
        picture = views.each.picture(file)
        shown: dict[str, Any] = views.picture(picture) if picture else {"picture": None}
        yield {
            **shown,
            "alt": alts.get(file, ""),
            "stops": [
                {
                    "number": number,
                    "x": stop.x,
                    "y": stop.y,
                    "left": f"{stop.x:.2%}",
                    "top": f"{stop.y:.2%}",
                    "title": stop.title,
                    "text": stop.text,
                }
                for number, stop in stops
            ],
        }

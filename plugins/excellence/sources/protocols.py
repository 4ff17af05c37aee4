"""Protocols: their front matter, and whether their minutes add up."""

from collections.abc import Iterator
from pathlib import Path

from ..model.problem import Problem
from ..model.protocol import Protocol, Total
from .typed import Typed, read_typed


def read_protocol(path: Path, name: str) -> Typed[Protocol]:
    return read_typed(path, name, Protocol)


def sum_of(protocol: Protocol) -> Total:
    """What the steps really add up to."""
    work = [step for step in protocol.steps if not step.rest]
    breaks = sum(step.most for step in protocol.steps if step.rest)
    return Total(least=sum(step.least for step in work), most=sum(step.most for step in work), breaks=breaks)


def wrong_minutes(read: Typed[Protocol]) -> Iterator[Problem]:
    """A protocol that says another time than its steps, and steps that end before they begin."""
    if read.record is None:
        return
    turned = [(number, step) for number, step in enumerate(read.record.steps, 1) if step.least > step.most]
    for number, step in turned:
        what = f"the step takes from {step.least} to {step.most} minutes"
        yield read.problem("protocol-minutes", f"steps[{number}].minutes", what, "write the smaller number first")
    said, real = read.record.total, sum_of(read.record)
    if said != real and not turned:
        what = f"the steps add up to {_told(real)}, and the total says {_told(said)}"
        yield read.problem("protocol-minutes", "total", what, "correct the steps or the total")


def _told(total: Total) -> str:
    span = f"{total.least}" if total.least == total.most else f"{total.least}–{total.most}"
    return f"{span} minutes and {total.breaks} of breaks" if total.breaks else f"{span} minutes"

"""A cluster of other computers: reached, asked what its workers have, and let go. dask.distributed lives here alone."""

import asyncio
import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from .errors import OutOfReach
from .sent import Sent
from .tags import libraries, unlike

_ADDRESS = re.compile(r"dask(?P<tls>\+tls)?://(?P<place>(?:[\w.-]+|\[[0-9a-fA-F:]+\]):[0-9]{1,5})/?")
_SECONDS = 10
_SETTINGS = {
    "distributed.comm.timeouts.connect": f"{_SECONDS}s",
    "distributed.admin.large-graph-warning-threshold": "1GiB",  # files are large; they are sent one by one
}


@contextmanager
def cluster(address: str, tell: Callable[[str], None]) -> Iterator[Sent]:
    """The workers behind a scheduler, as `dask://host:port`; raises OutOfReach.

    Pictures then travel over the network as they are; `dask+tls://` encrypts, by the certificates that dask is told of.
    """
    where = _place(address)
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        remedy = 'install it: pip install "models-of-excellence[cluster]", or take executor out'
        raise OutOfReach(f"executor: {address} needs dask.distributed ({error.name} is missing); {remedy}") from error
    # It tells of every broken connection by itself, in words for its own makers.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with dask.config.set(_SETTINGS):
        try:
            with ThreadPoolExecutor(1) as apart:  # whoever calls may have a loop of events of its own
                apart.submit(asyncio.run, _greet(where)).result()
            client = Client(where, timeout=_SECONDS, set_as_default=False)
        except Exception as error:
            certificates = " and the certificates that dask is told of" if where.startswith("tls") else ""
            remedy = f"start it with `dask scheduler`, check the address{certificates}, or take executor out"
            raise OutOfReach(
                f"executor: no scheduler answers at {address} ({type(error).__name__}); {remedy}"
            ) from error
        try:
            there = _workers(client, address)
            slots = 2 * sum(there.values()) + 1
            yield Sent(client.get_executor(pure=False), slots, f"executor {address}", lambda: _alive(client), tell)
            now = _threads(client) if client.status == "running" else there
            for gone in sorted(there.keys() - now.keys()):
                tell(f"executor {address}: the worker {gone} is gone; what it was at was made by others")
        finally:
            client.close(timeout=_SECONDS)


async def _greet(where: str) -> None:
    """Whether a scheduler answers at all: a client would wait for ever for another program, or a mute port."""
    from distributed.comm import connect
    from distributed.security import Security

    arguments = Security().get_connection_args("client")
    comm = await asyncio.wait_for(connect(where, timeout=_SECONDS, **arguments), _SECONDS + 1)
    comm.abort()


def wrong_address(address: str) -> str:
    """What is wrong with it, and what would be right; empty where nothing is. What could be a secret is not said."""
    if _ADDRESS.fullmatch(address):
        return ""
    return "executor is no address of a cluster; write it as dask://HOST:PORT, without a name or a password"


def _place(address: str) -> str:
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise OutOfReach(wrong_address(address))
    return f"{'tls' if found['tls'] else 'tcp'}://{found['place']}"


def _workers(client: Any, address: str) -> dict[str, int]:
    """The threads of each worker, by its address; raises OutOfReach where there is none, or one has other versions."""
    try:
        client.wait_for_workers(1, timeout=_SECONDS)
    except TimeoutError as error:
        remedy = f"start one: dask worker {address.partition('://')[2]} --nthreads 1"
        raise OutOfReach(f"executor: {address} has no workers; {remedy}") from error
    refused = []
    for worker, told in sorted(client.run(libraries, on_error="return").items()):
        if isinstance(told, BaseException):
            refused.append(f"the worker {worker} can't prepare files ({type(told).__name__}: {told})")
        elif other := unlike(told):
            refused.append(f"the worker {worker} has {other}")
    if refused:
        remedy = "install requirements.lock there as it is here, or end that worker, and build again"
        raise OutOfReach(
            f"executor: {address} would not make the same files as this computer: {'; '.join(refused)}; {remedy}"
        )
    return _threads(client)


def _threads(client: Any) -> dict[str, int]:
    try:
        return {name: int(told["nthreads"]) for name, told in client.scheduler_info(n_workers=-1)["workers"].items()}
    except (OSError, KeyError, TimeoutError):
        return {}


def _alive(client: Any) -> int:
    # A scheduler that comes back knows nothing of what it was at.
    return len(_threads(client)) if client.status == "running" else -1

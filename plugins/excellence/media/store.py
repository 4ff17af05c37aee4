"""Files in a store of any kind, each whole or not at all. fsspec lives here alone.

Whoever may write there says so by the environment, as the makers of the store want it. No message quotes what a library
says of a failure: it could hold a secret.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final, NamedTuple, NoReturn

from ..model.kinds import MEDIA_TYPES
from .errors import OutOfReach

_FOR_EVER: Final = "public, max-age=31536000, immutable"  # a name is made from the content
_PATIENCE: Final = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 3, "mode": "standard"}}
ADDRESS: Final = (
    "write it as s3://BUCKET/FOLDER, without a key or a secret: these belong into the environment, as does the address "
    "of a server that is not Amazon's (AWS_ENDPOINT_URL)"
)
_TOGETHER: Final = 16  # files that are sent at once
# A kind and a place, and nothing that could be a key: what stands before an @, behind a ? or a #, or after a colon that
# is no port. Several addresses in one (::) and the way out of a folder (..) are none of a store's.
_ADDRESS: Final = re.compile(
    r"(?P<kind>[a-z][a-z0-9+]*)://(?P<place>[\w.-]*(?::[0-9]{1,5})?)"
    r"(?P<folder>(?!.*::|.*/\.\.(?:/|\Z))/[^?#@\\\x00-\x1f]*)?"
)
_READ_ONLY: Final = ("http", "https")
_S3: Final = ("s3", "s3a")


class Held(NamedTuple):
    """A file as the store has it: its bytes, and a mark that changes with the content, or empty."""

    size: int
    mark: str


def is_address(text: str) -> bool:
    """Whether a store can be meant: a kind and a place, and no name or password, which the environment has."""
    found = _ADDRESS.fullmatch(text)
    if not found or found["kind"] in _READ_ONLY:
        return False
    place, folder = found["place"], (found["folder"] or "").strip("/")
    return (len(place) > 2 and ":" not in place) if found["kind"] in _S3 else bool(place or folder)


def share_place(one: str, other: str) -> bool:
    """Whether whoever reaches one store may reach the other: they lie in one bucket, or one folder within the other."""
    first, second = _ADDRESS.fullmatch(one), _ADDRESS.fullmatch(other)
    if not first or not second or first["place"] != second["place"]:
        return False
    inner, outer = (f"{(each['folder'] or '').rstrip('/')}/" for each in (first, second))
    return bool(first["place"]) or inner.startswith(outer) or outer.startswith(inner)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of a store, as `s3://bucket/folder`; mkdocs.yml has it as `option`. Every call may raise OutOfReach."""

    option: str
    address: str
    files: Any
    folder: str

    @classmethod
    def of(cls, option: str, address: str) -> "Store":
        if not is_address(address):
            raise OutOfReach(f"{option} is no address of a store; {ADDRESS}")
        kind = address.partition("://")[0]
        try:
            from fsspec.core import url_to_fs

            settings = {"config_kwargs": _PATIENCE, "use_listings_cache": False} if kind == "s3" else {}
            files, folder = url_to_fs(address, skip_instance_cache=True, **settings)
        except ValueError as error:
            raise OutOfReach(
                f"{option}: {address} is of no kind that fsspec knows; write s3://BUCKET/FOLDER"
            ) from error
        except ImportError as error:
            extra = "s3" if kind in ("s3", "file", "memory") else f's3]" "fsspec[{kind}'
            remedy = f'install it: pip install "models-of-excellence[{extra}]", or take {option} out'
            what = "needs what is not installed" + (f" ({error.name})" if error.name else "")
            raise OutOfReach(f"{option}: {address} {what}; {remedy}") from error
        except Exception as error:  # noqa: BLE001 - whatever the library of this store raises
            raise OutOfReach(
                f"{option}: {address} can't be opened ({type(error).__name__}); {_remedy(error)}"
            ) from None
        return cls(option, address, files, folder.rstrip("/"))

    def listed(self) -> dict[str, Held]:
        """Every file in the folder itself, by name."""
        with _telling(self.option, self.address, "can't be read"):
            try:
                found = self.files.find(self.folder, maxdepth=1, detail=True)
            except FileNotFoundError:
                return {}
        return {path.rpartition("/")[2]: Held(int(facts["size"] or 0), _mark(facts)) for path, facts in found.items()}

    def get(self, name: str) -> bytes:
        with _telling(self.option, self.address, f"could not give {name}"):
            data: bytes = self.files.cat_file(f"{self.folder}/{name}")
        return data

    def found(self, name: str) -> bytes | None:
        """The same, or nothing where there is none."""
        with _telling(self.option, self.address, f"could not give {name}"):
            try:
                data: bytes = self.files.cat_file(f"{self.folder}/{name}")
            except FileNotFoundError:
                return None
        return data

    def fail(self, what: str) -> NoReturn:
        raise OutOfReach(f"{self.option}: {self.address} {what}; try again")

    def put(self, files: Mapping[str, bytes]) -> None:
        """Each comes to be under its name at once, or not at all."""
        more = f" and {len(files) - 1} more" if len(files) > 1 else ""
        with _telling(self.option, self.address, f"could not take {next(iter(files), '')}{more}"):
            if not self.files.async_impl:
                self._place(files)
                return
            for kind in sorted({_kind(name) for name in files}):
                paths = {f"{self.folder}/{name}": data for name, data in files.items() if _kind(name) == kind}
                headers = {"ContentType": kind, "CacheControl": _FOR_EVER} if "s3" in self.files.protocol else {}
                self.files.pipe(paths, batch_size=_TOGETHER, **headers)

    def _place(self, files: Mapping[str, bytes]) -> None:
        """A folder of a computer would show a file while it is written."""
        self.files.makedirs(self.folder, exist_ok=True)
        for name, data in files.items():
            part = f"{self.folder}/.{name}.{token_hex(4)}.part"
            self.files.pipe_file(part, data)
            self.files.mv(part, f"{self.folder}/{name}")

    def remove(self, names: Iterable[str]) -> None:
        paths = [f"{self.folder}/{name}" for name in names]
        with _telling(self.option, self.address, f"could not take away {len(paths)} files that nothing shows any more"):
            if paths:
                self.files.rm(paths)


def _kind(name: str) -> str:
    return MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def _mark(facts: Mapping[str, Any]) -> str:
    """What stores tell of the content: a checksum, else when it was written."""
    return str(next((facts[key] for key in ("ETag", "etag", "md5Hash", "mtime", "created") if facts.get(key)), ""))


@contextmanager
def _telling(option: str, address: str, what: str) -> Iterator[None]:
    try:
        yield
    except (OutOfReach, ImportError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever the library of this store raises
        raise OutOfReach(f"{option}: {address} {what} ({type(error).__name__}); {_remedy(error)}") from None


def _remedy(error: Exception) -> str:
    name = type(error).__name__
    if isinstance(error, PermissionError) or "Credential" in name:
        return "put the key and the secret of somebody who may read and write there into the environment"
    if isinstance(error, FileNotFoundError):
        return "make the bucket first, or mend its name"
    return "see that the store is there and can be reached, and try again: what it has is not sent twice"

"""A store that speaks S3, on this computer: a real server, whose buckets are folders that tests may look into."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from clustered import heard, started
from in_process import Project

KEY, SECRET = "curator", "a-secret-that-no-message-holds"


def environment(port: int, secret: str = SECRET) -> dict[str, str]:
    """What somebody who may write there has in the environment; nothing else is asked for a key."""
    return {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


class Server:
    """`folder` has a folder for each bucket."""

    def __init__(self, folder: Path, *buckets: str) -> None:
        self.folder, self.port = folder, 0
        for bucket in buckets:
            (folder / bucket).mkdir(parents=True)
        self.start()

    def start(self) -> None:
        """Under the same address as before, where it had one."""
        command = [rclone(), "serve", "s3", "--addr", f"127.0.0.1:{self.port}", "--auth-key", f"{KEY},{SECRET}"]
        self.process = started([*command, str(self.folder)], RCLONE_CONFIG=os.devnull)
        self.port = int(heard(self.process, r"server on \[?http://127\.0\.0\.1:(\d+)"))

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def rclone() -> str:
    """The program lies beside Python, where its package was installed."""
    found = shutil.which("rclone", path=str(Path(sys.executable).parent))
    assert found
    return found


@contextmanager
def stored(folder: Path, *buckets: str) -> Iterator[Server]:
    server = Server(folder, *buckets)
    try:
        yield server
    finally:
        server.stop()


def project(folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch, **plugin: str) -> Project:
    """Two works with a picture each, in a process that holds the key to the server."""
    for name, value in environment(server.port).items():
        monkeypatch.setenv(name, value)
    folder.mkdir()
    made = Project(folder, plugin={"archives": False, **plugin})
    made.work("kite")
    made.work("map")
    return made

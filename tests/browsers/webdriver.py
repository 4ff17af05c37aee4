"""WebDriver, as the W3C has it, spoken with the browsers that Playwright can't drive as they are installed.

WebKit has a driver of its own, which listens for HTTP. Firefox needs none: it takes the same commands on a socket,
where geckodriver would hand them on. So both need nothing but the standard library.
"""

import http.client
import json
import os
import socket
import subprocess
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

PATIENCE = 30  # seconds for a browser to come up, or for a page to get where a test wants it
# A command by the name that Firefox has for it: how HTTP says it. `{id}` is an element.
HTTP = {
    "NewSession": ("POST", "/session"),
    "DeleteSession": ("DELETE", ""),
    "SetTimeouts": ("POST", "/timeouts"),
    "SetWindowRect": ("POST", "/window/rect"),
    "Navigate": ("POST", "/url"),
    "Refresh": ("POST", "/refresh"),
    "Back": ("POST", "/back"),
    "GetWindowHandle": ("GET", "/window"),
    "GetWindowHandles": ("GET", "/window/handles"),
    "SwitchToWindow": ("POST", "/window"),
    "CloseWindow": ("DELETE", "/window"),
    "ExecuteAsyncScript": ("POST", "/execute/async"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "PerformActions": ("POST", "/actions"),
    "AcceptAlert": ("POST", "/alert/accept"),
}

# How a Firefox asks nothing and calls nobody.
PREFERENCES = {
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.auto": False,
    "intl.accept_languages": "en-US",
}


class RefusedError(Exception):
    """The browser's own word for what it could not do, as in `no such element`, and why."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__(f"{told['error']}: {told['message']}")
        self.kind = told["error"]


class Driver(Protocol):
    """A browser that does what it is told; `touches` where it knows a finger from a mouse."""

    touches: bool

    def do(self, command: str, **words: Any) -> Any: ...


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _reached(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    """A connection, once somebody listens; the program's own end, or none in a minute, is told."""
    # A program that is not up yet refuses at once: the wait is the one for its end, which does not come.
    for _ in range(10 * PATIENCE):
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
    raise RuntimeError(f"{process.args[0]} does not listen; it ended with {process.poll()}")  # type: ignore[index]


def _begun(stack: ExitStack, words: list[str], env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A process that is ended with the stack."""
    process = subprocess.Popen(
        words, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


class Firefox:
    """A Firefox without a window; what is downloaded goes to `files`."""

    touches = True

    def __init__(self, stack: ExitStack, program: str, files: Path) -> None:
        home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        port = _free_port()
        chosen = {**PREFERENCES, "marionette.port": port, "browser.download.dir": str(files)}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in chosen.items()]
        Path(home, "user.js").write_text("\n".join(lines), "utf-8")
        words = [program, "--marionette", "--headless", "--no-remote", "--profile", home]
        self.socket = stack.enter_context(_reached(port, _begun(stack, words, {"HOME": home})))
        self.told = stack.enter_context(self.socket.makefile("rb"))
        self.number = 0
        self._read()  # it says first what it is
        self.do("NewSession", capabilities={})

    def _read(self) -> Any:
        """One message: how long it is in digits, a colon, and JSON."""
        size = b""
        while (digit := self.told.read(1)) not in (b":", b""):
            size += digit
        return json.loads(self.told.read(int(size)))

    def do(self, command: str, **words: Any) -> Any:
        self.number += 1
        message = json.dumps([0, self.number, f"WebDriver:{command}", words]).encode()
        self.socket.sendall(b"%d:%b" % (len(message), message))
        _, _, fault, found = self._read()
        if fault:
            raise RefusedError(fault)
        return found["value"] if isinstance(found, dict) and "value" in found else found


class WebKit:
    """WebKitGTK's own small browser on a screen of its own; what is downloaded goes to `files`."""

    touches = False

    def __init__(self, stack: ExitStack, program: str, files: Path) -> None:
        home = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
        port = _free_port()
        env = {"HOME": home, "DISPLAY": _screen(stack), "GDK_BACKEND": "x11", "LANG": "C.UTF-8"}
        folder = Path(home, ".config")
        folder.mkdir()
        (folder / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{files}"\n', "utf-8")
        _reached(port, _begun(stack, [program, f"--port={port}"], env)).close()
        self.port, self.session = port, ""
        self.session = "/session/" + self.do("NewSession", capabilities={"alwaysMatch": {}})["sessionId"]
        stack.callback(self.do, "DeleteSession")

    def do(self, command: str, **words: Any) -> Any:
        method, path = HTTP[command]
        address = (self.session + path).format(id=words.get("id", ""))
        body = json.dumps(words) if method == "POST" else None
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2 * PATIENCE)
        try:
            line.request(method, address, body, {"Content-Type": "application/json"})
            found = json.loads(line.getresponse().read())["value"]
        finally:
            line.close()
        if isinstance(found, dict) and "error" in found:
            raise RefusedError(found)
        return found


def _screen(stack: ExitStack) -> str:
    """A screen that nobody sees, by its name."""
    reading, writing = os.pipe()
    words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=[writing])
    stack.callback(process.wait)
    stack.callback(process.terminate)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as told:
        return f":{told.readline().strip()}"

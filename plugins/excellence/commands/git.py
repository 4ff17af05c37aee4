"""What git knows of a collection. Nothing here changes a repository."""

import re
import subprocess
from pathlib import Path

import click


def git(folder: Path, *words: str) -> str | None:
    """What git answers; None where it refuses, or there is no git, or the folder lies in no repository."""
    try:
        # Whatever git this computer has; the words are ours, but for a revision that `rev-parse` looks at first.
        command = ["git", *words]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def changed_since(works: Path, revision: str) -> frozenset[str]:
    """The works that are new or changed since a revision, committed or not."""
    known = (
        None if revision.startswith("-") else git(works, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    )
    if known is None:
        raise click.ClickException(
            f"there is no revision “{revision}” here: name a branch or a commit, as in origin/main"
        )
    base = (git(works, "merge-base", known.strip(), "HEAD") or known).strip()
    changed = git(works, "diff", "--name-only", "-z", "--relative", base, "--", ".") or ""
    fresh = git(works, "ls-files", "--others", "--exclude-standard", "-z", "--", ".") or ""
    return frozenset(path.split("/")[0] for path in f"{changed}{fresh}".split("\0") if "/" in path)


def is_tracked(path: Path) -> bool:
    return git(path.parent, "ls-files", "--error-unmatch", "--", path.name) is not None


def web_address(folder: Path) -> str:
    """Where the repository stands on the web, as in https://github.com/owner/name; empty where git knows none."""
    remote = (git(folder, "remote", "get-url", "origin") or "").strip()
    found = re.match(r"(?:https://(?:[^@/]+@)?|ssh://git@|git@)([\w.-]+)[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?\Z", remote)
    return f"https://{found[1]}/{found[2]}" if found else ""


def changed_here(folder: Path) -> list[str] | None:
    """Files beneath a folder that no commit holds as they are, in git's short form; None where there is no git."""
    told = git(folder, "status", "--porcelain", "--", ".")
    return None if told is None else [line for line in told.splitlines() if line]


def pages_address(folder: Path) -> str:
    """Where GitHub Pages would show the site of this repository; empty where it lies elsewhere."""
    found = re.match(r"https://github\.com/([\w-]+)/([\w.-]+)\Z", web_address(folder))
    if not found:
        return ""
    host = f"{found[1].lower()}.github.io"
    return f"https://{host}/" if found[2].lower() == host else f"https://{host}/{found[2]}/"

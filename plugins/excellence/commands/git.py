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

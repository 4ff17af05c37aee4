"""The steps of a withdrawal that no program can do, filled in for one work and one repository."""

from typing import NamedTuple


class Withdrawal(NamedTuple):
    """`repository` and `site` are web addresses, empty where they are not known; `commits` is how many touched it."""

    slug: str
    repository: str
    site: str
    commits: int
    forget: bool = False


def steps(withdrawal: Withdrawal) -> str:
    """Plain text: a heading and numbered lines."""
    slug, repository = withdrawal.slug, withdrawal.repository or "(your repository on the web)"
    page = f"{withdrawal.site.rstrip('/') or '(your site)'}/works/{slug}/"
    seen = "shows nothing" if withdrawal.forget else "shows the neutral page"
    many = f"{withdrawal.commits} commits hold" if withdrawal.commits != 1 else "1 commit holds"
    lines = [
        'Commit works/ with the words "take down a work", without a name and without a reason, and push it to main.',
        f"Watch the workflow Publish: {repository}/actions",
        f"Open {page} in a private window: it {seen}. Look for the work in the search too.",
        f"Delete every cache and the artifacts of the last runs: {repository}/actions/caches",
        f"""Run the workflow Pack for each release that has a pack: {repository}/releases
   Delete what scripts/export wrote on your computer. Whoever has a pack of their own keeps it: tell those you know.""",
        f"Close the pull request that brought it, and delete its branch: {repository}/pulls?q=is%3Apr+{slug}",
        f"""The history still has it: {many} works/{slug}. Take it out of a fresh clone with
   git filter-repo --invert-paths --path works/{slug}/
   and push by force. Everybody who has a clone makes a new one.""",
        """Ask GitHub Support to remove cached views and the pull request's own references; only they can:
   https://support.github.com/contact""",
        f"Write to the owner of each fork: {repository}/forks",
        f"Ask search engines to forget {page} and its pictures, and the Internet Archive to exclude it.",
        "Tell the family, through the school: what was visible, since when, until when, and what was done.",
    ]
    numbered = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return f"What only people can do, today:\n{numbered}\nWhy each step is needed: SECURITY.md."

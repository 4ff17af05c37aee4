"""`scripts/schema`: the contract of a work as JSON Schema, and the files that are written from it for people."""

import json
from pathlib import Path

import click

from ..authoring.replace import replace_file
from ..model.vocabulary import Vocabulary
from ..reading.vocabulary import COMES_ALONG, read_vocabulary
from ..rendering.editors import snippets
from ..rendering.json_schema import json_schema
from ..rendering.word_form import issue_form
from .opened import config_option, open_collection


@click.command()
@click.option("--write", is_flag=True, help="Write the files for editors, and the form for words, anew.")
@click.option("--vocabulary", "words", is_flag=True, help="Write the words that come along, to make them your own.")
@config_option
def schema(write: bool, words: bool, config_file: str) -> None:
    """Print the JSON Schema of a work's front matter, with the words of this collection's vocabulary.

    With --write, write what hangs on these words: .vscode/work.schema.json and .vscode/work.code-snippets, by which an
    editor completes keys and words, and .github/ISSUE_TEMPLATE/work.yml, the form for words of a work.

    With --vocabulary, write works/vocabulary.yml for a collection elsewhere, which has none and uses what comes along.
    """
    opened = open_collection(config_file)
    if words:
        _write_words(opened.project.works)
        return
    vocabulary, _ = read_vocabulary(Path(opened.project.works) / "vocabulary.yml", "works/vocabulary.yml")
    if not write:
        click.echo(_schema(vocabulary), nl=False)
        return
    for name in written_anew(opened.root, vocabulary):
        click.echo(f"{name}: written anew")


def _write_words(works: Path) -> None:
    path, shown = works / "vocabulary.yml", f"{works.name}/vocabulary.yml"
    if path.exists() or path.is_symlink():
        raise click.ClickException(f"{shown} is there already: change it as you like, or delete it first")
    if not COMES_ALONG.is_file():
        raise click.ClickException(f"no words come along with a copy of the repository: restore {shown} from there")
    works.mkdir(parents=True, exist_ok=True)
    replace_file(path, COMES_ALONG.read_bytes())
    click.echo(f"{shown}: written; change it as you like")


def written_anew(root: Path, vocabulary: Vocabulary) -> list[str]:
    """Writes the files that differ from what the declaration says; their names."""
    changed = {name: text for name, text in generated(vocabulary).items() if not _says(root / name, text)}
    for name, text in changed.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        replace_file(root / name, text.encode())
    return list(changed)


def stale(root: Path, vocabulary: Vocabulary) -> list[str]:
    """Those of the files that are there and were written from another declaration, or from other words."""
    made = generated(vocabulary) if vocabulary.lists else {}
    return [name for name, text in made.items() if (root / name).is_file() and not _says(root / name, text)]


def _says(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text("utf-8") == text


def generated(vocabulary: Vocabulary) -> dict[str, str]:
    """Every file that is made of the declaration and the vocabulary, by its place in the repository."""
    return {
        ".vscode/work.schema.json": _schema(vocabulary),
        ".vscode/work.code-snippets": snippets(vocabulary),
        ".github/ISSUE_TEMPLATE/work.yml": issue_form(vocabulary),
    }


def _schema(vocabulary: Vocabulary) -> str:
    return json.dumps(json_schema(vocabulary), ensure_ascii=False, indent=1) + "\n"

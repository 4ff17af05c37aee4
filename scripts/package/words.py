"""The words that go along in the package, for a collection elsewhere that has none of its own yet."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Words(BuildHookInterface[Any]):
    """They are those of this repository, of whose works/ nothing else goes along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":  # what is installed from a checkout for work on it reads the file where it lies
            build_data["force_include"]["works/vocabulary.yml"] = "excellence/reading/vocabulary.yml"

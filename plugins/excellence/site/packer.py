"""The form in which a teacher packs a work, in an ordinary page, and the contract that its scripts judge by."""

import json
from dataclasses import dataclass

from markupsafe import Markup

from ..model.vocabulary import Vocabulary
from ..publishing.artifact import Artifact
from ..rendering.contract import contract
from ..rendering.form import Form, descriptors
from .renderer import Renderer

CONTRACT = "data/contract.json"


def contract_file(vocabulary: Vocabulary) -> Artifact:
    said = json.dumps(contract(vocabulary), ensure_ascii=False, separators=(",", ":"))
    return Artifact.of(CONTRACT, f"{said}\n".encode())


@dataclass(frozen=True, slots=True)
class Packer:
    """Renders the form; without a script the page says how to send work without it."""

    renderer: Renderer

    def form(self, uri: str) -> Markup:
        renderer, links = self.renderer, self.renderer.links(uri)
        vocabulary = renderer.collection.vocabulary
        return renderer.render(
            "packer.html",
            uri,
            parts=Form(renderer.words, vocabulary).parts(),
            descriptors=descriptors(vocabulary),
            module=renderer.module("packing/packer", links, room="packing"),
            contract=links.to(CONTRACT),
            site=renderer.setting.name,
            contact=renderer.setting.contact,
            address=renderer.setting.site_url,
        )

"""Where the project stands on the web, for its package: as git knows it, so that it is true of a fork too."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Addresses(MetadataHookInterface):
    """Without a repository on the web the package names no address, rather than a wrong one."""

    def update(self, metadata: dict[str, Any]) -> None:
        # By its file alone: where a wheel is made there is nothing of what the rest of the package imports.
        git = runpy.run_path(str(Path(self.root, "plugins/excellence/commands/git.py")))
        web = git["web_address"](Path(self.root))
        metadata["urls"] = (
            {
                "Repository": web,
                "Documentation": f"{web}#readme",
                "Changelog": f"{web}/blob/main/CHANGELOG.md",
                "Issues": f"{web}/issues",
            }
            if web
            else {}
        )

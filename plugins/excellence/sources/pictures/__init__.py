"""Pictures: what their files hold, their published sizes, and the cache of those. Pillow lives here alone."""

from .cache import Cache
from .develop import Developed, Print, Recipe, develop
from .inspect import Look, inspect
from .limits import Refused
from .studio import Job, develop_all

__all__ = ["Cache", "Developed", "Job", "Look", "Print", "Recipe", "Refused", "develop", "develop_all", "inspect"]

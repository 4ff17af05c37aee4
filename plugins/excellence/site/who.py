"""Who runs the collection, and whom it belongs to: a sentence or two for the foot of every page and for any page."""

from markupsafe import Markup, escape

from .renderer import Renderer


def who(renderer: Renderer, *, named: bool = False) -> Markup:
    """In the page's language, as far as mkdocs.yml says it in that; `named` begins with the collection's name."""
    setting, words, language = renderer.setting, renderer.words, renderer.language
    by = setting.run_by.get(language) or setting.run_by.get(setting.language, "")
    run = words["run_by_named" if named else "run_by"].format(site=setting.name, name=by) if by else ""
    own = setting.affiliation.get(language, "")
    elsewhere = setting.affiliation.get(setting.language, "")
    if not own and elsewhere:
        belongs = Markup('<span lang="{}">{}</span>').format(setting.language, elsewhere)
    else:
        # A site of one school does not say that it belongs to none.
        belongs = escape(own or ("" if setting.school else words["independent"]))
    return Markup(" ").join(filter(None, (run, belongs)))  # what is no Markup is escaped here

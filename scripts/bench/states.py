"""The states that `scripts/bench/looks` photographs: pages, and what was done on them. It grows with the product."""

from typing import Any, NamedTuple

from steps import (
    PLAN,
    SAID,
    UNPRINTED,
    Step,
    button,
    keys,
    opened,
    papers,
    photo,
    press,
    seen,
    sought,
    taken,
    typed,
    unfolded_facts,
)

LONG = (
    "The Remarkably Detailed Encyclopaedia of Everything That Crawls, Swims, Hops or Photosynthesizes in Our Schoolyard"
)
SHAPES = ((1200, 900), (900, 1200), (1600, 500), (700, 1400), (1000, 1000))
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
# The collections by name: works as they are said, or this repository's own pages with or without its works.
SITES: dict[str, Any] = {
    "own": "own",
    "none": "none",
    "one": [{"title": "A single leaf", "size": (900, 1200)}],
    "long": [
        {"title": LONG, "size": (900, 1200), "summary": f"{LONG}. " * 2},
        {"title": WORD, "language": "de", "size": (1600, 500), "grades": ["K"]},
        {"title": "W", "pictures": 0, "quote": f"{WORD} and a sentence that goes on for longer than one would like."},
        {"title": "Nine pieces", "pictures": 9, "grades": ["PK", "K", 1]},
    ],
    "many": [
        {
            "title": f"Work {number} {'of a long name ' * (number % 4)}",
            "size": SHAPES[number % 5],
            "grades": [number % 12 + 1],
        }
        for number in range(130)
    ],
}


class State(NamedTuple):
    """`steps` are done on the page at `path`; `without` are addresses that fail, `bare` is without scripts, and
    `paper` prints instead, `across` or upright."""

    name: str
    path: str
    steps: tuple[Step, ...] = ()
    site: str = "own"
    without: tuple[str, ...] = ()
    bare: bool = False
    paper: str = ""
    across: bool = False


MOTH, LETTER, FILM = "works/luna-moth-six-drafts/", "works/keep-the-saturday-library/", "works/where-does-the-rain-go/"
BELLS, TOURED, CARDS = "works/four-bells-for-a-rainy-recess/", "works/one-circle-twelve-points/", "works/pond-cards/"
REPORT, SPANISH = "works/where-does-our-lunch-go/", "works/recetas-de-nuestras-abuelas/"
PROTOCOL, CATCHER, LIST = "protocols/class-critique/", "catchers/quality-work/", "catchers/criteria-list/"
SHEET, SEEN = "catchers/summary-sheet/", "You can see every leg"
LOOKING, RUNNER = seen("dialog[open] .xc-surface > *"), seen(".xc-runner")
PROJECTED = (press("[data-look=projector]"), LOOKING)
RUNNING = (button("run_open"), RUNNER, button("run_start"))
WALK = (
    "walk/#w=luna-moth-six-drafts,pond-cards,the-night-the-power-went-out,where-does-our-lunch-go,"
    "the-vanishing-puddle,how-fast-does-our-river-run,one-circle-twelve-points,no-longer-shown&p=quality-work-protocol"
)
STATIONS = seen(".xc-stations img")
WALKED = (PLAN, button("walk_start"), RUNNER, button("run_start"), button("run_next"))
PACK, PACKER = "submit/pack/", seen("[data-saved]:not(:empty)")
PACKED = (PACKER, taken("IMG_1.jpg", photo()), seen("[data-items] img"), button("pack_claim_add"))
FILLING = (button("catch_fill"), seen(".xc-fill"))

PAGES = [
    State("home", ""),
    State("home without works", "", site="none"),
    State("home of one work", "", site="one"),
    State("gallery", "gallery/"),
    State("gallery without works", "gallery/", site="none"),
    State("gallery of one work", "gallery/", site="one"),
    State("gallery of long words", "gallery/", site="long"),
    State("gallery of 130 works", "gallery/", site="many"),
    State("gallery without scripts", "gallery/", bare=True),
    State("gallery, a facet open", "gallery/", (press("[data-filters] summary"),)),
    State("gallery, nothing fits", "gallery/?grade=K&subject=music"),
    State("gallery, some found", "gallery/?q=grade 4", (seen("[data-results] li"),)),
    State("gallery, none found", "gallery/?q=zzyzx"),
    State("gallery, search failed", "gallery/?q=moth", without=("**/meta.json", "**/search/**")),
    State("work, drafts", MOTH),
    State("work, text", LETTER),
    State("work, all open", LETTER, (opened(),)),
    State("work, film", FILM),
    State("work, sound", BELLS),
    State("work, tour", TOURED),
    State("work, many pieces", CARDS),
    State("work, report", REPORT),
    State("work in Spanish", SPANISH),
    State("work, words in Spanish", f"es/{MOTH}"),
    State("work of long words", "works/work-000/", site="long"),
    State("work of one quote", "works/work-002/", site="long"),
    State("work without scripts", MOTH, bare=True),
    State("work, for students", f"{MOTH}?for=students"),
    State("work, only look", f"{CARDS}look/"),
    State("work, only look, text", f"{LETTER}look/"),
    State("work, task", f"{REPORT}task/"),
    State("work, embedded", f"{SPANISH}embed/"),
    State("grade", "grade/4/"),
    State("grade without works", "grade/pk/"),
    State("grades", "grade/"),
    State("subject", "subject/science/"),
    State("format", "format/report/"),
    State("attribute", "attribute/beauty/"),
    State("attributes", "attribute/"),
    State("exhibits", "exhibits/"),
    State("exhibit", "exhibits/looking-closely/"),
    State("routes", "routes/"),
    State("route", "routes/50-students/"),
    State("protocols", "protocols/"),
    State("protocol", PROTOCOL),
    State("protocol in Spanish", f"es/{PROTOCOL}"),
    State("handout", f"{PROTOCOL}handout/"),
    State("catchers", "catchers/"),
    State("catcher", CATCHER),
    State("faq", "faq/"),
    State("faq in Spanish", "es/faq/"),
    State("families", "families/"),
    State("families in Spanish", "es/families/"),
    State("home in Spanish", "es/"),
    State("gallery in Spanish", "es/gallery/"),
    State("work without words in Spanish", f"es/{TOURED}"),
    State("format in Spanish", "es/format/cards/"),
    State("attributes in Spanish", "es/attribute/"),
    State("protocols in Spanish", "es/protocols/"),
    State("catcher in Spanish", f"es/{CATCHER}"),
    State("route in Spanish", "es/routes/50-students/"),
    State("exhibit in Spanish", "es/exhibits/looking-closely/"),
    State("guide in Spanish", "es/guides/critique/"),
    State("about in Spanish", "es/about/"),
    State("start in Spanish", "es/start/"),
    State("submit in Spanish", "es/submit/"),
    State("search in Spanish", "es/search/?q=grado 4 crítica", (seen("[data-hits] li"),)),
    State("work, every fact", MOTH, (unfolded_facts,)),
    State("about", "about/"),
    State("start", "start/"),
    State("submit", "submit/"),
    State("pack", PACK, (PACKER,)),
    State("pack in Spanish", f"es/{PACK}", (PACKER,)),
    State("pack without scripts", PACK, bare=True),
    State("pack, a photo taken in", PACK, PACKED),
    State("pack, what is missing", PACK, (*PACKED, button("pack_make"))),
    State("pack, boxes", PACK, (*PACKED, button("pack_cover_names"), button("boxes_add"))),
    State("pack, a file refused", PACK, (PACKER, taken("README.md.docx", b"PK"), seen(".xc-pack__refused"))),
    State("pack, a form to sign", PACK, (PACKER, UNPRINTED, button("pack_form_print")), paper="Letter"),
    State("guides", "guides/"),
    State("guide", "guides/critique/"),
    State("curators", "curators/"),
    State("health", "curators/health/"),
    State("health, no works", "curators/health/", site="none"),
    State("search, empty", "search/"),
    State("search, some", "search/?q=grade 4 critique", (seen("[data-hits] li"),)),
    State("search, none", "search/?q=zzyzx"),
    State("search, failed", "search/?q=moth", without=("**/meta.json",)),
    State("header search", "faq/", (sought("moth"),)),
    State("not found", "no/such/page"),
]
TOOLS = [
    State("viewer", MOTH, (press(".xc-drafts a.xc-open"), LOOKING)),
    State("viewer, larger", MOTH, (press(".xc-drafts a.xc-open"), LOOKING, keys("+", "+", "+"))),
    State("viewer, keys", MOTH, (press(".xc-drafts a.xc-open"), LOOKING, keys("?"))),
    State("viewer, text", LETTER, (press(".xc-piece [data-look=viewer]"), LOOKING)),
    State("viewer, portrait", SPANISH, (press(".xc-piece a.xc-open"), LOOKING)),
    State("viewer of a listing", "gallery/", (press(".xc-card .xc-peek"), LOOKING)),
    State("tour", TOURED, (press("button[data-look=tour]"), LOOKING, keys("ArrowRight"))),
    State("projector", MOTH, PROJECTED),
    State("projector, asked and timed", MOTH, (*PROJECTED, keys("n", "t"))),
    State("projector, keys", MOTH, (*PROJECTED, keys("?"))),
    State("projector, dark", MOTH, (*PROJECTED, keys("b"))),
    State("projector, text", LETTER, PROJECTED),
    State("projector, film", FILM, PROJECTED),
    State("projector, sound", BELLS, PROJECTED),
    State("projector of an exhibit", "exhibits/looking-closely/", PROJECTED),
    State("compare, empty", "compare/"),
    State("compare, drafts", "compare/#a=luna-moth-six-drafts:1&b=luna-moth-six-drafts:6"),
    State("compare, over", "compare/#a=luna-moth-six-drafts:1&b=luna-moth-six-drafts:6&m=over"),
    State("compare, texts", "compare/#a=keep-the-saturday-library:1&b=keep-the-saturday-library:3"),
    State("compare, two works", "compare/#a=luna-moth-six-drafts:6&b=pond-cards:1"),
    State("compare, one gone", "compare/#a=luna-moth-six-drafts:1&b=no-such-work:1"),
    State("compare, report", "compare/#a=where-does-our-lunch-go:1"),
    State("compare, film", "compare/#a=where-does-the-rain-go:1"),
    State("runner, plan", PROTOCOL, RUNNING[:2]),
    State("runner, running", PROTOCOL, RUNNING),
    State("runner, second step", PROTOCOL, (*RUNNING, button("run_next"))),
    State("runner, projector view", PROTOCOL, (*RUNNING, button("run_screen"))),
    State("runner, asked to end", PROTOCOL, (*RUNNING, button("run_end"))),
    State("runner, ended", PROTOCOL, (*RUNNING, button("run_end"), button("run_sure"))),
    State("plan of own works", "routes/15-students/?works=pond-cards,luna-moth-six-drafts", (seen(".xc-chosen li"),)),
    State("catcher, filling", CATCHER, FILLING),
    State("catcher, a row", CATCHER, (
        *FILLING, press(".xc-fill__add summary"),
        typed(f".xc-fill__own [aria-label='{SAID['catch_title']}']", "Bridge poster"),
        typed(f".xc-fill__own [aria-label='{SAID['catch_grade']}']", "Grade 4"), keys("Enter"),
    )),
    State("summary sheet", SHEET, (button("catch_fill"), seen(".xc-fill"))),
    State("archive", SHEET, (button("catch_fill"), seen(".xc-fill"), opened())),
    State("criteria, empty", LIST, (button("list_build"), seen(".xc-criteria"))),
    State("criteria, seen", LIST, (
        button("list_build"), seen(".xc-criteria"),
        typed(".xc-criteria [data-notice]", SEEN), keys("Enter"),
        lambda page: page.get_by_label(SAID["list_put"].format(text=SEEN)).select_option(SAID["list_new"]),
        lambda page: page.keyboard.type("Looks real"), keys("Tab"),
    )),
    State("sets", "sets/"),
    State("sets in Spanish", "es/sets/"),
    State("set", "sets/six-tables/", (PLAN,)),
    State("set in Spanish", "es/sets/six-tables/", (PLAN,)),
    State("set without scripts", "sets/six-tables/", bare=True),
    State("set: link", WALK, (STATIONS, PLAN, opened(".xc-walk details"))),
    State("set: titles", WALK, (PLAN, button("walk_titled"))),
    State("set: none of one's own", "walk/"),
    State("set: one's own", WALK, (PLAN, button("walk_take"), press(".xc-walk__status a"), PLAN)),
    State("set: tray", "gallery/", (press(".xc-card [data-add]"), seen(".xc-tray a"))),
    State("walk", WALK, WALKED),
    State("walk: class", WALK, (*WALKED, button("run_screen"), seen(".xc-runner--class .xc-board"))),
    State("walk: one group", f"{WALK}&g=1", (*WALKED, button("run_screen"), seen(".xc-class .xc-surface > *"))),
    State("walk: telephone", f"{WALK}&at=C", (seen(".xc-look img"),)),
    State("walk: telephone in Spanish", f"es/{WALK}&at=D", (seen(".xc-look img"),)),
    State("walk: projector", WALK, (PLAN, button("walk_project"), LOOKING)),
    State("calibration", f"{WALK}&do=calibrate", (seen(".xc-calibrate img"),)),
    State("calibration: together", f"{WALK}&do=calibrate", (
        press(".xc-calibrate label"), button("calibrate_show"), button("calibrate_notes"), seen(".xc-claims"),
    )),
]  # fmt: skip
PRINTS = [
    State("print: gallery", "gallery/", paper="Letter"),
    State("print: drafts", MOTH, paper="Letter"),
    State("print: text", LETTER, paper="Letter"),
    State("print: comic", "works/the-night-the-power-went-out/", paper="A4"),
    State("print: handout", f"{PROTOCOL}handout/", paper="A4"),
    State("print: protocol", PROTOCOL, paper="Letter"),
    State("print: catcher", CATCHER, paper="Letter"),
    State("print: summary sheet", SHEET, paper="A4"),
    State("print: faq", "faq/", paper="Letter"),
    State("print: handout in Spanish", f"es/{PROTOCOL}handout/", paper="Letter"),
    State("print: placards", WALK, papers("placards"), paper="Letter"),
    State("print: cards", WALK, papers("cards", "sheet"), paper="A4"),
    State("print: walk", WALK, papers("stations", "turns", "catchers", "handout"), paper="Letter"),
    State("print: a set by the keys", "sets/six-tables/", (PLAN,), paper="Letter"),
    State("print: ladder", MOTH, (UNPRINTED, press("[data-ladder]")), paper="Letter", across=True),
    State("print: ladder of texts", LETTER, (UNPRINTED, press("[data-ladder]")), paper="Letter", across=True),
    State("print: compare", "compare/#a=luna-moth-six-drafts:1&b=luna-moth-six-drafts:6", paper="Letter", across=True),
]  # fmt: skip
STATES = PAGES + TOOLS + PRINTS

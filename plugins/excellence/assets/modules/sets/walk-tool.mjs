// @ts-check
// A set and its walk. What the address says is shown: a set by its slugs, a station for a telephone, or, where it names
// none, the sets that the visitor keeps on this device.

import { action } from "../shared/controls.mjs";
import { fill, make, places, put } from "../shared/dom.mjs";
import { letter, stationsOf } from "../shared/stations.mjs";
import { keep, kept, lasting, watch } from "../shared/store.mjs";
import { pathOf } from "../meeting/runner-state.mjs";
import { Editor } from "./editor.mjs";
import { hashOf, planFrom } from "./set-link.mjs";
import { added, begun, changed, fresh, open } from "./set-state.mjs";
import { further, list, planner, told } from "./walk-view.mjs";

/** @typedef {import("./set-link.mjs").Plan} Plan */
/** @typedef {import("./set-state.mjs").Shelf} Shelf */
/** @typedef {import("../shared/stations.mjs").Station} Station */
/** @typedef {import("./walk-view.mjs").Protocol} Protocol */
/** A set by a curator, as its page says.
 * @typedef {Omit<Plan, "at" | "round" | "of"> & {id: string, names: string[]}} Planned */

const NAME = "sets";

export class Walk {
  /** @param {HTMLElement} box @param {Record<string, string>} words */
  constructor(box, words) {
    const { index, page = "", protocols = "[]", planned } = box.dataset;
    this.box = box;
    this.words = words;
    this.index = index;
    this.page = page;
    this.root = places(index).root;
    /** @type {Protocol[]} */
    this.protocols = JSON.parse(protocols);
    /** @type {Planned | undefined} */
    this.planned = planned ? JSON.parse(planned) : undefined;
    this.status = make("p", { role: "status", class: "xc-walk__status" });
    this.main = make("div", {});
    this.head = make("h1", {});
    this.titled = this.stale = this.meeting = false;
    this.turn = 0;
    /** What is to be said anew when the plan changes. @type {(() => void)[]} */
    this.fresh = [];
    /** @type {Station[]} */
    this.stations = [];
    addEventListener("hashchange", () => this.begin());
    watch(NAME, () => this.mine && this.elsewhere());
    watch("runner", () => this.follow());
    box.addEventListener("focusout", () => setTimeout(() => this.stale && !this.typing && this.begin()));
    this.begin();
  }

  /** @param {string} message @param {Node} [more] */
  say(message, more) {
    put(this.status, message, more && [" ", more]);
  }

  // Which set it is

  /** Whether it is one of the visitor's own. */
  get mine() {
    return !this.planned && !/[#&]w=/.test(location.hash);
  }

  /** @returns {Shelf} */
  get shelf() {
    return begun(kept(NAME)?.data, this.words.set_mine);
  }

  /** @returns {Plan} */
  get plan() {
    if (!this.mine) return planFrom(location.hash, this.planned);
    const { works, minutes, groups, protocol } = open(this.shelf);
    return planFrom(location.hash, { works: works.map(({ slug }) => slug), minutes, groups, protocol });
  }

  /** What stations are called besides their letters; a link never says. */
  get names() {
    return this.planned?.names ?? (this.mine ? open(this.shelf).works.map(({ name }) => name) : []);
  }

  /** The protocol that the walk is part of. */
  get protocol() {
    return this.protocols.find(({ slug }) => slug === this.plan.protocol);
  }

  /** The stations that have a work, each with its place. */
  get shown() {
    const { stations, names } = this;
    return stations.flatMap(({ slug, told }, at) => (told ? [{ slug, told, at, name: names[at] ?? "" }] : []));
  }

  /** A link to this set, for anybody. @param {Partial<Plan>} [more] */
  link(more = {}) {
    const { planned, plan } = this, { address } = this.box.dataset, here = location.href.replace(/[?#].*$/, "");
    const page = planned ? here : address || new URL(this.page, location.href).href;
    return page + hashOf({ ...plan, at: -1, ...more }, planned);
  }

  /** The same, from this page; one's own set needs no link to itself. @param {Partial<Plan>} more */
  hash(more) {
    const { plan, planned, mine } = this;
    return hashOf({ ...plan, at: -1, ...more }, mine ? plan : planned) || "#";
  }

  /** What the set is called. */
  get called() {
    return (this.mine && open(this.shelf).title) || document.querySelector("h1")?.textContent?.trim() || "";
  }

  /** @param {Shelf} shelf @param {string} [message] @param {Node} [more] @returns {boolean} whether it is kept */
  keep(shelf, message = "", more) {
    const { words } = this, done = keep(NAME, shelf);
    if (done) this.say(message, more);
    else this.say(lasting ? words.tray_unsaved : words.tray_unkept);
    return done;
  }

  /** Whether somebody is writing, whose field must stay. */
  get typing() {
    return this.main.contains(document.activeElement) && Boolean(document.activeElement?.matches("input, textarea"));
  }

  /** Another window has changed one's sets; what is being typed here is not taken away. */
  elsewhere() {
    this.stale = this.typing;
    if (this.stale) this.say(this.words.set_elsewhere);
    else this.begin();
  }

  /** Another window has begun the walk of this set. */
  follow() {
    if (kept("runner")?.data?.path === pathOf(location)) this.walk();
  }

  /** @param {Partial<Pick<Plan, "minutes" | "groups" | "protocol">>} part of the settings */
  change(part) {
    if (this.mine) this.keep(changed(this.shelf, part));
    else {
      const hash = hashOf({ ...this.plan, ...part }, this.planned);
      history.replaceState(history.state, "", hash || location.pathname + location.search);
    }
    this.settle();
  }

  // What is shown

  async begin() {
    const { plan, words, main } = this, mine = ++this.turn;
    if (this.meeting) return;
    this.stale = false;
    if (!this.stations.length && plan.works.length) put(main, make("p", { class: "xc-hint" }, words.walk_loading));
    const stations = await stationsOf(this.root, plan.works);
    if (mine !== this.turn) return; // the address says something else by now
    this.stations = stations;
    const missing = this.stations.some(({ failed }) => failed);
    if (missing) this.say(words.walk_failed, action(words.walk_again, () => this.begin()));
    this.title();
    if (plan.at >= 0) return (await import("./phone.mjs")).station(this, plan.at);
    if (plan.round) return (await import("./calibration-tool.mjs")).begin(this);
    this.draw();
    this.follow();
    if (/[#&]project$/.test(location.hash)) this.project();
  }

  /** The heading of the page says what it shows; that of a curator's set stays. */
  title() {
    const { words, plan, box } = this, station = plan.at >= 0, alone = station || plan.round;
    const heading = document.querySelector("[data-walk-title]") ?? (alone ? this.head : undefined);
    const about = /** @type {HTMLElement | null} */ (document.querySelector("[data-walk-about]"));
    // Whoever is at a station, or places works, sees nothing that was written for the one who leads.
    box.classList.toggle("xc-walk--alone", alone);
    put(box, heading === this.head && this.head, this.status, this.main);
    if (heading) {
      heading.textContent = station ? fill(words.set_station, { letter: letter(plan.at) }) :
        plan.round ? words.calibrate : this.mine ? words.set_page : words.walk_title;
    }
    if (!about) return;
    about.textContent = plan.round ? words.calibrate_about : this.mine ? words.set_about : words.walk_about;
    about.hidden = station;
  }

  draw() {
    const { words, main, mine, planned } = this;
    this.fit = make("div", { class: "xc-walk__fit", role: "status" });
    this.turns = make("div", {});
    this.started = make("div", {});
    this.fresh = [];
    const works = this.shown.length > 0, none = this.stations.length > 0 && !works;
    put(main, mine ? new Editor(this).box : told(this), !mine && !planned && list(this), ...(works ? [
      make("section", { class: "xc-walk__plan" }, make("h2", {}, words.walk_plan), planner(this), this.fit, this.turns),
      this.started, further(this)] : []), none && make("p", { class: "xc-hint" }, words.walk_nothing));
    this.settle();
  }

  /** What depends on the settings alone. */
  async settle() {
    const { fitting, turnsOf } = await import("./turns.mjs");
    if (this.fit) put(this.fit, fitting(this));
    if (this.turns) put(this.turns, turnsOf(this));
    for (const each of this.fresh) each();
  }

  /** A set of one's own that is the same. */
  take() {
    const { words, plan, planned } = this, title = planned ? this.called : "";
    const works = plan.works.map((slug, at) => ({ slug, name: this.names[at] ?? "" }));
    const { minutes, groups, protocol } = plan;
    const { shelf } = this, next = added(shelf, fresh(title || words.set_taken, { works, minutes, groups, protocol }));
    if (next === shelf) this.say(words.set_many);
    else this.keep(next, words.walk_kept, make("a", { href: this.page }, words.walk_to_mine));
  }

  /** Shows titles, or no longer. */
  reveal() {
    this.titled = !this.titled;
    this.draw();
  }

  async project() {
    try {
      await (await import("./shown.mjs")).project(this);
    } catch {
      this.say(this.words.walk_failed);
    }
  }

  /** Runs it. */
  async walk() {
    const { words, started, main, planned } = this;
    if (this.meeting || !started?.isConnected) return;
    this.meeting = true;
    // Whoever walks sees pictures and grades: no title is left on the page.
    this.titled = false;
    put(main, started, !planned && list(this));
    try {
      const { meet } = await import("./meet.mjs");
      await meet(this, started, () => {
        this.meeting = false;
        this.begin();
      });
    } catch {
      this.meeting = false;
      this.draw();
      this.say(words.walk_failed);
    }
  }
}

// @ts-check
// A teacher packs a work: files are taken in, the form is filled, what is wrong is told, and a zip comes out. Nothing
// is sent, and what is written is kept on this device alone.

import { download } from "../notes/files.mjs";
import { counted } from "../shared/strings.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { forget, keep, kept, lasting, watch } from "../shared/store.mjs";
import { Answers } from "./answers.mjs";
import { claims, drafts } from "./claims-view.mjs";
import { form } from "./consent-view.mjs";
import { Files } from "./files-tool.mjs";
import { called, items } from "./items-view.mjs";
import { look } from "./over-tool.mjs";
import { blank, changed, isBlank, MOST_CLAIMS, moved, placed, reference,
  restored, returned, withItem, without } from "./packer-state.mjs";
import { go, held } from "./places.mjs";
import { fetched, shelve, shelveOnly, unshelve } from "./shelf.mjs";
import { folder } from "./work.mjs";
import { zipped } from "../taking/zip.mjs";

/** @typedef {import("./contract.mjs").Contract} Contract */
/** @typedef {import("./packer-state.mjs").Item} Item */
/** @typedef {import("./packer-state.mjs").Packed} Packed */
/** @typedef {import("../shared/strings.mjs").Words} Words */

const NAME = "packing", PAUSE = 400;

export class Packer {
  /** @param {HTMLElement} box @param {Words} words @param {Contract} contract */
  constructor(box, words, contract) {
    this.box = box;
    this.words = words;
    this.contract = contract;
    /** @type {Packed} */
    this.packed = restored(kept(NAME)?.data);
    this.folder = folder(contract, this.packed);
    this.answers = new Answers(this);
    this.files = new Files(this);
    this.tried = false;
    this.elsewhere = false;
    this.lost = 0;
    this.left = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
  }

  /** @param {string} name @returns {HTMLElement} */
  part(name) {
    return /** @type {HTMLElement} */ (this.box.querySelector(`[data-${name}]`));
  }

  async begin() {
    await this.missed();
    this.answers.begin();
    this.wire();
    this.draw();
    this.part("saved").textContent = lasting ? this.words.pack_kept : this.words.pack_unkept;
    if (!isBlank(this.packed) || this.lost) this.part("again").hidden = false;
    put(this.part("again"), make("p", {}, this.words.pack_again, " ", this.lost > 0 &&
      make("b", {}, counted(this.words, "pack_lost", this.lost))));
  }

  /** Files whose bytes this browser has not kept are no longer there, and no bytes without their work. */
  async missed() {
    await shelveOnly(this.packed.items.map(({ id }) => id));
    for (const item of this.packed.items.filter(({ kind }) => kind !== "text")) {
      if (await fetched(item.id)) continue;
      this.packed = without(this.packed, item.id);
      this.lost += 1;
    }
  }

  wire() {
    // Two windows can't both keep the one work: the one that was left alone gives way.
    watch(NAME, () => {
      this.elsewhere = true;
      clearTimeout(this.waiting);
      const again = make("button", { type: "button", class: "xc-button" }, this.words.pack_reload);
      again.onclick = () => location.reload();
      this.part("again").hidden = false;
      put(this.part("again"), make("p", { role: "alert" }, this.words.pack_elsewhere, " ", again));
      this.go("pack-again");
    });
    const files = /** @type {HTMLInputElement} */ (this.part("files")), drop = this.part("drop");
    files.onchange = async () => {
      const chosen = [...files.files ?? []];
      files.value = "";
      await this.files.takeAll(chosen);
    };
    this.box.ondragover = (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      drop.classList.add("xc-pack__drop--over");
    };
    this.box.ondragleave = ({ relatedTarget }) => {
      if (!this.box.contains(/** @type {Node} */ (relatedTarget))) drop.classList.remove("xc-pack__drop--over");
    };
    this.box.ondrop = (event) => {
      drop.classList.remove("xc-pack__drop--over");
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      this.files.takeAll([...event.dataTransfer.files]);
    };
    addEventListener("paste", ({ clipboardData, target }) => {
      const typing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (clipboardData?.files.length && !typing) this.files.takeAll([...clipboardData.files]);
    });
    this.part("write").onclick = () => this.write("");
    this.part("claim").onclick = () => this.addClaim();
    this.part("form").onclick = () => this.printForm();
    this.part("pack").onclick = () => this.pack();
    this.part("clear").onclick = () => this.clear();
    addEventListener("pagehide", () => this.waiting && this.save());
  }

  // What is in it

  /** @param {Packed} packed @param {boolean} [anew] whether files or claims are drawn anew */
  change(packed, anew = false) {
    this.packed = packed;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), PAUSE);
    if (anew) this.draw();
  }

  save() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    if (this.elsewhere) return;
    if (isBlank(this.packed)) forget(NAME);
    const held = isBlank(this.packed) || keep(NAME, this.packed), { words } = this;
    this.part("saved").textContent = !lasting ? words.pack_unkept : held ? words.pack_kept : words.pack_full;
    this.left = look(this);
  }

  /** @param {string} id */
  itemOf(id) {
    return /** @type {Item} */ (this.packed.items.find((each) => each.id === id));
  }

  /** @param {string} id @param {string} key @param {string} text */
  say(id, key, text) {
    const said = { ...this.itemOf(id).said, [key]: text };
    this.change(changed(this.packed, id, key === "text" ? { text } : { said }));
  }

  /** @param {number} number @param {string} key @param {string} text */
  sayOfDraft(number, key, text) {
    const { drafts } = this.packed, length = Math.max(number, drafts.length);
    const all = Array.from({ length }, (_, at) => drafts[at] ?? {});
    all[number - 1] = { ...all[number - 1], [key]: text };
    this.change({ ...this.packed, drafts: all });
  }

  /** @param {string} id @param {number} draft */
  place(id, draft) {
    this.change(placed(this.packed, id, draft), true);
    this.go(`pack-${id}-draft`);
  }

  /** @param {string} id */
  cover(id) {
    this.change({ ...this.packed, items: this.packed.items.map((item) => ({ ...item, cover: item.id === id })) });
  }

  /** @param {string} id @param {number} by */
  move(id, by) {
    this.change(moved(this.packed, id, by), true);
    this.go(`pack-${id}`);
    this.tell("taken", called(this, this.itemOf(id)));
  }

  /** @param {string} id */
  async remove(id) {
    const item = this.itemOf(id), before = this.packed;
    const blob = await this.files.blobOf(item), name = called(this, item);
    this.change(without(this.packed, id), true);
    await unshelve(id);
    const undo = make("button", { type: "button", class: "xc-button xc-button--quiet" }, this.words.pack_undo);
    undo.onclick = async () => {
      if (blob) await shelve(id, blob);
      this.change(returned(this.packed, before, id), true);
      put(this.part("taken"));
      this.go(`pack-${id}`);
    };
    put(this.part("taken"), make("p", {}, fill(this.words.pack_removed, { name }), " ", undo));
    undo.focus();
  }

  addClaim() {
    if (this.packed.claims.length >= MOST_CLAIMS) return;
    this.change({ ...this.packed, claims: [...this.packed.claims, { key: "", note: "", item: "" }] }, true);
    this.go(`pack-claim-${this.packed.claims.length}-key`);
  }

  /** @param {number} at @param {Partial<import("./packer-state.mjs").Claim>} said */
  claim(at, said) {
    const claims = this.packed.claims.map((each, place) => (place === at ? { ...each, ...said } : each));
    this.change({ ...this.packed, claims });
  }

  /** @param {number} at */
  unclaim(at) {
    this.change({ ...this.packed, claims: this.packed.claims.filter((_, place) => place !== at) }, true);
    this.part("claim").focus();
  }

  /** A text keeps its lines, unless it came as Markdown. @param {string} text */
  write(text, name = "", end = ".txt") {
    const id = crypto.randomUUID().slice(0, 8);
    this.change(withItem(this.packed, { id, kind: "text", end, name, text }), true);
    if (!name) this.go(`pack-${id}-text`);
  }

  // What the page shows

  draw() {
    const back = held();
    const open = new Set([...this.box.querySelectorAll("details[open]")].map((each) => each.closest("[id]")?.id));
    put(this.part("items"), items(this));
    put(this.part("claims"), claims(this, /** @type {HTMLTemplateElement} */ (this.part("descriptors")).content));
    put(this.part("drafts"), drafts(this));
    this.part("claim").hidden = this.packed.claims.length >= MOST_CLAIMS;
    for (const each of this.part("items").querySelectorAll("details")) each.open = open.has(each.closest("[id]")?.id);
    back();
    this.left = look(this);
  }

  /** @param {string} name @param {string} text */
  tell(name, text) {
    put(this.part(name), make("p", {}, text));
  }

  /** @param {string} id */
  go(id) {
    go(this.box, id);
  }

  // What comes out

  async pack() {
    if (this.files.busy) return this.tell("status", this.words.pack_wait);
    this.tried = true;
    this.save();
    const { left, words } = this;
    if (left) {
      this.tell("status", counted(words, "pack_left", left));
      return this.part("over").querySelector("a")?.focus();
    }
    this.tell("status", words.pack_making);
    try {
      const blob = await zipped(await this.files.content());
      download(`work-${this.folder.slug}.zip`, "application/zip", blob);
      put(this.part("status"), make("p", {}, fill(words.pack_made, { file: `work-${this.folder.slug}.zip` }), " ",
        make("a", { href: "#hand-in" }, words.pack_hand_in)));
    } catch {
      this.tell("status", words.pack_failed);
    }
  }

  printForm() {
    const { packed } = this;
    if (!packed.answers["consent.ref"]) {
      const ref = reference(new Date().getFullYear(), crypto.getRandomValues(new Uint8Array(5)));
      this.answers.set("consent.ref", ref);
    }
    this.save();
    document.querySelector(".xc-form")?.remove();
    document.body.append(form(this));
    document.documentElement.dataset.paper = "consent";
    addEventListener("afterprint", () => {
      delete document.documentElement.dataset.paper;
      document.querySelector(".xc-form")?.remove();
    }, { once: true });
    print();
  }

  async clear() {
    if (!isBlank(this.packed) && !confirm(this.words.pack_clear_sure)) return;
    await this.files.clear();
    put(this.part("taken"));
    this.tried = this.elsewhere = false;
    this.packed = blank();
    this.answers.begin();
    this.part("again").hidden = true;
    this.draw();
    this.save();
    this.tell("status", this.words.pack_cleared);
    this.go("pack-work");
  }
}


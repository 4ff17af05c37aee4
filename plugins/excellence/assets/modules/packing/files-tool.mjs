// @ts-check
// The files of a work that is being packed: how they come in, lie on the shelf, are shown, and go into the zip.

import { counted } from "../shared/strings.mjs";
import { fill, make, put } from "../shared/dom.mjs";
import { edit } from "../taking/boxes.mjs";
import { burnt } from "../taking/burning.mjs";
import { called } from "./items-view.mjs";
import { changed, MOST_ITEMS, withItem } from "./packer-state.mjs";
import { fetched, shelve, unshelveAll } from "./shelf.mjs";
import { take } from "../taking/taking.mjs";
import { refusal } from "../taking/telling.mjs";

/** @typedef {import("./packer-tool.mjs").Packer} Packer */
/** @typedef {import("./packer-state.mjs").Item} Item */

export class Files {
  /** @param {Packer} packer */
  constructor(packer) {
    this.packer = packer;
    /** Addresses of files that the page shows, by id and boxes. @type {Map<string, string>} */
    this.addresses = new Map();
    this.busy = false;
    this.turn = 0;
  }

  /** One after the other, since a photo takes much room while it is drawn. @param {File[]} files */
  async takeAll(files) {
    const { packer } = this, { words } = packer, told = make("ul", {});
    const turn = this.turn, captions = (/** @type {File} */ { name }) => /\.(?:vtt|srt|sbv)$/i.test(name);
    // A film comes before its captions.
    const ordered = [...files.filter((file) => !captions(file)), ...files.filter(captions)];
    this.busy = true;
    for (const [at, file] of ordered.entries()) {
      if (turn !== this.turn) return;
      packer.tell("taken", fill(words.pack_taking, { number: at + 1, total: files.length, name: file.name }));
      if (packer.packed.items.length >= MOST_ITEMS) {
        const left = ordered.slice(at).map(({ name }) => name).join(", ");
        told.append(make("li", {}, fill(words.pack_most, { number: MOST_ITEMS, names: left })));
        break;
      }
      const line = await this.takeOne(file);
      if (line) told.append(line);
    }
    if (turn !== this.turn) return;
    this.busy = false;
    put(packer.part("taken"), make("p", {}, counted(words, "pack_in", packer.packed.items.length)),
      told.childElementCount > 0 && told);
    packer.draw();
  }

  /** What there is to say of a file that did not simply come in. @param {File} file */
  async takeOne(file) {
    const { packer, turn } = this, taken = await take(file, packer.contract.files);
    if ("refused" in taken) {
      const { what, ways } = refusal(taken, packer.words);
      return make("li", { class: "xc-pack__refused" }, make("p", {}, make("b", {}, file.name), `: ${what}`),
        ways.length > 0 && make("ul", {}, ways.map(([where, how]) =>
          make("li", {}, where && make("b", {}, `${where}: `), how))));
    }
    if (taken.kind === "captions") return this.captions(file.name, taken.text ?? "");
    if (taken.kind === "text") return void packer.write(taken.text ?? "", file.name, taken.end);
    if (turn !== this.turn) return undefined;
    const id = crypto.randomUUID().slice(0, 8), long = Math.max(taken.width ?? 0, taken.height ?? 0);
    const stays = await shelve(id, taken.blob);
    const { kind, end, notes } = taken;
    packer.change(withItem(packer.packed, { id, kind, end, name: file.name, long, notes }));
    return stays ? undefined : make("li", {}, fill(packer.words.pack_unshelved, { name: file.name }));
  }

  /** Captions belong to the film of the same name, or to the last that has none. @param {string} name
   * @param {string} text */
  captions(name, text) {
    const stem = name.replace(/\.[^.]*$/, ""), films = this.packer.packed.items.filter(({ kind }) => kind === "film");
    const film = films.find((each) => each.name.replace(/\.[^.]*$/, "") === stem) ??
      films.findLast(({ said }) => !said.captions);
    if (!film) return make("li", {}, fill(this.packer.words.pack_no_film, { name }));
    this.packer.say(film.id, "captions", text);
    return undefined;
  }

  /** @param {Item} item */
  blobOf(item) {
    return fetched(item.id);
  }

  /** @param {string} id @param {Blob} blob */
  address(id, blob) {
    const known = this.addresses.get(id);
    if (known) return known;
    const fresh = URL.createObjectURL(blob);
    this.addresses.set(id, fresh);
    return fresh;
  }

  /** The address of a file as it will be, with what is covered. @param {Item} item */
  async shownOf(item) {
    const blob = await this.blobOf(item), key = `${item.id}.${JSON.stringify(item.boxes)}`;
    return blob && this.address(key, this.addresses.has(key) ? blob : await burnt(blob, item.boxes));
  }

  /** @param {string} id */
  async boxes(id) {
    const { packer } = this, { words } = packer, item = packer.itemOf(id), blob = await this.blobOf(item);
    if (!blob) return;
    const host = make("div", { class: "xc-pack__boxes" });
    const name = `${words.pack_cover_names}: ${called(packer, item)}`;
    const dialog = make("dialog", { class: "xc-pack__dialog", "aria-label": name }, host);
    packer.box.append(dialog);
    const editor = edit(host, blob, item.boxes, words, (boxes) => packer.change(changed(packer.packed, id, { boxes })));
    const done = make("button", { type: "button", class: "xc-button" }, words.pack_done);
    done.onclick = () => dialog.close();
    dialog.append(make("p", { class: "xc-pack__acts" }, done));
    dialog.onclose = () => {
      packer.change(changed(packer.packed, id, { boxes: editor.boxes() }), true);
      editor.destroy();
      dialog.remove();
      packer.go(`pack-${id}`);
    };
    dialog.showModal();
  }

  /** Every file of the folder; what is covered is covered in the picture itself. */
  async content() {
    const { slug, index, files } = this.packer.folder;
    const found = [{ path: `${slug}/index.md`, content: /** @type {Blob | string} */ (index) }];
    for (const [path, { text, item }] of files) {
      const blob = item && await this.blobOf(item);
      if (item && !blob) throw new Error(path);
      const content = text ?? (item?.boxes.length && blob ? await burnt(blob, item.boxes) : blob ?? "");
      found.push({ path: `${slug}/${path}`, content });
    }
    return found;
  }

  /** Forgets all of them. */
  async clear() {
    this.turn += 1;
    this.busy = false;
    await unshelveAll();
    for (const address of this.addresses.values()) URL.revokeObjectURL(address);
    this.addresses.clear();
  }
}

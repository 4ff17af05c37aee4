// @ts-check
// A school's body of evidence: its summary sheets over the years. One file that the school keeps; this device holds a
// copy only as long as any note.

import { action } from "../shared/controls.mjs";
import { fill, make } from "../shared/dom.mjs";
import { counted } from "../shared/strings.mjs";
import { keep, kept, lasting } from "../shared/store.mjs";
import { archived, letter, unarchived, withGoal, withMeeting, withYears, years } from "./archive-state.mjs";
import { adder, meeting } from "./archive-view.mjs";
import { chooser, download } from "./files.mjs";
import { empty, read } from "./filled.mjs";
import { reason } from "./format.mjs";

const NAME = "archive";

export class Archive {
  /** @param {import("./filled.mjs").Catcher} catcher @param {Record<string, string>} words
   * @param {string | undefined} submit */
  constructor(catcher, words, submit) {
    this.catcher = catcher;
    this.words = words;
    this.all = years(kept(NAME)?.data, catcher);
    this.status = make("p", { role: "status", class: "xc-fill__status" });
    this.line = make("ol", { class: "xc-archive__line" });
    this.file = chooser(([text]) => this.take(text));
    const give = action(words.archive_save, () =>
      download("archive.json", "application/json", archived(catcher, this.all)));
    this.box = make("section", { class: "xc-archive xc-noprint", "aria-label": words.archive_open },
      make("h2", {}, words.archive_open), make("p", { class: "xc-fill__private" }, words.archive_private), this.status,
      adder(words, (date) => this.add(date)),
      make("label", { class: "xc-criteria__file" }, words.archive_take, " ", this.file), this.line,
      make("p", { class: "xc-fill__tools" }, give, action(words.archive_submit, () => this.submit()),
        submit && make("a", { href: submit }, words.archive_how)));
    this.draw();
  }

  /** The summary sheet as it is now. */
  present() {
    return read(kept(`catcher.${this.catcher.id}`)?.data, this.catcher);
  }

  /** @param {string} message */
  say(message) {
    this.status.textContent = message;
  }

  save() {
    if (!keep(NAME, this.all)) this.say(lasting ? this.words.catch_full : this.words.catch_unkept);
  }

  draw() {
    this.line.replaceChildren(...this.all.map((year, at) => meeting(year, this.catcher, this.words, {
      became: (goal, now) => {
        this.all = withGoal(this.all, at, goal, now);
        this.save();
      },
      drop: (date) => {
        this.change(this.all.filter((_, place) => place !== at), fill(this.words.archive_dropped, { date }));
        this.file.focus();
      },
    })));
    this.line.hidden = !this.all.length;
  }

  /** @param {import("./archive-state.mjs").Year[]} all @param {string} message */
  change(all, message) {
    this.all = all;
    this.save();
    this.draw();
    this.say(message);
  }

  /** @param {string} date */
  add(date) {
    const filled = this.present();
    if (empty(filled)) this.say(this.words.archive_empty);
    else this.change(withMeeting(this.all, date, filled), this.words.archive_added);
  }

  /** @param {string} text of a file */
  take(text) {
    try {
      const { all, number } = withYears(this.all, unarchived(text, this.catcher));
      this.change(all, counted(this.words, "archive_taken", number));
    } catch (flaw) {
      this.say(reason(flaw, this.words));
    }
  }

  /** People send what is proposed; the page does not. */
  submit() {
    const text = letter(this.present(), this.catcher, this.words);
    if (text) download("submission.md", "text/markdown", text);
    this.say(text ? this.words.archive_letter_made : this.words.archive_unproposed);
  }
}

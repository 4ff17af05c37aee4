// @ts-check
// The rules about approval, consent and privacy.

import { isNamed, isTwoNames } from "./personal.mjs";

/** @typedef {import("./contract.mjs").Finding} Finding */
/** @typedef {import("./rules.mjs").Subject} Subject */

const DAY = 86_400_000;
const ENOUGH = 2; // roles of a panel

/** @param {string} day */
const time = (day) => Date.parse(`${day}T00:00:00Z`);

/** @param {Subject} about @returns {Finding[]} */
function approval(about) {
  const { status, demonstration } = about.work;
  if (["draft", "submitted"].includes(status)) return [{ code: "not-approved", field: "status" }, ...ended(about)];
  return demonstration ? [{ code: "demonstration", field: "demonstration" }] : [...review(about), ...consent(about)];
}

/** @param {Subject} about @returns {Finding[]} */
function review({ work: { review } }) {
  if (review?.decision === "approved" && (review.panel ?? []).length >= ENOUGH) {
    return review.on ? [] : [{ code: "review-missing", field: "review.on" }];
  }
  const field = !review ? "review" : review.decision === "approved" ? "review.panel" : "review.decision";
  return [{ code: "review-missing", field }];
}

/** @param {Subject} about @returns {Finding[]} */
const ended = ({ work: { consent }, today }) =>
  consent?.until && time(consent.until) < time(today) ? [{ code: "consent-ended", field: "consent.until" }] : [];

/** @param {Subject} about @returns {Finding[]} */
function consent(about) {
  const { work: { consent }, contract: { days }, today } = about;
  if (!consent) return [{ code: "consent-missing", field: "consent" }];
  /** @type {Finding[]} */
  const found = ["ref", "holder", "scope", "until"].filter((key) => !(consent[key] ?? "").length)
    .map((key) => ({ code: "consent-missing", field: `consent.${key}` }));
  const scope = consent.scope ?? [];
  if (scope.length && scope.every(Boolean) && !scope.includes("site")) {
    found.push({ code: "consent-scope", field: "consent.scope" });
  }
  const left = consent.until ? (time(consent.until) - time(today)) / DAY : Infinity;
  if (left >= 0 && left <= days.soon) {
    found.push({ code: "consent-ends-soon", field: "consent.until", of: { number: left } });
  }
  return [...found, ...ended(about)];
}

/** Days that can't be: mostly a digit too many, or two that changed places. @param {Subject} about
 * @returns {Finding[]} */
function dates({ work, contract: { days }, today }) {
  /** @type {Finding[]} */
  const found = [];
  const year = Number(today.slice(0, 4)), yearOf = (/** @type {string} */ day) => Number(day.slice(0, 4));
  const on = work.review?.on, until = work.consent?.until, { added } = work;
  if (on && (on < days.earliest || on > today)) found.push({ code: "review-date", field: "review.on" });
  if (until && yearOf(until) > year + days.longest) found.push({ code: "date-unlikely", field: "consent.until" });
  if (added && yearOf(added) > year && (time(added) - time(today)) / DAY > 366) {
    found.push({ code: "date-unlikely", field: "added" });
  }
  if (work.year && work.year > year + 1) found.push({ code: "date-unlikely", field: "year" });
  for (const [at, { seen }] of work.media.entries()) {
    if (seen && seen > today) found.push({ code: "date-unlikely", field: `media[${at + 1}].seen` });
  }
  return found;
}

/** @param {Subject} about @returns {Finding[]} */
function privacy({ work, contract }) {
  const { school, credit } = work, named = work.consent?.names === "first-names";
  /** @type {Finding[]} */
  const found = [];
  if (work.status === "approved" && work.redact.length) found.push({ code: "redact-open", field: "redact" });
  if (named && (school.name || school.place)) {
    found.push({ code: "names-and-school", field: school.name ? "school.name" : "school.place" });
  }
  if (work.consent && credit && isNamed(contract, credit, named)) found.push({ code: "credit-names", field: "credit" });
  for (const key of ["ref", "holder"]) {
    const said = work.consent?.[key] ?? "";
    if (isTwoNames(contract, said)) found.push({ code: "personal-details", field: `consent.${key}` });
  }
  return found;
}

/** @param {Subject} about @returns {Finding[]} */
export const permission = (about) => [approval, dates, privacy].flatMap((rule) => rule(about));

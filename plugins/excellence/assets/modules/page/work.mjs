// @ts-check
// The tools of a work's page: copy its link or a citation, print its drafts, go on through the works around it.

import "./trail.mjs";

const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-status]"));

/** As plain text, and from a `source` with its italics for word processors.
 * @param {HTMLElement} button @param {string} text @param {Element | null} [source] */
async function copy(button, text, source) {
  const before = button.textContent;
  try {
    if (source?.querySelector("i")) await navigator.clipboard.write([new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([new XMLSerializer().serializeToString(source)], { type: "text/html" }),
    })]);
    else await navigator.clipboard.writeText(text);
  } catch {
    if (source) getSelection()?.selectAllChildren(source);
    if (!document.execCommand("copy")) return;
  }
  button.textContent = button.dataset.copied ?? before;
  if (status) status.textContent = button.dataset.copied ?? "";
  setTimeout(() => {
    button.textContent = before;
    if (status) status.textContent = "";
  }, 3000);
}

document.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement} */ (event.target).closest("button");
  if (!button) return;
  if ("copyLink" in button.dataset) {
    const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
    copy(button, canonical?.href || location.href.split("#")[0]);
  } else if ("facts" in button.dataset) {
    const label = /** @type {HTMLElement} */ (button.closest(".xc-label"));
    label.dataset.open = "";
    /** @type {HTMLElement} */ (label.querySelector("dl")).tabIndex = -1;
    label.querySelector("dl")?.focus();
  } else if ("ladder" in button.dataset) {
    ladder(button);
  } else if ("copy" in button.dataset) {
    const source = button.closest("details")?.querySelector("[data-copy-source]");
    copy(button, source?.textContent?.trim() ?? "", source);
  }
});

/** The drafts alone, on one page across. @param {HTMLElement} button */
async function ladder(button) {
  const root = document.documentElement;
  await (await import("../shared/strings.mjs")).wordsOf("looking");
  const advice = /** @type {HTMLInputElement | null} */ (button.parentElement?.querySelector("[data-ladder-advice]"));
  root.dataset.paper = advice?.checked ? "ladder advice" : "ladder";
  const drafts = document.querySelectorAll(".xc-drafts > li").length;
  root.style.setProperty("--xc-across", String(drafts > 4 ? Math.ceil(drafts / 2) : drafts));
  const texts = written();
  addEventListener("afterprint", () => {
    delete root.dataset.paper;
    texts.forEach((each) => each.remove());
  }, { once: true });
  print();
}

/** Puts the words of drafts, and of the finished work at their end, where they are printed: on the screen they are
 * folded up, or stand above. */
function written() {
  return [...document.querySelectorAll(".xc-drafts > li")].flatMap((draft) => {
    const own = draft.querySelectorAll(".xc-draft-text > .xc-manuscript:not(.xc-marked)");
    const final = document.querySelectorAll(".xc-piece--text > .xc-manuscript");
    return [...(draft.id ? own : final)].map((each) => {
      const copy = /** @type {Element} */ (each.cloneNode(true));
      copy.classList.add("xc-ladder__text");
      draft.append(copy);
      return copy;
    });
  });
}

// @ts-check
// The tools of a work's page: copy its link or a citation, print its drafts, go on through the works around it.

const status = /** @type {HTMLElement | null} */ (document.querySelector("[data-status]"));

/** @param {HTMLElement} button @param {string} text */
async function copy(button, text) {
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const source = button.closest("details")?.querySelector("[data-copy-source]");
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
    copy(button, button.closest("details")?.querySelector("[data-copy-source]")?.textContent?.trim() ?? "");
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

/** The listing that the visitor came from; nothing where there was none. */
function trail() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("excellence.trail") ?? "null");
    const at = kept.works.findIndex((/** @type {{path: string}} */ work) => work.path === location.pathname);
    return at < 0 ? null : { ...kept, at };
  } catch {
    return null;
  }
}

/** @param {string} rel @param {{path: string, title: string, lang: string, dir: string} | undefined} work */
function lead(rel, work) {
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.xc-around a[rel=${rel}]`));
  const name = link?.querySelector("b");
  if (!link || !name) return;
  link.hidden = !work;
  if (!work) return;
  link.href = work.path;
  name.textContent = work.title;
  Object.assign(name, { lang: work.lang, dir: work.dir });
}

const came = trail();
if (came) {
  lead("prev", came.works[came.at - 1]);
  lead("next", came.works[came.at + 1]);
  const crumb = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-crumb]"));
  if (crumb && came.from.label) {
    const gallery = new URL(crumb.href).pathname;
    crumb.href = came.from.href;
    // A facet's page takes the place of the gallery and of the grade; the gallery itself keeps both.
    if (new URL(crumb.href).pathname !== gallery) {
      crumb.textContent = came.from.label;
      const more = crumb.closest("li")?.nextElementSibling;
      if (more instanceof HTMLElement && !more.hasAttribute("aria-current")) more.hidden = true;
    }
  }
}

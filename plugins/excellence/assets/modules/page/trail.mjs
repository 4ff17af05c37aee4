// @ts-check
// A page of a work leads on through the works among which it was chosen, and back to where that was. A set goes on by
// the same face of its works.

/** Which work an address belongs to. @param {string} path */
const slug = (path) => path.match(/works\/([a-z0-9-]+)\//)?.[1];

/** The listing that the visitor came from; nothing where there was none. */
function trail() {
  try {
    const kept = JSON.parse(sessionStorage.getItem("excellence.trail") ?? "null");
    const here = slug(location.pathname);
    const at = kept.works.findIndex((/** @type {{path: string}} */ work) => slug(work.path) === here);
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
  /** @type {HTMLElement} */ (link.parentElement).hidden = false;
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

// @ts-check
// From an earlier address to the one of now, with what the visitor's own says besides: the view, and the place there.

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-moved]"));
if (link) {
  const address = new URL(link.href);
  Object.assign(address, { search: location.search, hash: location.hash });
  // In place of this page, so that the way back passes it by.
  location.replace(address);
}

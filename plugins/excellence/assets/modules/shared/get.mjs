// @ts-check
// Every file that a tool reads is asked for here, since a page that was opened from a folder may fetch nothing: there a
// file has a twin, a script, that brings what it holds.

/** The address of a page that a tool leads to: where pages are addressed as files, a folder need not open one.
 * @param {string} address one that ends in a slash, before `?` and `#` */
export const pageOf = (address) =>
  (location.pathname.endsWith(".html") ? address.replace(/\/(?=$|[?#])/, "/index.html") : address);

/** A file as an answer to read.
 * @param {string | URL} address @param {RequestInit} [options] @returns {Promise<Response>} */
export function get(address, options) {
  const { href } = new URL(pageOf(String(address)), location.href);
  if (!href.startsWith("file:")) return fetch(href, options);
  return new Promise((done, fail) => {
    const script = /** @type {HTMLScriptElement & {content: BodyInit}} */ (document.createElement("script"));
    script.onload = () => done(new Response(script.content));
    script.onerror = () => fail(Error(href));
    script.src = href.replace(/(#.*)?$/, ".js");
    document.head.append(script);
  });
}

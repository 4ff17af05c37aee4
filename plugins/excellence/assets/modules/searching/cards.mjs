// @ts-check
// Cards of works that were found, drawn from the card that the server draws, which stands in the page as a template.

const FILL = "data-fill-";

/** @typedef {import("./engine.mjs").Card} Card */

/** What the places of the template are filled with. @param {Card} card @param {string} root where addresses begin */
export function valuesOf(card, root) {
  const { picture } = card, srcset = picture?.srcset.split(", ").map((one) => root + one).join(", ");
  const seen = picture ? { ...picture, src: root + picture.src, srcset } : {};
  /** @type {Record<string, unknown>} */
  const values = { ...card, ...seen, href: root + card.href };
  return (/** @type {string} */ text) => text.replace(/{(\w+)}/g, (_, name) => String(values[name] ?? ""));
}

/** @param {HTMLTemplateElement} template @param {Card} card @param {string} root */
export function draw(template, card, root) {
  const [plain, pictured, wide] = template.content.querySelectorAll("li"), filled = valuesOf(card, root);
  const made = document.importNode(card.picture?.wide ? wide : card.picture ? pictured : plain, true);
  for (const each of [made, ...made.querySelectorAll("*")]) {
    for (const { name, value } of [...each.attributes].filter((one) => one.name.startsWith(FILL))) {
      each.removeAttribute(name);
      // What is empty is left out, as the server leaves it out.
      if (filled(value)) each.setAttribute(name.slice(FILL.length), filled(value));
    }
    for (const part of each.childNodes) if (part instanceof Text) part.data = filled(part.data);
  }
  return made;
}

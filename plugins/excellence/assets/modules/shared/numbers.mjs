// @ts-check
// Numbers as people read them.

/** A number as the page's language writes it: in the Americas Spanish has a comma where Spain has a point.
 * @param {number} value */
export function grouped(value) {
  const { lang } = document.documentElement;
  return value.toLocaleString(lang === "es" ? "es-419" : lang || "en");
}

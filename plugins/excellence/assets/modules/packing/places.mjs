// @ts-check
// Where the keys are in the form: brought to a place, and held where a part is drawn anew.

/** @param {Element | null} place @returns {place is HTMLTextAreaElement | HTMLInputElement} */
const isTyped = (place) =>
  place instanceof HTMLTextAreaElement || (place instanceof HTMLInputElement && place.type === "text");

/** To a place of the form, and with the keys in it. @param {Element} box @param {string} id */
export function go(box, id) {
  const place = document.getElementById(id);
  for (const each of box.querySelectorAll("details")) each.open ||= place !== null && each.contains(place);
  place?.scrollIntoView({ block: "center" });
  place?.focus({ preventScroll: true });
}

/** Remembers where somebody types; what is given back brings them there again, in the part that was drawn anew. */
export function held() {
  const { activeElement: at } = document, [start, end] = isTyped(at) ? [at.selectionStart, at.selectionEnd] : [0, 0];
  return () => {
    const place = at?.id ? document.getElementById(at.id) : null;
    if (!place || document.activeElement === place) return;
    place.focus({ preventScroll: true });
    if (isTyped(place)) place.setSelectionRange(start, end);
  };
}

// @ts-check
// The tools of a work's page: copy its link or a citation, print it.

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
  } else if ("copy" in button.dataset) {
    copy(button, button.closest("details")?.querySelector("[data-copy-source]")?.textContent?.trim() ?? "");
  } else if ("print" in button.dataset) {
    print();
  }
});

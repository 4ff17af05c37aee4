// @ts-check
// The students' view of a work: large pictures, plain words and three questions; read aloud by a voice of the device
// itself, so that no text leaves it.

const root = document.documentElement, KEY = "excellence.view";
const toggle = /** @type {HTMLElement | null} */ (document.querySelector("[data-student]"));
const aloud = /** @type {HTMLElement | null} */ (document.querySelector("[data-aloud]"));
const box = /** @type {HTMLElement | null} */ (document.querySelector("[data-for-students]"));

/** @param {boolean} on */
function set(on) {
  if (on) root.dataset.view = "student";
  else delete root.dataset.view;
  toggle?.setAttribute("aria-pressed", String(on));
  if (!on) globalThis.speechSynthesis?.cancel();
}

toggle?.addEventListener("click", () => {
  const on = root.dataset.view !== "student";
  set(on);
  try {
    if (on) localStorage.setItem(KEY, "student");
    else localStorage.removeItem(KEY);
  } catch {
    // A device that keeps nothing still shows the view, on this page.
  }
  toggle.scrollIntoView({ block: "nearest" });
});

if (new URLSearchParams(location.search).get("for") === "students") set(true);
else set(root.dataset.view === "student");

/** A voice that lives on the device and speaks the language. @param {string} lang */
const voice = (lang) => speechSynthesis.getVoices().find((each) =>
  each.localService && each.lang.split("-")[0] === lang.split("-")[0]);

function offer() {
  if (aloud && box) aloud.hidden = !voice(box.closest("[lang]")?.getAttribute("lang") ?? root.lang);
}

if (aloud && box && "speechSynthesis" in globalThis) {
  // Browsers bring their voices a while after the page.
  speechSynthesis.addEventListener?.("voiceschanged", offer);
  offer();
  aloud.addEventListener("click", () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-say]"))) {
      const lang = /** @type {HTMLElement | null} */ (part.closest("[lang]"))?.lang ?? root.lang;
      const found = voice(lang);
      if (!found) continue;
      const words = new SpeechSynthesisUtterance(part.textContent ?? "");
      speechSynthesis.speak(Object.assign(words, { voice: found, lang: found.lang, rate: 0.9 }));
    }
  });
}

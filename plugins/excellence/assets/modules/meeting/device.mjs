// @ts-check
// What a device does for a meeting: it rings softly, and its screen stays lit.

/** @type {AudioContext | undefined} */
let audio;

/** Two soft tones, made here; no file is fetched. */
export function ring() {
  if (!("AudioContext" in globalThis)) return;
  audio ??= new AudioContext();
  for (const [at, pitch] of [[0, 660], [0.35, 880]]) {
    const tone = audio.createOscillator(), volume = audio.createGain(), from = audio.currentTime + at;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.2, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.6);
  }
}

/** @type {WakeLockSentinel | undefined} */
let lock;

/** Keeps the screen lit, or no longer; a page that comes back asks again. @param {boolean} wanted */
export async function light(wanted) {
  const on = wanted && document.visibilityState === "visible";
  try {
    if (on && (!lock || lock.released)) lock = await navigator.wakeLock?.request("screen");
    else if (!on && lock) await lock.release();
  } catch {
    // A device that may not stay awake still has the right time when it wakes.
  }
}

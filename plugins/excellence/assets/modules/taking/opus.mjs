// @ts-check
// How long a packet of Opus is heard (RFC 6716, 3.1), in the 48,000th parts of a second that an Ogg counts.

const FRAMES = [
  ...Array(3).fill([480, 960, 1920, 2880]),
  ...Array(2).fill([480, 960]),
  ...Array(4).fill([120, 240, 480, 960]),
].flat();

/** @param {Uint8Array} packet */
export function opusTicks(packet) {
  const [first = 0, second = 0] = packet, frames = [1, 2, 2, second & 63][first & 3];
  return FRAMES[first >> 3] * frames;
}

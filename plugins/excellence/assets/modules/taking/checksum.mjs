// @ts-check
// The remainders by which a zip and an Ogg tell that they are whole.

/** @param {number} start @param {(value: number) => number} step */
const table = (start, step) => Uint32Array.from({ length: 256 }, (_, at) => {
  let value = start ? at << start : at;
  for (let bit = 0; bit < 8; bit += 1) value = step(value);
  return value;
});
const ZIP = table(0, (value) => value & 1 ? value >>> 1 ^ 0xEDB88320 : value >>> 1);
const OGG = table(24, (value) => value < 0 ? value << 1 ^ 0x04C11DB7 : value << 1);

/** CRC-32, as zip has it. @param {Uint8Array} bytes */
export function crcOf(bytes) {
  let found = -1;
  for (let at = 0; at < bytes.length; at += 1) found = found >>> 8 ^ ZIP[(found ^ bytes[at]) & 255];
  return ~found >>> 0;
}

/** That of a page of Ogg (RFC 3533, 6), whose own place for it holds zeros. @param {Uint8Array} bytes */
export function oggSumOf(bytes) {
  let found = 0;
  for (let at = 0; at < bytes.length; at += 1) found = found << 8 ^ OGG[(found >>> 24 ^ bytes[at]) & 255];
  return found >>> 0;
}

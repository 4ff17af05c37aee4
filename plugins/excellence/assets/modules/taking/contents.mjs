// @ts-check
// What a file is by its first bytes, whatever its name says.
// deno-lint-ignore-file no-control-regex

/** Of each kind that can be looked into further, the names that media/ has for it. */
export const PICTURES = ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "HEIC", "AVIF", "jpegxl", "jpeg2000"];
export const RECORDINGS = ["MP3", "WAV", "OGG", "MP4", "WEBM"];
/** How many of the first bytes are asked for. */
export const HEAD = 4096;

// Letters alone say little: a text may begin so, and each sign asks for what no text has.
// In capitals what is taken; in small letters the codes of what is refused, as in model/kinds.py.
/** @type {[string, RegExp][]} */
const SIGNS = [
  ["JPEG", /^\xff\xd8\xff/],
  ["PNG", /^\x89PNG\r\n\x1a\n/],
  ["WEBP", /^RIFF.{4}WEBP/s],
  ["GIF", /^GIF8/],
  ["raw", /^II\*\0.{4}CR|^.{4}ftypcrx|^FUJIFILM|^II(?:RO|RS|U\0)/s],
  ["TIFF", /^(?:II\*\0|MM\0\*)/],
  ["AVIF", /^.{4}ftypavi/s],
  ["HEIC", /^.{4}ftyp(?:hei|hev|mif|msf)/s],
  ["jpegxl", /^(?:\xff\x0a|\0\0\0\x0cJXL )/],
  ["jpeg2000", /^(?:\0\0\0\x0cjP {2}|\xff\x4f\xff\x51)/],
  ["rare", /^(?:II\+\0|MM\0\+|\0\0\x01\0.\0|icns\0|P[1-6]\s+\d+\s+\d+\s)/s],
  ["MP4", /^[\0-\x08].{3}(?:ftyp|moov|mdat|wide|free|skip)/s],
  ["WEBM", /^\x1a\x45\xdf\xa3.{0,60}webm/s],
  ["film", /^(?:\x1a\x45\xdf\xa3|RIFF.{4}AVI |FLV\x01|0&\xb2u\x8ef\xcf\x11|\0\0\x01[\xba\xb3])/s],
  ["WAV", /^RIFF.{4}WAVE/s],
  ["OGG", /^OggS/],
  ["sound", /^(?:fLaC|#!AMR|caff\0|FORM.{4}AIF[FC]|MThd|RF64|\xff[\xf0\xf1\xf8\xf9])/s],
  ["MP3", /^(?:ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/],
  ["pdf", /^\s*%PDF/],
  ["design", /^(?:%!PS|\xc5\xd0\xd3\xc6)/],
  ["layered", /^(?:8BPS|gimp xcf)/],
  ["word", /^PK\x03\x04.*word\//s],
  ["powerpoint", /^PK\x03\x04.*ppt\//s],
  ["table", /^PK\x03\x04.*xl\//s],
  ["packed", /^(?:PK[\x03\x05]|Rar!\x1a|7z\xbc\xaf|\x1f\x8b)/],
  ["office", /^(?:\xd0\xcf\x11\xe0|\s*\{\\rtf)/],
  ["vector", /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--|DOCTYPE svg)[^>]*>\s*)*<svg/i],
  ["web", /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html[\s>])/i],
  ["link", /^(?:\[InternetShortcut\]|bplist|L\0\0\0\x01\x14\x02\0)/],
  ["BMP", /^BM.{4}\0{4}/s],
];

/** Empty where the bytes are of no kind that is known: that may be a text. @param {Uint8Array} head */
export function contentOf(head) {
  const said = String.fromCharCode(...head.subarray(0, HEAD));
  return SIGNS.find(([, sign]) => sign.test(said))?.[0] ?? "";
}

/** @param {string} name */
export const endOf = (name) => /\.[^./\\]+$/.exec(name.toLowerCase())?.[0] ?? "";

// @ts-check
// Text as a teacher types it, as Markdown that shows it so: lines stay lines, and no sign is taken for markup.

const ITEM = /^(?:[-*+•]|\d{1,3}[.)])\s+/;

/** A line on its own. What begins a list may; what would be a heading, a rule or a tag is what was typed.
 * @param {string} line */
function escaped(line) {
  const text = line.trim().replace(/<(?=[a-z/!?])/gi, "&lt;").replace(/^•\s+/, "- ");
  return text.replace(/^(?=#{1,6}(?:\s|$)|[=-]{2,}$|(?:[-*_]\s*){3,}$|~{3}|`{3})/, "\\");
}

/** @param {string} text */
export function asMarkdown(text) {
  const lines = text.split("\n").map(escaped);
  return lines.map((line, at) => {
    const next = lines[at + 1];
    if (!line || !next) return line;
    const one = ITEM.test(line), two = ITEM.test(next);
    if (one && two) return line;
    return one || two ? `${line}\n` : `${line}  `;
  }).join("\n");
}

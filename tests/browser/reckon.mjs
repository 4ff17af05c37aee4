// @ts-check
// Runs modules that only reckon, for tests in Python: a line of JSON comes in for each call, and one goes out with what
// came of it. What is handed over is frozen, so that a function that changes it fails.

import { createInterface } from "node:readline";
import process from "node:process";

/** @param {unknown} value @returns {unknown} */
function frozen(value) {
  if (value !== null && typeof value === "object") Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** @param {string} line */
async function answer(line) {
  const { module, name, args } = JSON.parse(line);
  const found = (await import(module))[name];
  try {
    const value = typeof found === "function" ? found(...args.map(frozen)) : found;
    return { value: value === undefined ? null : value };
  } catch (flaw) {
    if (!(flaw instanceof Error) || !("reason" in flaw)) throw flaw;
    return { refused: flaw.reason };
  }
}

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(await answer(line)));

// @ts-check
// What our modules hold to beyond the rules that the linter brings along; tests/test_modules.py has the rest.
/// <reference lib="deno.unstable" />

const MOST_LINES = 60;

/** A function that nobody takes in at a glance. @type {Deno.lint.Rule} */
const functionLength = {
  create(context) {
    const { text } = context.sourceCode;
    const measure = (/** @type {Deno.lint.Node} */ node) => {
      const lines = text.slice(...node.range).split("\n").length;
      if (lines <= MOST_LINES) return;
      context.report({ node, message: `A function of ${lines} lines: part it into some of ${MOST_LINES} at most.` });
    };
    return { FunctionDeclaration: measure, FunctionExpression: measure, ArrowFunctionExpression: measure };
  },
};

/** A name for the whole page, which no module has. @type {Deno.lint.Rule} */
const noGlobal = {
  create(context) {
    const message = "A name for the whole page: keep it in the module, or export it.";
    return {
      AssignmentExpression(node) {
        const { left } = node;
        if (left.type !== "MemberExpression" || left.object.type !== "Identifier") return;
        if (["window", "globalThis", "self"].includes(left.object.name)) context.report({ node, message });
      },
    };
  },
};

/** @type {Deno.lint.Plugin} */
export default { name: "limits", rules: { "function-length": functionLength, "no-global": noGlobal } };

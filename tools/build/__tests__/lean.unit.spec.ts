import { modulesNamedIn, withoutComments } from "../lean"

it("takes comments out of compiled code, and nothing else", () => {
  const code = `#!/usr/bin/env node
"use strict";
/** Says what it does. */
const url = "https://example.com/*"; // a comment
const text = \`// none \${url}\`;
const pattern = /\\/\\*x/g;
exports.load = async () => await import("qrcode-generator"); // stays an import
exports.sum = 1_000n; /* the end */
exports.money = "₽ 1 490,50";
`
  const lean = withoutComments(code)
  expect(lean).not.toMatch(/Says|a comment|stays|the end/)
  for (const kept of [
    "#!/usr/bin/env node",
    '"use strict";',
    '"https://example.com/*"',
    "`// none ${url}`",
    "/\\/\\*x/g",
    'import("qrcode-generator")',
    "1000n",
    '"₽ 1 490,50"',
  ]) {
    expect(lean).toContain(kept)
  }
})

it("keeps the words by which a bundler knows a client's component", () => {
  expect(withoutComments('/* x */\n"use client";\nexport const a = 1;\n')).toMatch(/^"use client";/)
})

it("every module is found that a file of types names, in whatever form", () => {
  const types = [
    'import type { A } from "./a"',
    'export * from "./b"',
    'export * as words from "./c"',
    'export { D } from "./d"',
    'export declare const e: import("./e").E',
    'import "./f"',
  ]
  expect(modulesNamedIn(types.join("\n"))).toEqual(["./a", "./b", "./c", "./d", "./e", "./f"])
})

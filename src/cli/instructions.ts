import type { Project } from "./project"
import { titleOf } from "./scaffold"

/** A gateway whose files have just been written. */
interface Written {
  name: string
  dir: string
  files: readonly string[]
  project: Project
}

/** What the author does next. */
export function instructions({ name, dir, files, project }: Written): string {
  return [
    `${titleOf(name)} begins here:`,
    ...files.map((file) => `  ${file}`),
    ...missing(project),
    "",
    "1. Run the suite. It fails, and says which TODO comes next:",
    "",
    `  ${project.hasUnitScript ? "npm run test:unit --" : "npx jest"} ${name}`,
    "",
    "2. When it is green, add the gateway to the payment module in medusa-config.ts:",
    "",
    ...configuration(name, dir).map((line) => `  ${line}`),
    "",
    "The tutorial is docs/adding-a-gateway.md in the repository of medusa-payment-gateways.",
  ].join("\n")
}

function configuration(name: string, dir: string): string[] {
  const path = dir.replaceAll("\\", "/").replace(/\/$/, "")
  const resolve = /^(\/|\.\.?\/|[A-Za-z]:)/.test(path) ? path : `./${path}`
  const variable = name.toUpperCase()
  return [
    `plugins: [{ resolve: "medusa-payment-gateways", options: {} }],`,
    `modules: [`,
    `  {`,
    `    resolve: "@medusajs/medusa/payment",`,
    `    dependencies: ["gateway_ledger"],`,
    `    options: {`,
    `      providers: [`,
    `        {`,
    `          resolve: "${resolve}",`,
    `          id: "main",`,
    `          options: { account: process.env.${variable}_ACCOUNT, secretKey: process.env.${variable}_SECRET_KEY },`,
    `        },`,
    `      ],`,
    `    },`,
    `  },`,
    `],`,
  ]
}

function missing({ hasPlugin, hasJest }: Project): string[] {
  return [
    ...(hasPlugin
      ? []
      : ["", "This project does not have the plugin yet:", "", "  npm install medusa-payment-gateways"]),
    ...(hasJest
      ? []
      : [
          "",
          "This project has no jest, which runs the suite; Medusa's starter brings it along:",
          "",
          "  npm install --save-dev jest @swc/core @swc/jest @types/jest @types/node",
          "",
          "and jest.config.js:",
          "",
          `  module.exports = { transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" } } }] } }`,
        ]),
  ]
}

import { readdirSync } from "node:fs"
import { join } from "node:path"

import importX from "eslint-plugin-import-x"
import reactHooks from "eslint-plugin-react-hooks"
import tseslint from "typescript-eslint"

const CONTRACTS = ["api/admin/payment-gateways/types.ts", "api/store/payment-gateways/types.ts"]

/** What is said of wrong options, whosever they are. */
const OPTION_TEXTS = ["option-issues.ts", "option-names.ts", "did-you-mean.ts"].map(
  (name) => `gateways/${name}`,
)

/**
 * The rooms of src, from the ground up, each with what it may stand on. Arrows point one way: whatever is not named here
 * must not be imported, and a room that is not named here must not be.
 */
const rooms = {
  core: [],
  cli: [],
  simulator: [],
  policies: [],
  http: ["core", "version.ts"],
  testing: ["core"],
  gateways: ["core", "http", "version.ts"],
  modules: ["core", ...OPTION_TEXTS],
  links: ["modules"],
  settlement: ["core", "modules"],
  medusa: ["core", "settlement"],
  operations: ["core", "modules", "settlement"],
  payouts: ["core", "modules", "settlement"],
  problems: ["core", "modules", "settlement"],
  background: ["core", "modules", "settlement", "payouts"],
  composition: ["core", "modules", "settlement", "medusa", "operations", "payouts", "problems", "background"],
  workflows: ["core", "settlement", "medusa", "payouts", "problems", "background", "composition"],
  "gateway-kit": ["core", "http", "gateways", "providers"],
  providers: ["core", "http", "gateways", "modules", "settlement", "medusa", "operations", "payouts"],
  jobs: ["background", "composition"],
  subscribers: ["settlement", "medusa", "background", "composition"],
  api: [
    ...["core", "http", "modules", "policies", "settlement", "medusa"],
    ...["operations", "payouts", "problems", "background", "composition", "workflows"],
  ],
  admin: ["core", ...CONTRACTS],
  storefront: [...CONTRACTS],
}

const foldersOf = (path) =>
  readdirSync(join(import.meta.dirname, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "__tests__")
    .map((entry) => entry.name)

const present = foldersOf("src")
for (const room of present.filter((room) => !Object.hasOwn(rooms, room))) {
  throw new Error(`eslint.config.mjs: say in \`rooms\` what src/${room} may stand on`)
}
for (const room of Object.keys(rooms).filter((room) => !present.includes(room))) {
  throw new Error(`eslint.config.mjs: \`rooms\` has src/${room}, which is not there`)
}

const arrows = [
  ...Object.entries(rooms).map(([room, below]) => ({
    target: `./src/${room}`,
    from: "./src",
    except: [room, ...below].map((name) => `./${name}`),
    message: `${room} stands on ${below.join(", ") || "nothing of ours"}`,
  })),
  ...foldersOf("src/gateways").map((gateway) => ({
    target: `./src/gateways/!(${gateway}|__tests__)/**/*`,
    from: `./src/gateways/${gateway}`,
    message: "a gateway never imports another",
  })),
  {
    target: "./src",
    from: ["./integration-tests", "./demo", "./bench", "./tools"],
    message: "what ships stands alone",
  },
]

/** Medusa's tables, links, services and containers that are no public contract: a minor release may move them. */
const TABLES =
  "/\\b(cart_payment_collection|order_payment_collection|order_cart|order_summary|order_transaction|payment_session|locking)\\b/"
const SERVICES = "/^(paymentProviderService_|paymentSessionService|defaultProviderId)$/"
const insides = [
  `Literal[value=${TABLES}]`,
  `TemplateElement[value.raw=${TABLES}]`,
  `Identifier[name=${SERVICES}]`,
  "ImportExpression[source.value='@medusajs/framework']",
].map((selector) => ({ selector, message: "Medusa's insides are reached for in src/medusa only" }))

const medusaFree = {
  patterns: [
    {
      group: ["@medusajs/*", "!@medusajs/framework", "@medusajs/framework/*", "!@medusajs/framework/zod"],
      message: "core, http and gateways know nothing of Medusa (zod comes from @medusajs/framework/zod)",
    },
  ],
}

export default tseslint.config(
  {
    ignores: [
      ".stryker/",
      "bench/.out/",
      "tools/.out/",
      "**/node_modules/",
      "**/.medusa/",
      "demo/.data/",
      "**/dist/",
      "integration-tests/.data/",
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: false } },
    settings: {
      "import-x/resolver-next": [
        importX.createNodeResolver({
          extensions: [".ts", ".tsx", ".js", ".json"],
          extensionAlias: { ".js": [".ts", ".tsx", ".js"] },
        }),
      ],
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "import-x/no-restricted-paths": ["error", { zones: arrows }],
      "import-x/no-cycle": "error",
      "no-console": "error",
    },
  },
  {
    // Without these two, no-cycle reads JavaScript only.
    files: ["src/**/*.{ts,tsx}"],
    settings: {
      "import-x/extensions": [".ts", ".tsx"],
      "import-x/parsers": { "@typescript-eslint/parser": [".ts", ".tsx"] },
    },
  },
  {
    files: [
      "src/{admin,storefront}/**/*.{ts,tsx}",
      "demo/storefront/**/*.{ts,tsx}",
      "docs/examples/storefront-*/**/*.{ts,tsx}",
    ],
    ...reactHooks.configs.flat.recommended,
  },
  {
    // What only the browser has is read after the server's page has become alive.
    files: ["docs/examples/storefront-next/**/*.tsx"],
    rules: { "react-hooks/set-state-in-effect": "off" },
  },
  {
    files: ["src/core/**/*.ts", "src/http/**/*.ts", "src/gateways/**/*.ts"],
    rules: { "no-restricted-imports": ["error", medusaFree] },
  },
  {
    files: ["src/simulator/**/*.ts", "src/core/**/*.ts"],
    ignores: ["**/__tests__/**"],
    rules: {
      "no-restricted-imports": "off",
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            { group: [...medusaFree.patterns[0].group, "axios"] },
            // The contract names the type of a gateway's options.
            { group: ["@medusajs/framework/zod"], allowTypeImports: true },
          ],
        },
      ],
    },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["**/__tests__/**", "src/admin/**"],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./src/storefront/tsconfig.json", "./packages/simulator/tsconfig.json"],
      },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["src/**/*.ts"],
    ignores: ["src/medusa/**", "src/admin/**", "src/storefront/**", "src/simulator/**", "**/__tests__/**"],
    rules: { "no-restricted-syntax": ["error", ...insides] },
  },
  {
    files: ["src/**/*.ts"],
    ignores: [
      ...["src/medusa/**", "src/modules/**"],
      ...[
        "src/core/**",
        "src/http/**",
        "src/gateways/**",
        "src/admin/**",
        "src/storefront/**",
        "src/simulator/**",
      ],
    ],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            { name: "@medusajs/medusa/core-flows", message: "Medusa's workflows are run in src/medusa only" },
          ],
        },
      ],
      "no-restricted-properties": [
        "error",
        {
          property: "PG_CONNECTION",
          message: "Medusa's database is read in src/medusa, ours in src/modules",
        },
      ],
    },
  },
  {
    files: ["src/simulator/c*.ts", "demo/**/*.{ts,tsx}", "tools/**/*.ts", "bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
)

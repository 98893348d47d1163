import importX from "eslint-plugin-import-x"
import tseslint from "typescript-eslint"

/** Who may import whom: arrows point down only. `from` lists what a folder must not reach. */
const arrows = [
  { target: "./src/core", from: "./src", except: ["./core"], message: "core imports nothing of ours" },
  {
    target: "./src/http",
    from: "./src",
    except: ["./http", "./core", "./version.ts"],
    message: "http stands on core alone",
  },
  {
    target: "./src/gateways",
    from: "./src",
    except: ["./gateways", "./http", "./core", "./version.ts"],
    message: "gateways stand on http and core",
  },
  {
    target: "./src/gateways/tegro",
    from: "./src/gateways/m2cerber",
    message: "a gateway never imports another",
  },
  {
    target: "./src/gateways/m2cerber",
    from: "./src/gateways/tegro",
    message: "a gateway never imports another",
  },
  {
    target: "./src/modules",
    from: "./src",
    except: ["./modules", "./core"],
    message: "modules stand on core",
  },
  {
    target: "./src/settlement",
    from: "./src",
    except: ["./settlement", "./modules", "./core"],
    message: "settlement stands on core and the ledger; everything else is handed in",
  },
  {
    target: "./src/medusa",
    from: "./src",
    except: ["./medusa", "./settlement", "./core"],
    message: "medusa fulfils what settlement asks for, and knows nothing else of ours",
  },
  {
    target: "./src/workflows",
    from: "./src",
    except: ["./workflows", "./medusa", "./settlement", "./modules", "./gateways", "./http", "./core"],
    message: "workflows stand on settlement, medusa, modules, gateways, http and core",
  },
  {
    target: "./src/providers",
    from: ["./src/api", "./src/simulator", "./src/testing"],
    message: "providers are an edge",
  },
  {
    target: "./src/api",
    from: ["./src/providers", "./src/simulator", "./src/testing"],
    message: "routes are an edge",
  },
  {
    target: "./src/simulator",
    from: "./src",
    except: ["./simulator"],
    message: "the simulator shares no code with the gateways",
  },
  {
    target: "./src/storefront",
    from: "./src",
    except: ["./storefront", "./api/store/payment-gateways/types.ts"],
    message: "the storefront's part knows the server by its contract only",
  },
  {
    target: "./src",
    from: ["./integration-tests", "./demo", "./bench", "./tools"],
    message: "what ships stands alone",
  },
]

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
    files: ["src/core/**/*.ts", "src/http/**/*.ts", "src/gateways/**/*.ts"],
    rules: { "no-restricted-imports": ["error", medusaFree] },
  },
  {
    files: ["src/simulator/**/*.ts", "src/core/**/*.ts"],
    ignores: ["**/__tests__/**"],
    rules: { "no-restricted-imports": ["error", { patterns: ["@medusajs/*", "axios"] }] },
  },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["**/__tests__/**", "src/admin/**"],
    languageOptions: { parserOptions: { project: ["./tsconfig.json", "./src/storefront/tsconfig.json"] } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ["src/simulator/c*.ts", "demo/**/*.{ts,tsx}", "tools/**/*.ts", "bench/**/*.ts"],
    rules: { "no-console": "off" },
  },
)

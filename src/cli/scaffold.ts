import { GATEWAY } from "./templates/gateway"
import { PROVIDER } from "./templates/index"
import { OTHER_SIDE } from "./templates/other-side"
import { SPEC } from "./templates/spec"

/** A file of a new gateway. */
export interface ScaffoldFile {
  /** Below the gateway's folder. */
  path: string
  text: string
}

/** "Kassa" of "kassa". */
export const titleOf = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

/**
 * The files of a new gateway.
 *
 * The suite is written for jest, which Medusa's starter has, set up for TypeScript: its `npm run test:unit` runs every
 * `__tests__/*.unit.spec.ts`. The gateway's other side stands beside `__tests__`, since the starter's
 * `test:integration:modules` would take it for a spec in there.
 */
export function filesOf(name: string): ScaffoldFile[] {
  const filled = (template: string) =>
    template.replaceAll("{{name}}", name).replaceAll("{{Name}}", titleOf(name))
  return [
    { path: "gateway.ts", text: filled(GATEWAY) },
    { path: "index.ts", text: filled(PROVIDER) },
    { path: "other-side.ts", text: filled(OTHER_SIDE) },
    { path: `__tests__/${name}.unit.spec.ts`, text: filled(SPEC) },
  ]
}

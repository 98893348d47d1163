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

/** Kassa of kassa. */
export const titleOf = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

/**
 * What a new gateway begins as.
 *
 * The suite is written for jest: Medusa's starter brings it along, set up for TypeScript, and its `npm run test:unit`
 * takes every `__tests__/*.unit.spec.ts`. Node's own test runner would need a loader for TypeScript that the starter does
 * not have. The gateway's other side is no spec, so it is beside `__tests__`: in there the starter's
 * `test:integration:modules` would run it as one.
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

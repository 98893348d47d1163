import { createRequire } from "node:module"
import { dirname, join } from "node:path"

import type * as Money from "../../src/core/money"
import type * as RuntimeModule from "../../src/core/runtime"
import type * as M2cerberCallback from "../../src/gateways/m2cerber/callback"
import type * as M2cerber from "../../src/gateways/m2cerber/gateway"
import type * as EntryOptions from "../../src/gateways/entry-options"
import type * as M2cerberOptions from "../../src/gateways/m2cerber/options"
import type * as M2cerberSignature from "../../src/gateways/m2cerber/signature"
import type * as Tegro from "../../src/gateways/tegro/gateway"
import type * as TegroOptions from "../../src/gateways/tegro/options"
import type * as Php from "../../src/gateways/tegro/php"
import type * as TegroSignature from "../../src/gateways/tegro/signature"
import type * as UserAgent from "../../src/http/user-agent"
import { STORE } from "./paths"

const requireAsMerchant = createRequire(join(STORE, "package.json"))
const built = join(
  dirname(requireAsMerchant.resolve("medusa-payment-gateways/package.json")),
  ".medusa/server/src",
)
const load = <T>(path: string) => requireAsMerchant(join(built, path)) as T

/**
 * The parts of the built plugin that are measured, or that prepare what the peers send. They are loaded out
 * of the package that a merchant's application has: what is measured is what is published.
 */
export function loadPlugin() {
  return {
    ...load<typeof Money>("core/money"),
    ...load<typeof RuntimeModule>("core/runtime"),
    ...load<typeof EntryOptions>("gateways/entry-options"),
    ...load<typeof M2cerber>("gateways/m2cerber/gateway"),
    ...load<typeof M2cerberCallback>("gateways/m2cerber/callback"),
    ...load<typeof M2cerberOptions>("gateways/m2cerber/options"),
    ...load<typeof M2cerberSignature>("gateways/m2cerber/signature"),
    ...load<typeof Tegro>("gateways/tegro/gateway"),
    ...load<typeof TegroOptions>("gateways/tegro/options"),
    ...load<typeof Php>("gateways/tegro/php"),
    ...load<typeof TegroSignature>("gateways/tegro/signature"),
    ...load<typeof UserAgent>("http/user-agent"),
  }
}

/** What {@link loadPlugin} returns. */
export type Plugin = ReturnType<typeof loadPlugin>

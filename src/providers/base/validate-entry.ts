import { OptionsError, systemRuntime, type GatewayDefinition } from "../../core"
import { openEntry } from "../../gateways/entry"
import {
  currentStart,
  isCommandWithoutServer,
  paymentEntriesOf,
  type ConfiguredEntry,
  type Start,
} from "../../medusa/starting"

/** The errors of each start, by entry. Medusa prints only one of them, so each gets the text of all. */
const errorsOf = new WeakMap<object, Map<string, OptionsError>>()

/** Starts whose configuration as a whole was checked already. */
const checked = new WeakSet<object>()

/**
 * Checks an entry's options when Medusa starts, without asking the gateway.
 *
 * @throws OptionsError that tells what is wrong with all entries that were checked so far. Commands without a server are
 *   only warned, since migrations run where the gateways' keys are missing.
 */
export function validateEntry<Options>(
  definition: GatewayDefinition<Options>,
  options: unknown,
  start: Start | undefined = currentStart(),
  isLenient = isCommandWithoutServer(),
): void {
  if (start) warnOfConfiguration(start)
  try {
    openEntry(definition, options, systemRuntime())
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    if (start) joinErrors(definition.name, idsOf(start.entries, definition.name, options), error, start)
    if (!start || !isLenient) throw error
    start.warn(`${error.message} (Medusa will not serve before this is put right)`)
  }
}

/** Warns, once for each start, of mistakes that Medusa says nothing of. */
function warnOfConfiguration(start: Start): void {
  if (checked.has(start.config)) return
  checked.add(start.config)
  if (!start.hasLedger) {
    start.warn(
      'medusa-payment-gateways: add "medusa-payment-gateways" to plugins in medusa-config.ts and run medusa db:migrate; until then payments are refused (ledger_missing)',
    )
  }
  const entries = paymentEntriesOf(start.directory)
  if (entries > 1) {
    start.warn(
      `medusa-payment-gateways: medusa-config.ts has ${entries} entries of the payment module, and Medusa keeps the last one only: put all payment providers into one entry`,
    )
  }
}

/** The ids of the entries that have this options object. */
function idsOf(entries: readonly ConfiguredEntry[], gateway: string, options: unknown): string[] {
  const isNamed = ({ resolve }: ConfiguredEntry) => typeof resolve !== "string" || resolve.includes(gateway)
  return entries
    .filter((entry) => entry.options === options && (options !== undefined || isNamed(entry)))
    .map(({ id = "" }) => id)
}

/** Gives every error of one start the text of all. */
function joinErrors(gateway: string, ids: readonly string[], error: OptionsError, { config }: Start): void {
  const known = errorsOf.get(config) ?? new Map<string, OptionsError>()
  errorsOf.set(config, known)
  const named = ids.length > 0 ? ` entry ${ids.map((id) => `"${id}"`).join(", ")}:` : ""
  const own = error.message.replace(`: ${gateway} `, `: ${gateway}${named} `)
  known.set(`${gateway} ${ids.join(" ")}`, Object.assign(error, { own }))
  const all = [...known.values()].map((one) => (one as OptionsError & { own: string }).own)
  for (const one of known.values()) one.message = all.join("\n")
}

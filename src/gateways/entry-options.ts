import { z } from "@medusajs/framework/zod"
import { compareDecimals } from "../core/money/decimal"
import type { Capabilities, EntryPolicy, GatewayDefinition } from "../core/gateway"
import { oncePerOption, refusal, unknownOption, wrongOptions, type WrongOption } from "./option-issues"
import { optionNames, optionSchemas } from "./option-names"
import { currencyCodes, decimal, duration } from "./options"

const payouts = z
  .strictObject({
    currencies: currencyCodes
      .optional()
      .describe("Currencies that may be paid out; without it all that the gateway pays out"),
    min: decimal.optional().describe("The least that one payout may be, as text: `10.00`"),
    max: decimal.optional().describe("The most that one payout may be, likewise"),
    twoPersonPayouts: z
      .boolean()
      .default(false)
      .describe("Another person than the one who asked for a payout must approve it"),
    allowApiKeys: z.boolean().default(false).describe("Secret API keys may do what admins may"),
    approvers: z
      .array(z.email("must be the e-mail address of an admin"))
      .min(1, "must name one admin or more")
      .optional()
      .describe(
        "E-mail addresses of the only admins who may approve a payout, exactly as Medusa shows them; without it all may",
      ),
    approverAge: duration
      .optional()
      .describe("How old the account of an admin who approves must be: `7d`; without it of any age"),
  })
  .refine(({ min, max }) => !isMore(min, max), { path: ["min"], message: "is more than payouts.max" })

/** The options that every gateway's entries have. Those that a gateway cannot do are refused by its capabilities. */
export const sharedOptions = z.strictObject({
  placeOrder: z
    .enum(["after_payment", "before_payment"])
    .default("after_payment")
    .describe("`after_payment`, or `before_payment`: order and stock first, the money is attached later"),
  cancelUnpaidAfter: duration
    .prefault("24h")
    .describe("Age at which an order placed before its payment is canceled unpaid: `30m`, `24h`, `3d`"),
  capture: z
    .enum(["automatic", "manual"])
    .default("automatic")
    .describe("`automatic`, or `manual`: the money is held until the merchant captures it in Medusa"),
  minAmount: decimal.optional().describe("The least that one payment may be, as text: `100.00`"),
  maxAmount: decimal.optional().describe("The most that one payment may be, likewise"),
  refunds: z
    .enum(["reject", "manual", "payout", "gateway"])
    .optional()
    .describe(
      "What a refund in Medusa does: `gateway` returns the money the way it came (default where the gateway can), `manual` records it and asks a person, `payout` pays it out, `reject` refuses it (default elsewhere)",
    ),
  payouts: payouts
    .optional()
    .describe("Switches payouts on, by these rules; `{}` is enough. Without it nothing is paid out"),
  test: z.boolean().default(false).describe("Take play money"),
  sendReceipt: z.boolean().default(false).describe("Send the cart's lines for a fiscal receipt"),
})

type SharedOptions = z.output<typeof sharedOptions>

/** The shared options as the merchant writes them. */
export type SharedOptionsInput = z.input<typeof sharedOptions>

/** The options of a provider entry, read. */
export interface EntryOptions<Options> {
  /** The gateway's own. */
  options: Options
  /** The currencies of payouts are empty where the merchant leaves them to the gateway. */
  policy: EntryPolicy
}

type Readable<Options> = Pick<GatewayDefinition<Options>, "name" | "capabilities" | "options" | "conflicts">

/**
 * Reads a provider entry's options at boot: the gateway's own, and those that all gateways share.
 * @throws OptionsError naming all wrong options, the first one as {@link OptionsError.option}, and never a value
 * @throws TypeError when an option of the gateway has the name of a shared one
 */
export function readEntry<Options>(definition: Readable<Options>, raw: unknown): EntryOptions<Options> {
  const { own, shared, unknown } = divide(definition, raw ?? {})
  const options = definition.options.safeParse(own)
  const common = sharedOptions.safeParse(shared)
  const illegible = [
    ...wrongOptions(options.error, own, definition.options),
    ...wrongOptions(common.error, shared, sharedOptions),
  ]
  // Conflicts are looked for among the options that can be read, so that all that is wrong is told at once.
  const wants = common.success ? common.data : (legible(sharedOptions, shared, "default") as SharedOptions)
  const policy = policyOf(wants, definition.capabilities)
  const usable = options.success
    ? options.data
    : (legible(definition.options, own, "missing") as Partial<Options>)
  const conflicts = [
    ...(definition.conflicts?.(usable, policy) ?? []),
    ...impossible(wants, definition.capabilities, shared.payouts !== undefined),
  ].filter(({ option }) => !illegible.some((one) => `${one.option}.`.startsWith(`${option}.`)))
  const wrong = oncePerOption([...illegible, ...conflicts, ...unknown])
  if (wrong.length > 0 || !options.success || !common.success) throw refusal(definition.name, wrong)
  return { options: options.data, policy }
}

/** The options that can be read, each by itself. The others are missing, or have their defaults. */
function legible(schema: z.ZodType, raw: unknown, others: "missing" | "default"): Record<string, unknown> {
  const given = (typeof raw === "object" && raw !== null ? raw : {}) as Record<string, unknown>
  const read = Object.entries(optionSchemas(schema) ?? {}).flatMap(([name, option]) => {
    const asGiven = option.safeParse(given[name])
    const { success, data } = asGiven.success || others === "missing" ? asGiven : option.safeParse(undefined)
    return success ? [[name, data]] : []
  })
  return Object.fromEntries(read) as Record<string, unknown>
}

interface Divided {
  own: unknown
  shared: Record<string, unknown>
  unknown: WrongOption[]
}

function divide<Options>({ name, options }: Readable<Options>, raw: unknown): Divided {
  const [ownNames, sharedNames] = [optionNames(options), optionNames(sharedOptions) ?? []]
  const taken = ownNames?.find((own) => sharedNames.includes(own))
  if (taken !== undefined) {
    throw new TypeError(
      `gateway ${name}: the option "${taken}" is read for all gateways; take it from the policy`,
    )
  }
  if (typeof raw !== "object" || raw === null || Array.isArray(raw))
    return { own: raw, shared: {}, unknown: [] }
  const given = Object.entries(raw)
  const isShared = (option: string) => sharedNames.includes(option)
  const isOwn = (option: string) => !isShared(option) && (ownNames?.includes(option) ?? true)
  return {
    own: Object.fromEntries(given.filter(([option]) => isOwn(option))),
    shared: Object.fromEntries(given.filter(([option]) => isShared(option))),
    unknown: given
      .filter(([option]) => !isShared(option) && !isOwn(option))
      .map(([option]) => ({
        option,
        reason: unknownOption(option, [...(ownNames ?? []), ...sharedNames]),
      })),
  }
}

/** Of two amounts; what is none is told by itself. */
const isMore = (min: string | undefined, max: string | undefined) =>
  isAmount(min) && isAmount(max) && compareDecimals(min, max) > 0

const isAmount = (value: string | undefined): value is string => decimal.safeParse(value).success

/** The options that ask for what the gateway cannot do, and limits that exclude each other. */
function impossible(options: SharedOptions, can: Capabilities, givesPayouts: boolean): WrongOption[] {
  const cannot = [
    {
      option: "minAmount",
      is: isMore(options.minAmount, options.maxAmount),
      reason: "is more than maxAmount",
    },
    {
      option: "capture",
      is: options.capture === "manual" && can.holds === false,
      reason: 'can be "automatic" only: this gateway holds no money',
    },
    {
      option: "refunds",
      is: options.refunds === "gateway" && can.refunds === false,
      reason: 'cannot be "gateway": this gateway returns no money by its API',
    },
    {
      option: "refunds",
      is: options.refunds === "payout" && can.payouts === false,
      reason: 'cannot be "payout": this gateway pays nothing out',
    },
    {
      option: "refunds",
      is: options.refunds === "payout" && can.payouts !== false && !givesPayouts,
      reason: 'can be "payout" only where the option payouts is set',
    },
    {
      option: "payouts",
      is: givesPayouts && can.payouts === false,
      reason: "cannot be set: this gateway pays nothing out",
    },
    {
      option: "test",
      is: options.test && !can.testPayments,
      reason: "cannot be true: this gateway has no play money",
    },
    {
      option: "sendReceipt",
      is: options.sendReceipt && !can.receipts,
      reason: "cannot be true: this gateway takes no receipts",
    },
  ]
  return cannot.filter(({ is }) => is)
}

function policyOf(options: SharedOptions, can: Capabilities): EntryPolicy {
  const { payouts: rules } = options
  return {
    orderPolicy: { placeOrder: options.placeOrder, cancelUnpaidAfterMs: options.cancelUnpaidAfter },
    acceptsTestPayments: options.test,
    limits: { min: options.minAmount ?? null, max: options.maxAmount ?? null },
    capture: options.capture,
    refunds: options.refunds ?? (can.refunds === false ? "reject" : "gateway"),
    sendsReceipt: options.sendReceipt,
    ...(rules && {
      payoutPolicy: {
        currencies: rules.currencies ?? [],
        min: rules.min ?? null,
        max: rules.max ?? null,
        twoPersonPayouts: rules.twoPersonPayouts,
        allowApiKeys: rules.allowApiKeys,
        ...(rules.approvers && { approvers: rules.approvers }),
        ...(rules.approverAge !== undefined && { approverAgeMs: rules.approverAge }),
      },
    }),
  }
}

import { FAULT_KINDS } from "../../src/simulator/faults"
import { FAIL_POINTS, OPERATION_FAIL_POINTS } from "./medusa/fail-points"
import { CAPTURE_MANNERS, FATES, OUTAGES, REFUND_OUTCOMES, SHOPPER_KINDS } from "./plan/steps"

/** So often each trouble occurs at least in a run that proves something: about three hundred histories. */
const OFTEN_ENOUGH = 10

/** What a run is to have seen, by the names in its table. Rarer things are counted there, too. */
export const TROUBLES: readonly string[] = [
  ...FAIL_POINTS.map((point) => `fails: ${point}`),
  ...OPERATION_FAIL_POINTS.map((point) => `fails: ${point}`),
  ...[...FAULT_KINDS.filter((kind) => kind !== "cloudflare"), "refusal", "202", "429"].map(
    (kind) => `gateway of captures and refunds: ${kind}`,
  ),
  ...CAPTURE_MANNERS.map((how) => `captures of holds ${how}`),
  ...REFUND_OUTCOMES.map((outcome) => `refunds under way: ${outcome}`),
  ...FAULT_KINDS.filter((kind) => kind !== "cloudflare").map((kind) => `gateway ${kind}`),
  ...OUTAGES.map((how) => `gateway ${how}`),
  ...FATES.map((fate) => `notifications ${fate}`),
  ...SHOPPER_KINDS.map((kind) => `shoppers: ${kind}`),
  "another store's notifications",
  "another store's payments",
  "cards declined on the page",
  "cash captured",
  "cash on delivery chosen",
  "database restarts",
  "entries removed",
  "entries removed with their account",
  "entries renamed",
  "events lost",
  "first look after four days",
  "forged unsigned",
  "forged with the secret",
  "forged without the secret",
  "holds captured in the cabinet",
  "holds ended by time",
  "holds voided in the cabinet",
  "kill -9",
  "links opened twice",
  "merchant cancels after payment",
  "merchant cancels before payment",
  "merchant cancels while paying",
  "merchant presses authorize",
  "notifications reordered",
  "notifications replayed",
  "orders canceled as unpaid",
  "orders credited: all",
  "orders credited: part",
  "orders edited",
  "orders' time ran out",
  "over-payments",
  "part-payments",
  "payments",
  "payments by missing entries",
  "payments held",
  "payments given up at the gateway",
  "payments in confirmation",
  "payouts settled: cancel",
  "payouts settled: confirm",
  "person: check now",
  "person: money returned",
  "person: place order",
  "person: resolved with a note",
  "quiet shop: links paid twice",
  "quiet shop: older orders of links paid",
  "quiet shop: payments of which no notification tells",
  "quiet shop: refunds in the cabinet",
  "refunds by mode gateway",
  "refunds by mode manual",
  "refunds by mode payout",
  "refunds by mode reject",
  "refunds in full",
  "refunds in the cabinet of a gateway that refunds",
  "refunds to the last kopeck",
  "refunds in part",
  "refunds twice at once",
  "restocked",
  "sold out while paying",
]

/** Whether a run has not seen this trouble as often as a proof is to see it. */
export const isRare = (name: string, times: number) => TROUBLES.includes(name) && times < OFTEN_ENOUGH

/** What a run has not seen as often as a proof is to see it, with how often it has. */
export function rareOf(tally: readonly (readonly [string, number])[]): [name: string, times: number][] {
  const seen = new Map(tally)
  return TROUBLES.map((name): [string, number] => [name, seen.get(name) ?? 0]).filter(([name, times]) =>
    isRare(name, times),
  )
}

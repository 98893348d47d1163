import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Actor } from "../../src/core"
import { GATEWAY_LEDGER, type GatewayLedgerService, type Payout } from "../../src/modules/gateway-ledger"
import {
  approvePayoutWorkflow,
  cancelPayoutWorkflow,
  createPayoutWorkflow,
  sendPayoutWorkflow,
  type CreatePayoutInput,
} from "../../src/workflows"

export const ANNA: Actor = { actor_id: "user_anna", actor_type: "user" }
export const BORIS: Actor = { actor_id: "user_boris", actor_type: "user" }
export const KEY: Actor = { actor_id: "apk_1", actor_type: "api-key" }

/** What admins do with payouts, as Medusa's workflows. */
export class PayoutDesk {
  constructor(private readonly container: MedusaContainer) {}

  async draft(change: Partial<CreatePayoutInput> = {}): Promise<Payout> {
    const input = {
      provider_id: "pp_m2cerber_payouts",
      amount: "100.50",
      currency_code: "azn",
      account: "994501112233",
      actor: ANNA,
      ...change,
    }
    return (await createPayoutWorkflow(this.container).run({ input })).result as Payout
  }

  async approve({ id }: { id: string }, actor = ANNA): Promise<Payout> {
    const { result } = await approvePayoutWorkflow(this.container).run({ input: { payout_id: id, actor } })
    return result as Payout
  }

  async send({ id }: { id: string }, actor = ANNA): Promise<Payout> {
    const { result } = await sendPayoutWorkflow(this.container).run({ input: { payout_id: id, actor } })
    return result as Payout
  }

  async cancel({ id }: { id: string }, actor = ANNA): Promise<void> {
    await cancelPayoutWorkflow(this.container).run({ input: { payout_id: id, actor } })
  }

  /** As if an entry had another name since. */
  async renameEntry(from: string, to: string): Promise<void> {
    const knex = this.container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    await knex("gateway_payout").where({ provider_id: from }).update({ provider_id: to })
  }

  async approved(change: Partial<CreatePayoutInput> = {}): Promise<Payout> {
    return this.approve(await this.draft(change))
  }

  async sent(change: Partial<CreatePayoutInput> = {}): Promise<Payout> {
    return this.send(await this.approved(change))
  }

  state = async ({ id }: { id: string }) => (await this.ledger.payouts.get(id)).state

  /** All payouts, oldest first. */
  all = async () => (await this.ledger.listPayouts({}, { order: { id: "ASC" } })) as unknown as Payout[]

  /** Problems as "kind: state". */
  async problems(): Promise<string[]> {
    const rows = await this.ledger.listPaymentProblems({}, { order: { kind: "ASC", created_at: "ASC" } })
    return rows.map(({ kind, state }) => `${kind}: ${state}`)
  }

  /** As if so many minutes had passed: payouts are older, and those that wait for their time are due. */
  async wait(minutes: number): Promise<void> {
    const knex = this.container.resolve(ContainerRegistrationKeys.PG_CONNECTION) as unknown as Knex
    const earlier = (column: string) => knex.raw("?? - ? * interval '1 minute'", [column, minutes])
    await knex("gateway_payout").update({ sent_at: earlier("sent_at"), created_at: earlier("created_at") })
    await knex("gateway_payout")
      .whereNotNull("next_check_at")
      .update({ next_check_at: knex.raw("now() - interval '1 second'") })
  }

  private get ledger(): GatewayLedgerService {
    return this.container.resolve<GatewayLedgerService>(GATEWAY_LEDGER)
  }
}

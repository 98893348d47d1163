import { DEFAULT_TEGRO_SHOP, type FaultRule, type SimulatorState } from "../../src/simulator"
import { sleep } from "../../tools/sleep"
import { Shopper, type Session } from "../support/shopper"
import type { Back, Notice, ShopperPlan, Step } from "./plan"
import { Random } from "./random"
import type { Tally } from "./tally"
import type { World } from "./world"

const TRIES = 5
/** The gateways come again a few times, as long as a process takes to come back. */
const RETRY = { tries: 3, delaysMs: [300, 2_000, 5_000] }

interface Payment {
  session: Session
  provider: string
  reference: string
  asked: number
}

/** One shopper living through a plan. What cannot be done (no payment to pay, nobody answers) is left undone. */
export class ShopperRun {
  /** Empty until the cart was made. */
  collectionId = ""
  private cartId = ""
  private readonly payments: Payment[] = []
  private readonly shopper: Shopper
  private readonly later: Promise<unknown>[] = []
  /** Notifications of this shopper's that are lost for now, and come when all is over. */
  readonly late: string[] = []

  constructor(
    private readonly world: World,
    private readonly plan: ShopperPlan,
    private readonly tally: Tally,
    /** References that a thief of the secret has lied about. */
    private readonly forged: Set<string>,
    private readonly trace: (line: string) => void,
  ) {
    this.shopper = new Shopper(world.catalog, world.url)
  }

  async run(): Promise<void> {
    await this.insist(async () => {
      const { cartId, collectionId } = await this.shopper.fillCart(this.plan.currency, this.plan.quantity)
      this.cartId = cartId
      this.collectionId = collectionId
    })
    for (const step of this.plan.steps) {
      await this.world.ready()
      await this.take(step).then(
        (remark) => this.trace(`${JSON.stringify(step)} → ${remark ?? "done"}`),
        (error: Error) => this.trace(`${JSON.stringify(step)} → ${error.message}`),
      )
    }
    await Promise.allSettled(this.later)
  }

  private async take(step: Step): Promise<string | void> {
    switch (step.do) {
      case "choose":
        return this.choose(step.provider)
      case "edit":
        return String((await this.shopper.addItem(this.cartId)).status)
      case "pay":
        return this.with(step.back, (payment) => this.pay(payment, step.share, step.notice))
      case "give up":
        return this.with(step.back, (payment) => this.giveUp(payment, step.how, step.notice))
      case "open the page":
        return this.with(step.back, (payment) => this.open(payment))
      case "say sent":
        return this.with(step.back, async ({ session }) =>
          String((await this.shopper.post(`/store/payment-gateways/sessions/${session.id}/sent`)).status),
        )
      case "poll":
        return this.with(step.back, ({ session }) =>
          this.atOnce(step.times, () => this.shopper.get(`/store/payment-gateways/sessions/${session.id}`)),
        )
      case "complete":
        return this.atOnce(step.times, () => this.shopper.complete(this.cartId))
      case "forge":
        return this.with(step.back, (payment) => this.forge(payment, step.sign, step.says))
      case "replay":
        return this.replay(new Random(step.seed))
      case "release held":
        return this.release(new Random(step.seed))
      case "fault":
        return this.addFault(step.rule)
      case "kill":
        return this.after(step.inMs, () => this.world.killAndRevive(step.instance))
      case "restart database":
        return this.after(step.inMs, () => this.world.restartDatabase())
      case "sweep":
        return this.sweep(step.times)
      case "wait":
        return sleep(step.ms)
    }
  }

  private async choose(provider: string): Promise<string> {
    for (let tries = 1; tries <= TRIES; tries++) {
      await this.world.ready()
      const answer = await this.shopper.choose(this.collectionId, provider).catch(() => undefined)
      const session = answer?.body.payment_collection?.payment_sessions?.[0] as Session | undefined
      if (answer?.status === 200 && session) {
        const { reference, amount } = session.data as unknown as { reference: string; amount: string }
        this.payments.push({ session, provider, reference, asked: Number(amount) })
        return `${reference} ${amount}`
      }
      // A cart that has become an order takes no more payments.
      if (answer?.status === 400) return `refused: ${answer.body.message}`
    }
    return "nobody answers"
  }

  private async pay(
    payment: Payment,
    share: "all" | "part" | "rest" | "more",
    notice: Notice,
  ): Promise<string> {
    const { reference, asked, provider } = payment
    if (provider !== "pp_m2cerber_main") await this.open(payment, true)
    const came = await this.arrived(payment)
    const isTransfer = provider === "pp_m2cerber_main"
    const amount = {
      all: asked,
      part: cents(asked / 4),
      rest: isTransfer ? cents(asked - came) : asked,
      more: cents(asked + 7.25),
    }[share]
    // Transfers add up; an order at Tegro is paid with one sum, and never with less than before.
    if (amount <= (isTransfer ? 0 : came)) return "paid already"
    const { control } = this.world.simulator
    const text = amount.toFixed(2)
    this.tally.add(share === "more" ? "over-payments" : share === "part" ? "part-payments" : "payments")
    await this.announced(payment, notice, () =>
      provider === "pp_m2cerber_main"
        ? control.m2cerber.transfer(reference, text)
        : control.tegro.pay(reference, { amount: text }),
    )
    return `${reference} ${text}`
  }

  private async giveUp(
    payment: Payment,
    how: "cancel" | "fail" | "expire",
    notice: Notice,
  ): Promise<string | void> {
    const { control } = this.world.simulator
    const { reference } = payment
    if (payment.provider !== "pp_m2cerber_main") {
      // Tegro takes nothing back that was paid.
      if ((await this.arrived(payment)) > 0) return "paid already"
      await this.open(payment, true)
      return void (await this.announced(payment, notice, () =>
        how === "fail" ? control.tegro.fail(reference) : control.tegro.cancel(reference),
      ))
    }
    const { m2cerber } = await control.state()
    if (m2cerber.payments.find(({ paymentId }) => paymentId === reference)?.status === "accept")
      return "paid already"
    await this.announced(payment, notice, () =>
      how === "expire" ? control.m2cerber.expire(reference) : control.m2cerber.cancel(reference),
    )
  }

  /**
   * A link of our own making becomes an order at Tegro when it is opened; opened again, another one.
   * @param once leaves it at the first
   */
  private async open({ session, reference, provider }: Payment, once = false): Promise<string | void> {
    const next = session.data.next_action
    if (provider !== "pp_tegro_redirect" || next.type !== "redirect") return "no page of its own"
    const { tegro } = await this.world.simulator.control.state()
    if (once && tegro.orders.some((order) => order.reference === reference)) return
    const answer = await fetch(next.url)
    await answer.text()
    return String(answer.status)
  }

  private async arrived({ provider, reference }: Payment): Promise<number> {
    const state = await this.world.simulator.control.state()
    return provider === "pp_m2cerber_main" ? m2cerberMoney(state, reference) : tegroMoney(state, reference)
  }

  /** Lets something happen at the gateway, with this fate of the notification. The policy is nobody else's meanwhile. */
  private async announced(
    { provider }: Payment,
    { fate, policy }: Notice,
    event: () => Promise<unknown>,
  ): Promise<void> {
    const { notifications, state, tegro } = this.world.simulator.control
    const gateway = provider === "pp_m2cerber_main" ? "m2cerber" : "tegro"
    const before = (await state()).notifications.length
    const usual = { duplicate: 0, delayMs: 0, hold: false, drop: false, wrongSign: false, retry: RETRY }
    const notifyUrl = this.world.hookUrl(provider.replace(/^pp_/, ""))
    const happened = [
      // One shop of Tegro's has one address in the cabinet, and here stands for several.
      ...(gateway === "tegro" ? [tegro.configureShop(DEFAULT_TEGRO_SHOP.publicKey, { notifyUrl })] : []),
      notifications.policy(gateway, { ...usual, ...policy }),
      event(),
      notifications.policy(gateway, usual),
    ]
    await Promise.all(happened)
    this.tally.add(`notifications ${fate}`)
    if (fate !== "late") return
    const { notifications: all } = await state()
    this.late.push(...all.slice(before).flatMap(({ id, phase }) => (phase === "dropped" ? [id] : [])))
  }

  private async forge(
    { reference, provider, asked }: Payment,
    sign: "wrong" | "none" | "valid",
    says: "paid" | "canceled",
  ): Promise<string> {
    if (sign === "valid") this.forged.add(reference)
    this.tally.add(sign === "valid" ? "forged with the secret" : "forged without the secret")
    const { notifications } = this.world.simulator.control
    const id = provider.replace(/^pp_/, "")
    const answer =
      provider === "pp_m2cerber_main"
        ? await notifications.forge("m2cerber", {
            url: `${this.world.hookUrl(id)}/${reference}`,
            fields: {
              status: says === "paid" ? "confirm" : "cancel",
              payment_id: reference,
              confirm_sum: says === "paid" ? asked.toFixed(2) : "0",
            },
            sign,
          })
        : await notifications.forge("tegro", {
            url: this.world.hookUrl(id),
            fields: {
              shop_id: DEFAULT_TEGRO_SHOP.publicKey,
              order_id: reference,
              amount: asked.toFixed(2),
              currency: "RUB",
              payment_system: "36",
              status: says === "paid" ? "1" : "9",
            },
            sign,
          })
    return String(answer.status)
  }

  private async replay(random: Random): Promise<string> {
    const { notifications, state } = this.world.simulator.control
    const own = await this.notifications(await state(), "delivered")
    if (own.length === 0) return "nothing to replay"
    this.tally.add("replayed notifications")
    return String((await notifications.redeliver(random.pick(own).id)).status)
  }

  private async release(random: Random): Promise<string> {
    const { notifications, state } = this.world.simulator.control
    const held = random.shuffled(await this.notifications(await state(), "held"))
    if (held.length > 1) this.tally.add("notifications reordered", held.length)
    for (const { id } of held) await notifications.redeliver(id)
    return `${held.length} released`
  }

  private async notifications(state: SimulatorState, phase: string) {
    const references = new Set(this.payments.map(({ reference }) => reference))
    return state.notifications.filter(
      (one) =>
        one.phase === phase &&
        one.event !== "forged" &&
        references.has(String(one.fields.order_id ?? one.fields.payment_id)),
    )
  }

  private async addFault(rule: FaultRule): Promise<void> {
    this.tally.add(`gateway ${rule.kind}`)
    await this.world.simulator.control.faults.add(rule)
  }

  private async sweep(times: number): Promise<string> {
    await this.world.makeDue(this.collectionId)
    this.tally.add("sweeps in the storm", times)
    const up = this.world.instances.filter(({ isUp }) => isUp)
    return this.atOnce(times, async (n) => (await up[n % up.length]?.sweep()) ?? {})
  }

  private with(back: Back, work: (payment: Payment) => Promise<string | void>): Promise<string | void> {
    const payment = this.payments[Math.max(this.payments.length - 1 - back, 0)]
    return payment ? work(payment) : Promise.resolve("no payment")
  }

  /** Starts something that strikes while the plan goes on. */
  private async after(ms: number, strike: () => Promise<unknown>): Promise<void> {
    this.later.push(sleep(ms).then(strike))
  }

  private async atOnce(times: number, work: (n: number) => Promise<object>): Promise<string> {
    const answers = await Promise.allSettled(Array.from({ length: times }, (_, n) => work(n)))
    return answers
      .map((one) =>
        one.status === "rejected"
          ? (one.reason as Error).message
          : String((one.value as { status?: number }).status ?? JSON.stringify(one.value)),
      )
      .join(", ")
  }

  /** Tries until it works: without a cart there is no history. */
  private async insist(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      await this.world.ready()
      try {
        return await work()
      } catch (error) {
        if (tries === 20) throw error
        await sleep(100)
      }
    }
  }
}

const cents = (amount: number) => Math.round(amount * 100) / 100

const m2cerberMoney = ({ m2cerber }: SimulatorState, reference: string) =>
  Number(m2cerber.payments.find(({ paymentId }) => paymentId === reference)?.received ?? 0)

/** Of the newest order with this reference, which is the one that is paid next. */
function tegroMoney({ tegro }: SimulatorState, reference: string): number {
  const order = tegro.orders.findLast((one) => one.reference === reference)
  return order?.status === 1 ? Number(order.received) : 0
}

import { sleep } from "../../../tools/sleep"
import type { Back, ShopperPlan, Step, StepOf } from "../plan/steps"
import * as checkout from "./checkout"
import * as gateway from "./gateway"
import * as kassa from "./kassa"
import * as merchant from "./merchant"
import * as neighbours from "./neighbours"
import * as notifications from "./notifications"
import * as person from "./person"
import * as renaming from "./renaming"
import { Scene, type Payment, type Surroundings } from "./scene"
import * as trouble from "./trouble"

type Result = Promise<string | void | undefined>
type Act<K extends Step["do"]> = (scene: Scene, step: StepOf<K>) => Result

/** Steps that are about one of the shopper's payments. */
const about =
  <S extends { back: Back }>(act: (scene: Scene, payment: Payment, step: S) => Result) =>
  async (scene: Scene, step: S) => {
    const payment = scene.paymentAt(step.back)
    return payment ? act(scene, payment, step) : "no payment"
  }

const ACTS: { [K in Step["do"]]: Act<K> } = {
  choose: checkout.choose,
  "choose for the edit": checkout.chooseForEdit,
  "edit cart": checkout.editCart,
  poll: about((scene, payment, { times }) => checkout.poll(scene, payment, times)),
  complete: checkout.complete,
  wait: (_, { ms }) => sleep(ms),
  "await the order": (scene) => checkout.awaitOrder(scene),
  pay: about(gateway.pay),
  "give up": about(gateway.giveUp),
  process: about(gateway.process),
  "open the page": about((scene, payment) => gateway.open(scene, payment)),
  "say sent": about(gateway.saySent),
  forge: about(notifications.forge),
  replay: notifications.replay,
  "release held": notifications.release,
  "cancel order": merchant.cancelOrder,
  refund: merchant.refund,
  "credit order": merchant.creditOrder,
  "edit order": merchant.editOrder,
  "capture cash": merchant.captureCash,
  authorize: merchant.authorize,
  "sell out": merchant.sellOut,
  restock: merchant.restock,
  "settle payouts": merchant.settlePayouts,
  "refund in the cabinet": about(gateway.refundInCabinet),
  capture: merchant.capture,
  "decline a card": about((scene, payment) => kassa.declineCard(scene, payment)),
  "capture in the cabinet": about(kassa.captureInCabinet),
  "void in the cabinet": about(kassa.voidInCabinet),
  "end the hold": about(kassa.endHold),
  "settle refunds": kassa.settleRefunds,
  "rename entries": renaming.rename,
  "another store sells": neighbours.sell,
  resolve: person.resolve,
  "place order": person.placeOrder,
  "check now": person.checkNow,
  fault: trouble.addFault,
  outage: trouble.outage,
  fail: trouble.fail,
  "lose events": trouble.loseEvents,
  kill: async (scene, { inMs, instance }) => scene.after(inMs, () => scene.world.killAndRevive(instance)),
  "restart database": async (scene, { inMs }) => scene.after(inMs, () => scene.world.restartDatabase()),
  sweep: trouble.sweep,
  age: trouble.age,
}

/** One shopper living through a plan. What cannot be done (no payment to pay, nobody answers) is left undone. */
export class ShopperRun {
  readonly scene: Scene

  constructor(
    surroundings: Surroundings,
    plan: ShopperPlan,
    private readonly trace: (line: string) => void,
  ) {
    this.scene = new Scene(surroundings, plan)
  }

  async run(): Promise<void> {
    const { scene } = this
    const { plan, world, tally, later } = scene
    tally.add(`shoppers: ${plan.kind}`)
    await this.fillCart()
    for (const step of plan.steps) {
      await world.ready()
      const act = ACTS[step.do] as Act<Step["do"]>
      await act(scene, step as never).then(
        (remark) => this.trace(`${JSON.stringify(step)} → ${remark ?? "done"}`),
        (error: Error) => this.trace(`${JSON.stringify(step)} → ${error.message}`),
      )
    }
    await Promise.allSettled(later)
  }

  /** Tries until it works: without a cart there is no history. */
  private async fillCart(): Promise<void> {
    const { scene } = this
    const { plan, world } = scene
    for (let tries = 1; ; tries++) {
      await world.ready()
      try {
        if (plan.goods === "scarce") await world.stock(scene.scarceGoods, 2)
        const goods = { plain: undefined, plenty: world.catalog.plenty, scarce: scene.scarceGoods }[
          plan.goods
        ]
        const variantId = goods?.variantId
        const filled = await scene.shopper.fillCart(plan.currency, plan.quantity, variantId)
        scene.cartId = filled.cartId
        scene.collectionId = filled.collectionId
        scene.story.collections.push(filled.collectionId)
        return this.trace(`${plan.kind}: cart ${filled.cartId}, collection ${filled.collectionId}`)
      } catch (error) {
        if (tries === 20) throw error
        await sleep(100)
      }
    }
  }
}

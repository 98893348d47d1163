import { formatUnits } from "../money"
import type { World } from "../world"
import { ControlError } from "../control-error"
import { forgery } from "./forge"
import { m2cerberControl } from "./m2cerber"
import { tegroControl } from "./tegro"
import { yookassaControl } from "./yookassa"
import type { SimulatorControl, SimulatorState } from "./types"
import { orderState } from "../tegro/order"
import { withdrawalState } from "../tegro/withdrawal"
import { paymentState, payoutState } from "../m2cerber/payment"
import { paymentState as yookassaPaymentState } from "../yookassa/payment"
import { refundState } from "../yookassa/refund"

/** The control over a running simulator. */
export function createControl(world: World): SimulatorControl {
  const { notifier, faults, clock } = world
  return {
    state: async () => stateOf(world),
    reset: async () => resetAll(world),
    tegro: tegroControl(world),
    m2cerber: m2cerberControl(world),
    yookassa: yookassaControl(world),
    faults: { add: async (rule) => faults.add(rule), clear: async () => faults.clear() },
    notifications: {
      policy: async (gateway, patch) => notifier.patch(gateway, patch),
      flush: async (options) => notifier.flush(options),
      redeliver: async (id) => notifier.redeliver(id),
      idle: async () => notifier.idle(),
      forge: async (gateway, request) => {
        const { status, body } = await notifier.forge(forgery(world, gateway, request), isWrong(request.sign))
        return { status, body }
      },
    },
    clock: {
      advance: async (ms) => {
        if (!Number.isInteger(ms) || ms < 0) throw new ControlError("advanceMs must be a positive integer")
        clock.advance(ms)
        world.tegro.expireDue()
        world.yookassa.expireDue()
        return { now: clock.iso() }
      },
    },
  }
}

function isWrong(sign: "wrong" | "none" | "valid" | undefined): boolean {
  return sign === undefined || sign === "wrong"
}

function stateOf({ clock, tegro, m2cerber, yookassa, notifier, calls, faults, url }: World): SimulatorState {
  tegro.expireDue()
  yookassa.expireDue()
  return {
    now: clock.iso(),
    tegro: {
      orders: tegro.orders.map((order) => orderState(order, url.checkout(order))),
      withdrawals: tegro.withdrawals.map(withdrawalState),
      balances: tegro.balances(),
    },
    m2cerber: {
      payments: m2cerber.payments.map((payment) => paymentState(payment, url.wallet(payment.paymentId))),
      payouts: m2cerber.payouts.map(payoutState),
      payoutBalances: Object.fromEntries(
        m2cerber.merchants.map(({ merchId, payoutBalance }) => [
          merchId,
          formatUnits(payoutBalance, "fixed2"),
        ]),
      ),
      quirks: m2cerber.configure({}),
    },
    yookassa: {
      payments: yookassa.payments.map((payment) =>
        yookassaPaymentState(payment, url.yookassaCheckout(payment)),
      ),
      refunds: yookassa.refunds.map(refundState),
      shops: yookassa.shops.map((shop) => shop.state()),
    },
    notifications: notifier.list(),
    calls: calls.list(),
    reusedKeys: calls.reusedKeys(),
    faults: faults.list(),
    policies: {
      tegro: { ...notifier.policy("tegro") },
      m2cerber: { ...notifier.policy("m2cerber") },
      yookassa: { ...notifier.policy("yookassa") },
    },
  }
}

function resetAll({ clock, tegro, m2cerber, yookassa, notifier, calls, faults }: World): void {
  notifier.reset()
  clock.reset()
  faults.clear()
  calls.clear()
  tegro.reset()
  m2cerber.reset()
  yookassa.reset()
}

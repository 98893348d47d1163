import { CallLog } from "./calls"
import { SimulatorClock } from "./clock"
import { createControl } from "./control/control"
import { controlRoutes } from "./control/api"
import { controlPageRoutes } from "./control/page/page"
import type { SimulatorControl } from "./control/types"
import { FaultBox } from "./faults"
import { M2cerberBackend } from "./m2cerber/backend"
import { m2cerberRoutes } from "./m2cerber/routes"
import { Notifier } from "./notifier/notifier"
import {
  DEFAULT_M2CERBER_MERCHANT,
  DEFAULT_TEGRO_SHOP,
  DEFAULT_YOOKASSA_SHOP,
  type SimulatorOptions,
} from "./options"
import { TegroBackend } from "./tegro/backend"
import { tegroRoutes } from "./tegro/routes"
import { route } from "./web/router"
import { close, listen, urlOf } from "./web/server"
import type { World } from "./world"
import { YookassaBackend } from "./yookassa/backend"
import { CHECKOUT_PATH, yookassaRoutes } from "./yookassa/routes"

/** A running simulator. */
export interface Simulator {
  /** `http://host:port`: the control page. */
  url: string
  /** Stands for `https://tegro.money`. */
  tegroUrl: string
  /** Stands for `https://m2cerber.pythonanywhere.com/bot_api/`. */
  m2cerberUrl: string
  /** Stands for `https://api.yookassa.ru/v3`. */
  yookassaUrl: string
  control: SimulatorControl
  /** Closes every connection and forgets every timer. */
  stop(): Promise<void>
}

/** Starts all gateways on one port. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  let base = ""
  const world = createWorld(options, () => base)
  const control = createControl(world)
  const routes = [
    ...tegroRoutes(world, world.tegro, world.url.checkout),
    ...m2cerberRoutes(world, world.m2cerber, world.url.wallet),
    ...yookassaRoutes(world, world.yookassa, world.url.yookassaCheckout),
    ...controlRoutes(control),
    ...controlPageRoutes(control, world),
  ]
  const at = { port: options.port ?? 0, host: options.host ?? "127.0.0.1" }
  const server = await listen(at, (request) => route(routes, request))
  base = (options.publicUrl ?? urlOf(server)).replace(/\/+$/, "")
  return {
    url: base,
    tegroUrl: `${base}/tegro`,
    m2cerberUrl: `${base}/m2cerber/bot_api/`,
    yookassaUrl: `${base}/yookassa/v3`,
    control,
    stop: async () => {
      world.notifier.reset()
      world.clock.reset()
      await close(server)
    },
  }
}

function createWorld(options: SimulatorOptions, base: () => string): World {
  const log = options.log ?? (() => undefined)
  const clock = new SimulatorClock(options.now ?? Date.now)
  const notifier = new Notifier(clock, log)
  const url: World["url"] = {
    base,
    checkout: ({ id, hash }) => `${base()}/tegro/pay/complete/${id}/${hash}/`,
    wallet: (paymentId) => `${base()}/m10/${paymentId}`,
    yookassaCheckout: ({ id }) => `${base()}${CHECKOUT_PATH}?orderId=${id}`,
  }
  return {
    clock,
    notifier,
    faults: new FaultBox(),
    calls: new CallLog(clock, log),
    tegro: new TegroBackend(options.tegroShops ?? [DEFAULT_TEGRO_SHOP], clock, notifier),
    m2cerber: new M2cerberBackend(options.m2cerberMerchants ?? [DEFAULT_M2CERBER_MERCHANT], clock, notifier),
    yookassa: new YookassaBackend(
      options.yookassaShops ?? [DEFAULT_YOOKASSA_SHOP],
      clock,
      notifier,
      url.yookassaCheckout,
    ),
    url,
  }
}

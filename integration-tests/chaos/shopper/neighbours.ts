import { referenceSource } from "../../../src/core/payment/reference"
import { DEFAULT_TEGRO_SHOP } from "../../../src/simulator"
import { paySign } from "../../../src/simulator/tegro/signature"
import { PRICES } from "../../support/catalog"
import type { StepOf } from "../plan/steps"
import { Random } from "../random"
import { withPolicy } from "./announced"
import type { Scene } from "./scene"

/** In the other store's references. */
const MARK = "other"

/** Another store, or a copy of this one, sells by the same shop; what it sells costs as much as it does here. */
export async function sell(scene: Scene, { paid, unpaid, isHeard, seed }: StepOf<"another store sells">) {
  const { world, tally, surroundings } = scene
  const random = new Random(seed)
  const draw = referenceSource("text", { now: Date.now, random: () => random.next() })
  const references = Array.from({ length: paid + unpaid }, () => draw(MARK))
  for (const reference of references) surroundings.foreign.add(reference)
  await Promise.all(references.map(async (reference) => (await fetch(linkOf(scene, reference))).text()))
  const { control } = world.simulator
  for (const reference of random.shuffled(references).slice(0, paid)) {
    const hook = random.pick(["pp_tegro_main", "pp_tegro_redirect"])
    await withPolicy(scene, { provider: "pp_tegro_main", hook }, { drop: !isHeard }, () =>
      control.tegro.pay(reference),
    )
    tally.add("another store's payments")
    if (isHeard) tally.add("another store's notifications")
  }
}

function linkOf({ world }: Scene, order_id: string): string {
  const { publicKey: shop_id, secretKey } = DEFAULT_TEGRO_SHOP
  const asked = { shop_id, amount: PRICES.rub.toFixed(2), currency: "RUB", order_id }
  const query = new URLSearchParams({ ...asked, sign: paySign(asked, secretKey) })
  return `${world.simulator.url}/tegro/pay/?${query.toString()}`
}

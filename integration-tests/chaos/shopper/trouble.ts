import type { FaultRule } from "../../../src/simulator"
import type { Outage, StepOf } from "../plan/steps"
import type { Scene } from "./scene"

export const addFault = async ({ world }: Scene, { rule }: StepOf<"fault">) =>
  void (await world.simulator.control.faults.add(rule))

/** What the host says instead of the gateway; nothing of it is an answer. */
const PAGES: Record<Outage, Pick<FaultRule, "kind" | "status" | "body">> = {
  "error envelope": {
    kind: "status",
    status: 200,
    body: JSON.stringify({ type: "error", desc: "Technical work, try again later", data: [] }),
  },
  "404 page": { kind: "status", status: 404, body: "<html><h1>Coming Soon!</h1></html>" },
  "Cloudflare page": { kind: "cloudflare", status: 521 },
  "empty body": { kind: "status", status: 200, body: "" },
}

/** For so many calls the gateway's host answers, and not the gateway. */
export const outage = async ({ world }: Scene, { gateway, how, calls }: StepOf<"outage">) =>
  void (await world.simulator.control.faults.add({ gateway, times: calls, ...PAGES[how] }))

export async function fail({ world }: Scene, { point, nth }: StepOf<"fail">) {
  await Promise.all(world.living.map((instance) => instance.fail(point, nth)))
}

export async function loseEvents({ world }: Scene, { event, times }: StepOf<"lose events">) {
  await Promise.all(world.living.map((instance) => instance.loseEvents(event, times)))
}

export async function sweep(scene: Scene, { times }: StepOf<"sweep">): Promise<string> {
  const { world, story, tally } = scene
  await world.ledger.makeDue(story.collections)
  tally.add("sweeps in the storm", times)
  const up = world.living
  return scene.atOnce(times, async (n) => (await up[n % up.length]?.sweep()) ?? {})
}

/** Hours pass, at once, for everything of this shopper's. Where the database restarts in the middle of it they pass again. */
export async function age(scene: Scene, { hours }: StepOf<"age">) {
  const at = Date.now()
  for (let isOver = false; !isOver;) {
    await scene.world.ready()
    isOver = await scene.world.age(hours, scene.story.collections).then(
      () => true,
      () => false,
    )
  }
  scene.note({ kind: "hours passed", hours }, at)
  scene.tally.add(hours > 72 ? "first look after four days" : "orders' time ran out")
}

import type { NotificationPolicyPatch } from "../../../src/simulator"
import { ACCOUNTS, KASSA_SHOPS } from "../medusa/accounts"
import { gatewayOf, hookOf, KASSA, passingOf } from "../plan/providers"
import type { Notice } from "../plan/steps"
import type { Scene } from "./scene"

/** The gateways come again a few times, as long as a process takes to come back. */
const RETRY = { tries: 3, delaysMs: [300, 2_000, 5_000] }

/** An entry, and another one whose address is in the cabinet, if it is. */
interface Hooked {
  provider: string
  hook?: string
}

/** Lets something happen at the gateway, with this fate of the notification. */
export async function announced(
  scene: Scene,
  at: Hooked,
  { fate, policy }: Notice,
  event: () => Promise<unknown>,
): Promise<void> {
  const { state } = scene.world.simulator.control
  const before = (await state()).notifications.length
  await withPolicy(scene, at, policy, event)
  scene.tally.add(`notifications ${fate}`)
  if (fate !== "late") return
  const { notifications: all } = await state()
  scene.late.push(...all.slice(before).flatMap(({ id, phase }) => (phase === "dropped" ? [id] : [])))
}

/** Lets something happen at the gateway. How it tells of it is nobody else's matter meanwhile. */
export async function withPolicy(
  { world }: Scene,
  { provider, hook = provider }: Hooked,
  policy: NotificationPolicyPatch,
  event: () => Promise<unknown>,
): Promise<void> {
  const { notifications, tegro, yookassa } = world.simulator.control
  const gateway = gatewayOf(provider)
  const usual = { duplicate: 0, delayMs: 0, hold: false, drop: false, wrongSign: false, retry: RETRY }
  const notifyUrl = world.hookUrl(hookOf(hook))
  await Promise.all([
    // One shop's cabinet has one address, and the shop stands for several entries here.
    ...(gateway === "tegro" ? [tegro.configureShop(tegroShopOf(provider).publicKey, { notifyUrl })] : []),
    ...(gateway === "yookassa" ? [yookassa.configureShop(kassaShopOf(provider).shopId, { notifyUrl })] : []),
    notifications.policy(gateway, { ...usual, ...policy }),
    event(),
    notifications.policy(gateway, usual),
  ])
}

const tegroShopOf = (provider: string) => ACCOUNTS[passingOf(provider) ?? "removed"].tegro

const SLOW: ReadonlySet<string> = new Set([KASSA.slow, KASSA.slowHold])
const kassaShopOf = (provider: string) => KASSA_SHOPS[SLOW.has(provider) ? "slow" : "usual"]

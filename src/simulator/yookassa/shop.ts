import type { YookassaShopFixture } from "../options"
import { METHODS, type MethodName } from "./methods"
import { defaultSettings, patchSettings } from "./settings"
import { KeyStore } from "./api/idempotence"
import type { YookassaSettings, YookassaShopPatch, YookassaShopState } from "./types"

/** A shop: its fixture, its settings and the keys of its operations. */
export class YookassaShop {
  settings: YookassaSettings
  readonly keys = new KeyStore()

  constructor(readonly fixture: YookassaShopFixture) {
    this.settings = { ...defaultSettings(), notifyUrl: fixture.notifyUrl ?? "" }
  }

  get id(): string {
    return this.fixture.shopId
  }

  /** `recipient.gateway_id`: one of its own for every shop. */
  get gatewayId(): string {
    return this.fixture.gatewayId ?? this.id
  }

  get receipts(): boolean {
    return this.settings.receipts !== "off"
  }

  /** Test shops have keys of their own: documented, "Testing". */
  get test(): boolean {
    return this.fixture.secretKey.startsWith("test_")
  }

  /** A test shop takes cards and the wallet only: documented. */
  get methods(): MethodName[] {
    const offered = this.fixture.methods ?? (Object.keys(METHODS) as MethodName[])
    return this.test ? offered.filter((name) => METHODS[name].inTestShops) : [...offered]
  }

  configure(patch: YookassaShopPatch): void {
    this.settings = patchSettings(this.settings, patch)
  }

  /** Keys and behaviour of the first day; the notification URL stays, as settings of a cabinet do. */
  reset(): void {
    this.settings = { ...defaultSettings(), notifyUrl: this.settings.notifyUrl }
    this.keys.clear()
  }

  state(): YookassaShopState {
    return { shopId: this.id, test: this.test, ...this.settings, events: [...this.settings.events] }
  }
}

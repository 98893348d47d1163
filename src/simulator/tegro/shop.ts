import { formatUnits, parseUnits } from "../money"
import type { NonceRule, TegroShopFixture } from "../options"
import type { TegroShopPatch } from "./types"

/** A shop: its fixture, its settings in the cabinet, its wallets and the nonces that it has seen. */
export class TegroShop {
  notifyUrl = ""
  successUrl = ""
  failUrl = ""
  receiptRequired = false
  feeOnBuyer = false
  nonceRule: NonceRule = "differs"
  unknownOrder = ""
  unknownWithdrawal = ""
  private wallets = new Map<string, bigint>()
  private lastNonce: bigint | null = null
  private nonces = new Set<bigint>()

  constructor(readonly fixture: TegroShopFixture) {
    this.notifyUrl = fixture.notifyUrl ?? ""
    this.successUrl = fixture.successUrl ?? ""
    this.failUrl = fixture.failUrl ?? ""
    this.reset()
  }

  get currencies(): string[] {
    return this.fixture.currencies ?? ["RUB", "USD", "EUR"]
  }

  get withdrawalsEnabled(): boolean {
    return this.fixture.withdrawalsEnabled ?? true
  }

  configure(patch: TegroShopPatch): void {
    Object.assign(this, patch)
  }

  /** Wallets, nonces and behaviour of the first day; the three URLs stay, as settings of a cabinet do. */
  reset(): void {
    this.receiptRequired = this.fixture.receiptRequired ?? false
    this.feeOnBuyer = false
    this.nonceRule = this.fixture.nonceRule ?? "differs"
    this.unknownOrder = "Order not found"
    this.unknownWithdrawal = "Withdrawal not found"
    this.lastNonce = null
    this.nonces = new Set()
    this.wallets = new Map([...this.currencies, "UAH"].map((currency) => [currency, 0n]))
    for (const [currency, text] of Object.entries(this.fixture.balance ?? {})) {
      this.wallets.set(currency, parseUnits(text) ?? 0n)
    }
  }

  /** Tegro's number of a currency. Only RUB = 1 is known; the rest follows the order of balances. */
  currencyId(currency: string): number {
    return ["RUB", "USD", "EUR", "UAH", ...this.currencies].indexOf(currency) + 1
  }

  wallet(currency: string): bigint {
    return this.wallets.get(currency) ?? 0n
  }

  credit(currency: string, units: bigint): void {
    this.wallets.set(currency, this.wallet(currency) + units)
  }

  /** `{"RUB": "1396.68", …}` as the docs' `balance` answer. */
  balance(): Record<string, string> {
    return Object.fromEntries([...this.wallets].map(([name, units]) => [name, formatUnits(units, "fixed2")]))
  }

  /** Whether a nonce is allowed by the shop's rule; an allowed one is remembered. */
  takeNonce(nonce: bigint): boolean {
    const last = this.lastNonce
    const fresh =
      this.nonceRule === "differs"
        ? nonce !== last
        : this.nonceRule === "increasing"
          ? last === null || nonce > last
          : !this.nonces.has(nonce)
    if (!fresh) return false
    this.lastNonce = nonce
    this.nonces.add(nonce)
    return true
  }
}

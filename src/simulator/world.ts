import type { CallContext } from "./web/call"
import type { M2cerberBackend } from "./m2cerber/backend"
import type { Notifier } from "./notifier/notifier"
import type { TegroBackend } from "./tegro/backend"
import type { TegroOrder } from "./tegro/order"
import type { YookassaBackend } from "./yookassa/backend"
import type { YookassaPayment } from "./yookassa/payment"

/** The parts of a running simulator. */
export interface World extends CallContext {
  notifier: Notifier
  tegro: TegroBackend
  m2cerber: M2cerberBackend
  yookassa: YookassaBackend
  /** Addresses as a browser sees them. */
  url: {
    /** Without a slash at its end. */
    base: () => string
    checkout: (order: TegroOrder) => string
    wallet: (paymentId: string) => string
    yookassaCheckout: (payment: YookassaPayment) => string
  }
}

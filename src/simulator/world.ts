import type { CallContext } from "./web/call"
import type { M2cerberBooks } from "./m2cerber/books"
import type { Notifier } from "./notifier/notifier"
import type { TegroBooks } from "./tegro/books"
import type { TegroOrder } from "./tegro/order"
import type { YookassaBooks } from "./yookassa/books"
import type { YookassaPayment } from "./yookassa/payment"

/** The parts of one running simulator. */
export interface World extends CallContext {
  notifier: Notifier
  tegro: TegroBooks
  m2cerber: M2cerberBooks
  yookassa: YookassaBooks
  /** Addresses as a browser sees them. */
  url: {
    /** Without a slash at its end. */
    base: () => string
    checkout: (order: TegroOrder) => string
    wallet: (paymentId: string) => string
    yookassaCheckout: (payment: YookassaPayment) => string
  }
}

import { parseUnits } from "../../money"
import { httpUrl } from "../../pages/html"
import { pickLang } from "../../pages/layout"
import type { TegroBackend } from "../backend"
import { TegroRefusal } from "../api/answer"
import type { TegroOrder } from "../order"
import { checkReceipt } from "../api/params"
import { paySign } from "../signature"
import { TEGRO_STATUS, type TegroReceiptItem } from "../types"

/** Fields of a `/pay/` link or form, as PHP would have them. */
type PayParams = Readonly<Record<string, string>>

/** Checks a link or form, and answers its order: the unpaid one that the same link made before, or a new one. */
export function openOrder(params: PayParams, via: "pay" | "form", backend: TegroBackend): TegroOrder {
  for (const name of ["shop_id", "amount", "order_id", "currency", "sign"]) {
    if (!params[name]) throw new TegroRefusal(`Не указан обязательный параметр ${name}`)
  }
  const { amount: amountText = "", order_id: reference = "", currency = "" } = params
  const shop = backend.shop(params.shop_id)
  if (!shop) throw new TegroRefusal("Магазин не найден")
  if (params.sign !== paySign(params, shop.fixture.secretKey)) throw new TegroRefusal("Неверная подпись")
  const asked = parseUnits(amountText)
  if (asked === null || asked <= 0n) throw new TegroRefusal("Неверная сумма платежа")
  if (!shop.currencies.includes(currency)) throw new TegroRefusal("Валюта недоступна")
  const receipt = receiptOf(params)
  checkReceipt(receipt, asked, shop.receiptRequired)

  const test = params.test === "1"
  backend.expireDue()
  const known = backend.orders.find(
    (order) =>
      order.shop === shop &&
      order.reference === reference &&
      order.status === TEGRO_STATUS.new &&
      order.asked === asked &&
      order.currency === currency &&
      order.test === test,
  )
  return (
    known ??
    backend.create({
      shop,
      reference,
      asked,
      amountText,
      currency,
      test,
      paymentSystem: /^[1-9]\d{0,5}$/.test(params.payment_system ?? "")
        ? Number(params.payment_system)
        : null,
      email: params["fields[email]"] ?? null,
      phone: params["fields[phone]"] ?? null,
      receipt,
      via,
      notifyUrl: httpUrl(params.notify_url ?? ""),
      successUrl: httpUrl(params.success_url ?? ""),
      failUrl: httpUrl(params.fail_url ?? ""),
      lang: pickLang(params.lang, "ru"),
    })
  )
}

/** `receipt[items][0][name]` and so on; null when there is no such field. */
function receiptOf(params: PayParams): TegroReceiptItem[] | null {
  const items = new Map<string, TegroReceiptItem>()
  for (const [name, value] of Object.entries(params)) {
    const match = /^receipt\[items\]\[(\w*)\]\[(name|count|price)\]$/.exec(name)
    if (!match) continue
    const [, index = "", field = "name"] = match
    const item = items.get(index) ?? { name: "", count: "", price: "" }
    items.set(index, { ...item, [field]: value })
  }
  return items.size === 0 ? null : [...items.values()]
}

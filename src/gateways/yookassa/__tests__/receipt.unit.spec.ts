import type { Payer } from "../../../core/gateway"
import { receiptLines } from "../../../core/money/receipt"
import { receiptBody } from "../receipt"
import { options, RECEIPT, rub } from "./fixtures"

const words = options({ receipt: RECEIPT }).receipt!
const line = { name: "Tea", count: 2, price: rub("50.00") }
const payer = { email: "shopper@example.com" }
const body = (lines = [line], who: Payer = payer, sum = rub("100.00")) => receiptBody(words, lines, who, sum)

it("says what each piece costs, and how it is taxed", () => {
  expect(body()).toEqual({
    customer: { email: "shopper@example.com" },
    internet: true,
    items: [
      {
        description: "Tea",
        quantity: 2,
        amount: { value: "50.00", currency: "RUB" },
        vat_code: 11,
        measure: "piece",
        payment_subject: "commodity",
        payment_mode: "full_payment",
      },
    ],
  })
})

it("names the tax system where there are several", () => {
  const { receipt } = options({ receipt: { vatCode: 1, taxSystemCode: 2 } })
  expect(receiptBody(receipt!, [line], payer, rub("100.00"))).toMatchObject({ tax_system_code: 2 })
})

it("makes up the sum to the kopeck, also of three that cost ten together", () => {
  const lines = receiptLines([{ name: "Tea", count: 3, total: rub("10.00") }], rub("10.00"))
  const { items } = body(lines, payer, rub("10.00"))
  expect(items.map(({ quantity, amount }) => [quantity, amount.value])).toEqual([
    [1, "3.34"],
    [2, "3.33"],
  ])
})

it("refuses lines that make up another sum, before anything is sent", () => {
  expect(() => body([line], payer, rub("99.99"))).toThrow("100.00 RUB, not 99.99 RUB")
})

it("cuts names between characters", () => {
  const [item] = body([{ ...line, name: "🍵".repeat(200) }]).items
  expect(item?.description).toBe("🍵".repeat(128))
  expect(body([{ ...line, name: "" }]).items[0]?.description).toBe("—")
})

it.each<[Payer, object]>([
  [{ email: "a@b.example", phone: "79000000000" }, { email: "a@b.example" }],
  [{ email: "a@b", phone: "79000000000" }, { phone: "79000000000" }],
  [{ phone: "+7 (900) 000-00-00" }, { phone: "79000000000" }],
  [{ phone: "89000000000" }, { phone: "79000000000" }],
  [{ phone: "994501234567" }, { phone: "994501234567" }],
])("is sent to %j as %j", (who, customer) => {
  expect(body([line], who).customer).toEqual(customer)
})

it.each<Payer>([{}, { email: "nobody" }, { phone: "12345" }, { email: "a@b", phone: "1" }])(
  "cannot be sent to %j",
  (who) => {
    expect(() => body([line], who)).toThrow(expect.objectContaining({ code: "payer_contact_required" }))
  },
)

it("holds a hundred lines, and says so of more", () => {
  const lines = (count: number) =>
    Array.from({ length: count }, () => ({ ...line, count: 1, price: rub("1.00") }))
  expect(body(lines(100)).items).toHaveLength(100)
  expect(() => body(lines(101), payer, rub("101.00"))).toThrow(
    expect.objectContaining({ code: "receipt_refused" }),
  )
})

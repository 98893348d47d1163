import fc from "fast-check"
import { isEmptyData, saysUnknown } from "../not-found"

describe("a gateway says that it does not know a payment", () => {
  it.each([
    "Order not found",
    "ORDER NOT FOUND!",
    "order #755555 not found.",
    "Order with id 755555 does not exist",
    "Order mpg-01JABC doesn't exist",
    "The requested order could not be found",
    "Order not found in the system",
    "No such order",
    "No order found",
    "Unknown order",
    "Unknown payment_id",
    "Error: payment not found",
    "Withdrawal not found",
    "Transaction does not exist",
    "Not found",
    "Not found.",
    "No Payment matches the given query.",
    "Payment matching query does not exist.",
  ])("in English: %j", (words) => expect(saysUnknown(words)).toBe(true))

  it.each([
    "Заказ не найден",
    "Заказ №755555 не найден.",
    "Заказ с таким номером не найден",
    "Заказ не найден в системе",
    "Такого заказа не существует",
    "Заказ не существует",
    "Нет такого заказа",
    "Такого заказа нет",
    "Платёж не найден",
    "Транзакция не существует",
    "Выплата не найдена",
    "Вывод не найден",
    "Ошибка: заказ не найден",
    "Не найдено",
  ])("in Russian: %j", (words) => expect(saysUnknown(words)).toBe(true))
})

describe("a gateway does not say so", () => {
  it.each([
    ["nothing at all", ""],
    ["technical work", "Technical work, try again later"],
    ["technical work, in Russian", "Ведутся технические работы"],
    ["a limit", "Too many requests"],
    ["an error that nobody knows", "Unknown error"],
    ["the same in Russian", "Неизвестная ошибка"],
    ["something else that is not found", "Shop not found"],
    ["the same in Russian", "Магазин не найден"],
    ["a method that is not found", "Method not found"],
    ["a payment system, which is no payment", "Payment system not found"],
    ["the same in Russian", "Платежная система не найдена"],
    ["a status, which is no order", "Unknown order status"],
    ["a part of the gateway that is away", "Order service not found"],
    ["an order that is not found just now", "Order not found, try again later"],
    ["the same in Russian", "Заказы временно не найдены"],
    ["a missing field", "Empty required param order_id"],
    ["a lack of something else", "Нет доступа"],
    ["a bare no", "нет"],
    ["that it is there", "Order exists"],
    ["the number of an error", "404"],
    ["a whole page", `Order not found ${"x".repeat(300)}`],
  ])("with words about %s: %j", (_what, words) => expect(saysUnknown(words)).toBe(false))

  it("with any word more than it takes", () => {
    const other = fc.constantFrom("service", "shop", "key", "later", "today", "магазин", "позже", "базы")
    fc.assert(
      fc.property(other, fc.boolean(), (word, before) => {
        const words = before ? `${word} order not found` : `order not found ${word}`
        expect(saysUnknown(words)).toBe(false)
      }),
    )
  })

  it("with any text that speaks of no payment", () => {
    fc.assert(fc.property(fc.string(), (text) => expect(saysUnknown(`${text} maintenance`)).toBe(false)))
  })
})

it.each([[undefined], [null], [""], [0], [false], [[]], [{}]])(
  "%j is an answer with nothing in it",
  (data) => {
    expect(isEmptyData(data)).toBe(true)
  },
)

it.each([[{ id: 1 }], [[1]], ["x"], [1], [true]])("%j is not", (data) => {
  expect(isEmptyData(data)).toBe(false)
})

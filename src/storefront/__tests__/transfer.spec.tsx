import { screen, waitFor, within } from "@testing-library/react"

import { ru } from "../labels/ru.js"
import { PaymentPanel } from "../react/payment-panel.js"
import type { PaymentView } from "../types.js"
import { barriers, shopSuite } from "./support/shop.js"
import { OVER, TRANSFER } from "./support/store.js"

shopSuite("a shopper who sends money from a wallet", (shop) => {
  const done: PaymentView[] = []
  const retried: (PaymentView | null)[] = []
  const panel = (
    <PaymentPanel
      sessionId="payses_1"
      onDone={(paid) => done.push(paid)}
      onRetry={(old) => retried.push(old)}
    />
  )
  const open = async (options = {}) => {
    const page = shop().open(panel, options)
    await screen.findByRole("heading", { level: 2 })
    return page
  }
  const transfer = (change: object) => ({ ...TRANSFER.next, ...change }) as PaymentView["next"]
  beforeEach(() => {
    done.length = 0
    retried.length = 0
  })

  it("sees the number, the exact sum, a QR code and the way into the app", async () => {
    const { container } = await open()
    expect(await screen.findByRole("heading", { name: /^Send AZN\s500.00$/ })).toBeTruthy()
    expect(screen.getByText("994501112233")).toBeTruthy()
    expect(screen.getByRole("img", { name: "QR" }).getAttribute("src")).toBe("data:image/png;base64,AAAA")
    const app = screen.getByRole("link", { name: "Open the wallet app" })
    expect(app.getAttribute("href")).toBe("https://m10.example/pay/1")
    expect(await barriers(container)).toEqual([])
  })

  it("copies the number and the sum as the wallet wants them, and hears that it is done", async () => {
    await open()
    await shop().user.click(await screen.findByRole("button", { name: "Copy: Exactly" }))
    expect(await navigator.clipboard.readText()).toBe("500.00")
    await shop().user.click(screen.getByRole("button", { name: "Copy: To this number" }))
    expect(await navigator.clipboard.readText()).toBe("994501112233")
    expect(screen.getAllByText("Copied", { selector: "[role=status]" })).not.toHaveLength(0)
  })

  it("sees what has arrived and what is missing, and is told aloud", async () => {
    await open()
    await screen.findByText("994501112233")
    shop().store.payment = {
      ...TRANSFER,
      status: "underpaid",
      received: "200.00",
      missing: "300.00",
      next: transfer({ amount: "300.00" }),
    }
    const words = await screen.findByText("AZN 200.00 of AZN 500.00 received, send AZN 300.00 more.")
    expect(words.closest("[role=status]")).not.toBeNull()
    expect(screen.getByRole("heading", { name: /^Send AZN\s300.00 more$/ })).toBeTruthy()
    await shop().user.click(screen.getByRole("button", { name: "Copy: Exactly" }))
    expect(await navigator.clipboard.readText()).toBe("300.00")
  })

  it("says that it is sent, and is led on when the order is there", async () => {
    await open()
    await shop().user.click(await screen.findByRole("button", { name: "I have sent it" }))
    expect(await screen.findByRole("heading", { name: "Looking for your payment" })).toBeTruthy()
    expect(shop().store.calls.map(({ path }) => path)).toContain(
      "POST /store/payment-gateways/sessions/payses_1/sent",
    )
    shop().store.payment = { ...TRANSFER, ...OVER, status: "paid", order_id: "order_1" }
    await waitFor(() => expect(done).toHaveLength(1))
    expect(done[0]?.order_id).toBe("order_1")
  })

  it("is thanked for saying so, also where the gateway makes nothing of it yet", async () => {
    await open()
    shop().store.onAction = (payment) => payment
    await shop().user.click(await screen.findByRole("button", { name: "I have sent it" }))
    expect(await screen.findByText("Thank you. We are looking for your transfer.")).toBeTruthy()
    expect(screen.getByText("994501112233")).toBeTruthy()
  })

  it("cancels only after a second thought, by keyboard alone", async () => {
    await open()
    const { user, store } = shop()
    const cancel = await screen.findByRole("button", { name: "Cancel this payment" })
    cancel.focus()
    await user.keyboard("{Enter}")
    expect(screen.getByRole("button", { name: "Keep it" })).toBe(document.activeElement)
    await user.keyboard("{Escape}")
    expect(screen.getByRole("button", { name: "Cancel this payment" })).toBe(document.activeElement)
    expect(store.payment?.status).toBe("awaiting")

    await user.keyboard("{Enter}{Tab}{Enter}")
    expect(await screen.findByRole("heading", { name: "The payment did not go through" })).toBe(
      document.activeElement,
    )
    await user.click(screen.getByRole("button", { name: "Try again" }))
    expect(retried).toHaveLength(1)
  })

  it("keeps the payment when the cancel is refused", async () => {
    await open()
    await shop().user.click(await screen.findByRole("button", { name: "Cancel this payment" }))
    shop().store.onAction = (payment) => payment
    shop().store.odd.push({ status: 400, body: "{}" }, { status: 400, body: "{}" })
    await shop().user.click(screen.getByRole("button", { name: "Yes, cancel" }))
    expect((await screen.findByRole("alert")).textContent).toContain("That did not work.")
    expect(screen.getByText("994501112233")).toBeTruthy()
  })

  it("is warned not to send anything when the time is over", async () => {
    shop().store.payment = {
      ...TRANSFER,
      next: transfer({ expires_at: new Date(Date.now() - 1).toISOString() }),
    }
    await open()
    expect(await screen.findByText(/Please do not send money now/)).toBeTruthy()
    expect(screen.getByRole("timer").textContent).toContain("0:00")
  })

  it("sees the time running", async () => {
    const inAnHour = new Date(Date.now() + 3_600_000).toISOString()
    shop().store.payment = { ...TRANSFER, next: transfer({ expires_at: inAnHour }) }
    await open()
    const left = async () => /(1:00:00|\d\d:\d\d)/.exec((await screen.findByRole("timer")).textContent)?.[0]
    const atFirst = await left()
    await waitFor(async () => expect(await left()).not.toBe(atFirst))
    expect([atFirst, await left()]).toEqual([
      expect.stringMatching(/^(1:00:00|59:\d\d)$/),
      expect.stringMatching(/^59:\d\d$/),
    ])
  })

  it("hears that the cart has changed, and starts anew", async () => {
    await open()
    await screen.findByText("994501112233")
    shop().store.payment = { ...TRANSFER, superseded: true, next: null, poll_after_ms: null }
    expect(await screen.findByRole("heading", { name: "This payment is no longer valid" })).toBe(
      document.activeElement,
    )
    expect(screen.queryByText("994501112233")).toBeNull()
    await shop().user.click(screen.getByRole("button", { name: "Start a new payment" }))
    expect(retried[0]?.cart_id).toBe("cart_1")
  })

  it("is never given an address that could run a script, nor markup of a stranger", async () => {
    const next = transfer({
      wallet_link: "javascript://x%0aalert(1)",
      qr: "data:text/html,x",
      wallet_number: "<img src=x onerror=alert(1)>",
    })
    shop().store.payment = { ...TRANSFER, next }
    const { container } = await open()
    expect(await screen.findByText("<img src=x onerror=alert(1)>")).toBeTruthy()
    expect(screen.queryByRole("link")).toBeNull()
    expect(container.querySelector("img")).toBeNull()
  })

  it("may be sent into a wallet by the wallet's own scheme", async () => {
    shop().store.payment = { ...TRANSFER, next: transfer({ wallet_link: "m10://pay/1" }) }
    await open()
    expect((await screen.findByRole("link")).getAttribute("href")).toBe("m10://pay/1")
  })

  it("is told of a lost connection, and sees the payment again when it is back", async () => {
    await open()
    const card = (await screen.findByText("994501112233")).closest("section") as HTMLElement
    shop().store.odd.push({ status: 502, body: "" })
    expect(await within(card).findByText("No connection. We keep trying.")).toBeTruthy()
    expect(await within(card).findByText("We are watching for your transfer.")).toBeTruthy()
  })

  it("reads it in Russian, and in the shop's own words", async () => {
    const labels = { ...ru, haveSent: "Готово!" }
    await open({ locale: "ru", labels })
    expect(await screen.findByRole("heading", { name: /Отправьте 500,00\sAZN/ })).toBeTruthy()
    expect(screen.getByRole("button", { name: "Готово!" })).toBeTruthy()
  })
})

import { act, screen, waitFor } from "@testing-library/react"

import { PaymentPanel } from "../react/payment-panel.js"
import { RedirectButton } from "../react/redirect-button.js"
import type { PaymentView } from "../types.js"
import { barriers, shopSuite } from "./support/shop.js"
import { OVER, REDIRECT } from "./support/store.js"

shopSuite("a shopper who pays on the gateway's page", (shop) => {
  const done: PaymentView[] = []
  const panel = <PaymentPanel sessionId="payses_1" onDone={(paid) => done.push(paid)} onRetry={() => {}} />
  const FORM = {
    type: "form",
    url: "https://tegro.example/form",
    fields: { shop_id: "1", "a[]": "<x>" },
  } as const

  const forget: (() => void)[] = []
  afterEach(() => forget.splice(0).forEach((one) => one()))

  /** Where the browser would have gone; jsdom goes nowhere. */
  const departures = () => {
    const seen: string[] = []
    const note = (event: Event) => {
      // The click on a form's button is not the departure; the submission is.
      if (event.type === "click" && !(event.target as Element).closest("a")) return
      if (!event.defaultPrevented) seen.push(event.type)
      event.preventDefault()
    }
    for (const type of ["click", "submit"]) {
      window.addEventListener(type, note)
      forget.push(() => window.removeEventListener(type, note))
    }
    return seen
  }
  const comeBack = () =>
    act(() => {
      window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }))
    })

  beforeAll(() => {
    // jsdom has no such event.
    globalThis.PageTransitionEvent ??= class extends Event {
      readonly persisted: boolean
      constructor(type: string, init: PageTransitionEventInit = {}) {
        super(type)
        this.persisted = init.persisted ?? false
      }
    }
  })

  beforeEach(() => {
    done.length = 0
  })

  it("leaves once, however often the button is pressed, and can leave again after coming back", async () => {
    shop().open(<RedirectButton next={REDIRECT.next} />)
    const link = screen.getByRole("link", { name: "Go to the payment page" })
    expect(link.getAttribute("href")).toBe("https://tegro.example/pay/1?a=1&b=2")
    const seen = departures()
    await shop().user.dblClick(link)
    expect(seen).toEqual(["click"])
    expect(link.textContent).toContain("Opening the payment page …")
    comeBack()
    await shop().user.click(screen.getByRole("link", { name: "Go to the payment page" }))
    expect(seen).toEqual(["click", "click"])
  })

  it("is sent by a form with exactly the gateway's fields, where the gateway wants one", async () => {
    const { container } = shop().open(<RedirectButton next={FORM} />)
    const form = container.querySelector("form") as HTMLFormElement
    expect(form.action).toBe("https://tegro.example/form")
    expect(form.method).toBe("post")
    expect([...new FormData(form)]).toEqual([
      ["shop_id", "1"],
      ["a[]", "<x>"],
    ])
    const seen = departures()
    const button = screen.getByRole("button")
    await shop().user.click(button)
    await shop().user.click(button)
    expect(seen).toEqual(["submit"])
  })

  it("is not sent to an address that is no web page", () => {
    const { container } = shop().open(
      <>
        <RedirectButton next={{ type: "redirect", url: "javascript://x%0aalert(1)" }} />
        <RedirectButton next={{ type: "form", url: "data://text/html,x", fields: {} }} />
      </>,
    )
    expect(container.innerHTML).toBe("")
  })

  it("comes back, waits a moment, and is led to the order", async () => {
    shop().store.payment = REDIRECT
    const { container } = shop().open(panel)
    expect(await screen.findByRole("heading", { name: "Looking for your payment" })).toBeTruthy()
    expect(await screen.findByRole("link", { name: "Go to the payment page" })).toBeTruthy()
    expect(await barriers(container)).toEqual([])
    shop().store.payment = { ...REDIRECT, next: null, status: "paid" }
    expect(await screen.findByRole("heading", { name: "Paid. Your order is being placed" })).toBeTruthy()
    expect(done).toHaveLength(0)
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", order_id: "order_1" }
    await waitFor(() => expect(done.map(({ order_id }) => order_id)).toEqual(["order_1"]))
    expect(screen.getByRole("heading", { name: "Thank you, the payment has arrived" })).toBe(
      document.activeElement,
    )
  })

  it("whose money is only reserved is led to the order all the same, and is told that the shop takes it later", async () => {
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", reserved: true, poll_after_ms: 250 }
    shop().open(panel)
    expect(await screen.findByRole("heading", { name: "Reserved. Your order is being placed" })).toBeTruthy()
    expect(screen.queryByRole("button")).toBeNull()
    expect(screen.queryByRole("link")).toBeNull()
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", reserved: true, order_id: "order_1" }
    await waitFor(() => expect(done.map(({ order_id }) => order_id)).toEqual(["order_1"]))
    expect(screen.getByRole("heading", { name: "Thank you, the money is reserved" })).toBeTruthy()
    expect(screen.getByText("The money is reserved; the shop takes it when it ships.")).toBeTruthy()
    expect(screen.queryByRole("button")).toBeNull()
  })

  it("whose money is reserved for a cart that has changed hears that it comes back, and may pay anew", async () => {
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", reserved: true, superseded: true }
    shop().open(panel)
    expect(await screen.findByRole("heading", { name: "This payment is no longer valid" })).toBeTruthy()
    expect(screen.getByText(/reserved for the old cart goes back to you/)).toBeTruthy()
    expect(screen.getByRole("button", { name: "Start a new payment" })).toBeTruthy()
  })

  it.each([
    ["failed", "The payment did not go through", "Try again"],
    ["expired", "The time for this payment is over", "Start a new payment"],
  ] as const)("hears that it has %s, and what to do", async (status, title, retry) => {
    shop().store.payment = { ...REDIRECT, ...OVER, status }
    shop().open(panel)
    expect(await screen.findByRole("heading", { name: title })).toBeTruthy()
    expect(screen.getByRole("button", { name: retry })).toBeTruthy()
  })

  it.each([
    ["failed", false],
    ["expired", false],
    ["awaiting", true],
  ] as const)("hears what becomes of the part that came (%s, superseded: %s)", async (status, superseded) => {
    shop().store.payment = { ...REDIRECT, ...OVER, status, superseded, received: "120.50" }
    shop().open(panel)
    const text = /120\.50 of it has arrived all the same\. The shop will contact you/
    const message = await screen.findByText(text)
    expect(message.closest("[role=status]")).not.toBeNull()
  })

  it("of a payment without money hears nothing of a part", async () => {
    shop().store.payment = { ...REDIRECT, ...OVER, status: "failed", received: "0.00" }
    shop().open(panel)
    await screen.findByRole("heading", { name: "The payment did not go through" })
    expect(screen.queryByText(/has arrived/)).toBeNull()
  })

  it("whose money came for an old cart is not asked to pay again", async () => {
    shop().store.payment = { ...REDIRECT, ...OVER, status: "paid", superseded: true }
    shop().open(panel)
    expect(await screen.findByRole("heading", { name: "Your money has arrived" })).toBeTruthy()
    expect(screen.queryByRole("button")).toBeNull()
  })

  it("who opens a wrong address is told so", async () => {
    shop().store.payment = null
    shop().open(panel)
    expect(await screen.findByRole("heading", { name: "This payment was not found" })).toBeTruthy()
  })

  describe("whose order was canceled", () => {
    const CANCELED = { ...REDIRECT, ...OVER, order_canceled: true, order_id: "order_1" } as const

    it("is told so, gets no link, and is not asked about any more", async () => {
      shop().store.payment = { ...CANCELED, status: "failed" }
      shop().open(panel)
      expect(await screen.findByRole("heading", { name: "This order was canceled" })).toBeTruthy()
      expect(screen.queryByRole("link")).toBeNull()
      const asked = shop().store.calls.length
      await new Promise((resolve) => setTimeout(resolve, 600))
      expect(shop().store.calls).toHaveLength(asked)
      expect(done).toEqual([])
    })

    it("is told what becomes of the money that came", async () => {
      shop().store.payment = { ...CANCELED, status: "paid" }
      shop().open(panel)
      expect(await screen.findByText(/Money that has arrived goes back to you/)).toBeTruthy()
      expect(done).toEqual([])
    })
  })
})

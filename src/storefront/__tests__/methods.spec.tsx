import { screen, waitFor } from "@testing-library/react"

import { labelsFor } from "../labels/labels-for.js"
import { PaymentMethodPicker, type PaymentChoice } from "../react/method-picker.js"
import { PayButton } from "../react/pay-button.js"
import { useMethodFields } from "../react/use-method-fields.js"
import type { StartOutcome } from "../react/use-start.js"
import { barriers, shopSuite } from "./support/shop.js"
import { M10, M10_PHONE, TEGRO } from "./support/store.js"

shopSuite("a shopper who chooses how to pay", (shop) => {
  const chosen: Omit<PaymentChoice, "method">[] = []
  let work: () => Promise<StartOutcome>
  const picker = (amount = "33.90") => (
    <PaymentMethodPicker
      regionId="reg_1"
      amount={amount}
      currencyCode="azn"
      onPay={({ provider_id, data }) => {
        chosen.push({ provider_id, data })
        return work()
      }}
    />
  )
  const pay = () => screen.findByRole("button", { name: /^Pay/ })
  const choose = async (title: RegExp) => shop().user.click(await screen.findByRole("radio", { name: title }))

  beforeEach(() => {
    chosen.length = 0
    work = () => Promise.resolve()
  })

  it("sees the ways to pay, the first one chosen, and the sum on the button", async () => {
    const { container } = shop().open(picker())
    expect(
      ((await screen.findByRole("radio", { name: /Card, SBP or crypto/ })) as HTMLInputElement).checked,
    ).toBe(true)
    expect((await pay()).textContent).toMatch(/^Pay AZN\s33.90$/)
    expect(await barriers(container)).toEqual([])
    await shop().user.click(await pay())
    expect(chosen).toEqual([{ provider_id: "pp_tegro_main", data: {} }])
  })

  it("is asked for a wallet only where it is needed, and told what is wrong with it", async () => {
    const { container } = shop().open(picker())
    await screen.findByRole("radio", { name: /m10/ })
    expect(screen.queryByLabelText("Your m10 number")).toBeNull()
    await choose(/m10/)
    await shop().user.click(await pay())
    const field = screen.getByLabelText("Your m10 number")
    expect(field).toBe(document.activeElement)
    expect(screen.getByRole("textbox", { description: "Please fill this in." })).toBe(field)
    await shop().user.type(field, "12345")
    expect(screen.getByRole("textbox", { description: "Please check this." })).toBe(field)
    expect(await barriers(container)).toEqual([])
    expect(chosen).toEqual([])
    await shop().user.clear(field)
    await shop().user.type(field, "+994 (50) 123-45-67")
    await shop().user.click(await pay())
    expect(chosen).toEqual([
      { provider_id: "pp_m2cerber_main", data: { user_wallet: "+994 (50) 123-45-67" } },
    ])
  })

  describe("who types a number", () => {
    const field = () => screen.getByLabelText("Your m10 number") as HTMLInputElement
    beforeEach(async () => {
      shop().store.methods = [M10_PHONE]
      shop().open(picker())
      await screen.findByRole("radio", { name: /m10/ })
    })

    it("sees it take its form, and sends it so", async () => {
      await shop().user.type(field(), "0501234567")
      expect(field().value).toBe("+994 50 123 45 67")
      await shop().user.click(await pay())
      expect(chosen).toEqual([
        { provider_id: "pp_m2cerber_main", data: { user_wallet: "+994 50 123 45 67" } },
      ])
    })

    it("may paste any spelling", async () => {
      await shop().user.click(field())
      await shop().user.paste("00994 (0)50-123.45.67")
      expect(field().value).toBe("+994 50 123 45 67")
    })

    it("corrects a digit in the middle, and goes on where it was", async () => {
      await shop().user.type(field(), "501234567")
      await shop().user.type(field(), "{Backspace}9", { initialSelectionStart: 9, initialSelectionEnd: 9 })
      expect(field().value).toBe("+994 50 923 45 67")
      expect(field().selectionStart).toBe(9)
    })

    it.each([
      ["050 123 45", /^Digits missing: 2\. .*\+994 50 123 45 67/],
      ["050 123 45 678", /^Digits too many: 1\./],
      ["+7 911 123 12 12", /another country/],
    ])("is told before sending what is wrong with %s", async (typed, told) => {
      await shop().user.type(field(), typed)
      await shop().user.click(await pay())
      expect(screen.getByRole("textbox", { description: told })).toBe(field())
      expect(chosen).toEqual([])
    })
  })

  it("starts one payment, however often the button is pressed", async () => {
    work = () => new Promise(() => {})
    shop().open(picker())
    await shop().user.dblClick(await pay())
    expect(chosen).toHaveLength(1)
  })

  it("reads why it could not begin, and may try again", async () => {
    work = () => Promise.reject(new Error("The wallet is not known."))
    shop().open(picker())
    await shop().user.click(await pay())
    expect((await screen.findByRole("alert")).textContent).toContain("The wallet is not known.")
    await shop().user.click(await pay())
    expect(chosen).toHaveLength(2)
  })

  it("reads the error that a server action answers, and general words for one that Next.js hides", async () => {
    work = () => Promise.resolve({ error: "The wallet is not known." })
    shop().open(picker())
    await shop().user.click(await pay())
    expect((await screen.findByRole("alert")).textContent).toBe("The wallet is not known.")
    work = () => Promise.resolve({ error: "" })
    await shop().user.click(await pay())
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toBe("That did not work. Please try again."),
    )
    work = () => Promise.reject(Object.assign(new Error("An error occurred in the Server…"), { digest: "1" }))
    await shop().user.click(await pay())
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toBe("That did not work. Please try again."),
    )
  })

  it("cannot choose what does not take the sum, and sees what it takes", async () => {
    shop().store.methods = [
      { ...TEGRO, min_amount: "10.00", max_amount: "33.89" },
      { ...M10, fields: [] },
    ]
    shop().open(picker())
    expect(
      ((await screen.findByRole("radio", { name: /From AZN\s10.00 to AZN\s33.89/ })) as HTMLInputElement)
        .disabled,
    ).toBe(true)
    expect((screen.getByRole("radio", { name: /m10/ }) as HTMLInputElement).checked).toBe(true)
  })

  it("sees that money is not real", async () => {
    shop().store.methods = [{ ...TEGRO, is_test: true }]
    shop().open(picker())
    expect(await screen.findByText("Test mode")).toBeTruthy()
  })

  it("is told that there is no way to pay", async () => {
    shop().store.methods = []
    shop().open(picker())
    expect(await screen.findByText("There is no way to pay here at the moment.")).toBeTruthy()
  })

  it("asks for the list again when it did not come", async () => {
    shop().store.odd.push({ status: 500, body: "" })
    shop().open(picker())
    await shop().user.click(await screen.findByRole("button", { name: "Try again" }))
    await waitFor(() => expect(screen.getAllByRole("radio")).toHaveLength(2))
  })
})

shopSuite("a shopper of a shop with a payment step of its own", (shop) => {
  const answers: (Record<string, string> | undefined)[] = []
  function Step({ method = M10 }: { method?: typeof M10 }) {
    const { fields, read } = useMethodFields(method)
    return (
      <>
        {fields}
        <button onClick={() => answers.push(read())}>Go on</button>
      </>
    )
  }
  beforeEach(() => void (answers.length = 0))

  it("fills in what the gateway asks for, and hears what is wrong with it", async () => {
    const { container } = shop().open(<Step />)
    const goOn = screen.getByRole("button", { name: "Go on" })
    await shop().user.click(goOn)
    const field = screen.getByLabelText("Your m10 number")
    expect(answers).toEqual([undefined])
    expect(field).toBe(document.activeElement)
    expect(screen.getByRole("textbox", { description: "Please fill this in." })).toBe(field)
    expect(await barriers(container)).toEqual([])
    await shop().user.type(field, " +994 50 123 45 67 ")
    await shop().user.click(goOn)
    expect(answers).toEqual([undefined, { user_wallet: "+994 50 123 45 67" }])
  })

  it("goes on at once where nothing is asked", async () => {
    shop().open(<Step method={TEGRO} />)
    await shop().user.click(screen.getByRole("button", { name: "Go on" }))
    expect(screen.queryByRole("textbox")).toBeNull()
    expect(answers).toEqual([{}])
  })

  it("pays at the end of the review, once, and reads why it could not begin", async () => {
    const begun: number[] = []
    let outcome: Promise<StartOutcome> = Promise.resolve({ error: "The cart is empty." })
    const begin = () => (begun.push(1), outcome)
    const { container } = shop().open(<PayButton amount="1490.50" currencyCode="rub" onPay={begin} />, {
      locale: "ru-RU",
      labels: labelsFor("ru-RU"),
    })
    const button = screen.getByRole("button", { name: /^Оплатить 1\s490,50\s₽$/ })
    await shop().user.click(button)
    expect((await screen.findByRole("alert")).textContent).toBe("The cart is empty.")
    expect(await barriers(container)).toEqual([])
    outcome = new Promise(() => {})
    await shop().user.dblClick(button)
    expect(begun).toHaveLength(2)
  })
})

it("a language has its words, with a region or without, and English where there are none", () => {
  const languages = ["az-AZ", "ru", "RU_ru", "en-GB", "fr", ""]
  expect(languages.map((locale) => labelsFor(locale).retry)).toEqual([
    "Yenidən cəhd et",
    "Попробовать ещё раз",
    "Попробовать ещё раз",
    "Try again",
    "Try again",
    "Try again",
  ])
})

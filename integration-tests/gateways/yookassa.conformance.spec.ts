import type { YookassaShopPatch } from "../../src/simulator"
import { runConformance } from "./support/run-conformance"
import { startWorld } from "./support/world"
import { yookassaHarness } from "./support/yookassa"

const WAYS: Record<string, [options: object, shop?: YookassaShopPatch]> = {
  "on its page of all ways to pay": [{}],
  "by one way of the merchant's choice": [{ paymentMethod: "yoo_money", locale: "en_US" }],
  "in a shop that sends receipts": [
    { sendReceipt: true, receipt: { vatCode: 11, measure: "piece" } },
    { receipts: "cheki" },
  ],
  "where the amount stays as it was after a part has been captured": [
    { capture: "manual" },
    { partialAmount: "original" },
  ],
  "that calls what it does not know a wrong request": [{}, { notFound: 400, me: false }],
}

describe.each(Object.entries(WAYS))("YooKassa %s", (_way, [options, shop]) => {
  runConformance(yookassaHarness(startWorld(), options, shop))
})

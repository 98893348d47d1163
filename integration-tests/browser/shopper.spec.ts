import { everyPageKind } from "./journeys/barriers"
import { cartsThatChange } from "./journeys/carts"
import { hostedPayments } from "./journeys/hosted"
import { languages } from "./journeys/languages"
import { transfersThatDiffer, walletTransfers } from "./journeys/transfers"
import { gatewayTrouble } from "./journeys/trouble"
import { Shoppers } from "./support/shoppers"

let shoppers: Shoppers
const shop = () => shoppers

beforeAll(async () => {
  shoppers = await Shoppers.invite()
}, 600_000)

afterEach(() => shoppers?.leave())
afterAll(async () => shoppers?.end(), 60_000)

hostedPayments(shop)
walletTransfers(shop)
transfersThatDiffer(shop)
cartsThatChange(shop)
gatewayTrouble(shop)
languages(shop)
everyPageKind(shop)

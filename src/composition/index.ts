export { dependenciesOf, settlePayment, type PluginDependencies } from "./dependencies"
export { queueOf } from "./queue"
export { ledgerOf, logOf } from "./services"
export { readStatementSoon, settleSoon } from "./soon"

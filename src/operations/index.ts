export { carryOut } from "./carry-out"
export type { OperationDependencies } from "./dependencies"
export { openOperation } from "./open"
export { operationPort } from "./port"

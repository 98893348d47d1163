export * from "../medusa/configured-gateways"

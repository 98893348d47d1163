import { definePolicies } from "@medusajs/framework/utils"

/** What roles can be allowed to do here, where the store has Medusa's roles switched on. */
export const RESOURCES = {
  payment_gateway: ["read", "update"],
  payment_gateway_problem: ["read", "update"],
  payment_gateway_payout: ["read", "create", "update"],
} as const

const pascal = (text: string) =>
  text.replace(/(?:^|_)(\w)/g, (_match, letter: string) => letter.toUpperCase())

export const paymentGatewayPolicies = definePolicies(
  Object.entries(RESOURCES).flatMap(([resource, operations]) =>
    operations.map((operation) => ({
      name: pascal(operation) + pascal(resource),
      resource,
      operation,
      description: `${pascal(operation)} ${resource.replaceAll("_", " ")}s`,
    })),
  ),
)

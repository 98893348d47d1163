import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IEventBusModuleService, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** The payment module's container as Medusa hands it to a provider. Asking it for an unknown name throws. */
export type ProviderCradle = Record<string, unknown>

interface SessionReader {
  retrieve(id: string, config: { relations: string[] }): Promise<PaymentSessionDTO>
}

/** Reads a payment session inside the payment module's own call. */
export const sessionIn = (cradle: ProviderCradle, id: string): Promise<PaymentSessionDTO> =>
  (cradle.paymentSessionService as SessionReader).retrieve(id, { relations: ["payment"] })

export const knexIn = (cradle: ProviderCradle) => cradle[ContainerRegistrationKeys.PG_CONNECTION] as Knex

export const eventBusIn = (cradle: ProviderCradle) => cradle[Modules.EVENT_BUS] as IEventBusModuleService

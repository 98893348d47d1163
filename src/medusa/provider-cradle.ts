import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { IEventBusModuleService, PaymentSessionDTO } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** The payment module's container as Medusa hands it to a provider. It throws for names that are not there. */
export type ProviderCradle = Record<string, unknown>

interface SessionReader {
  retrieve(id: string, config: { relations: string[] }): Promise<PaymentSessionDTO>
}

/** A payment session, read inside the payment module's own call. */
export function sessionOf(cradle: ProviderCradle, id: string): Promise<PaymentSessionDTO> {
  return (cradle.paymentSessionService as SessionReader).retrieve(id, { relations: ["payment"] })
}

export const knexOf = (cradle: ProviderCradle) => cradle[ContainerRegistrationKeys.PG_CONNECTION] as Knex

export const eventBusOf = (cradle: ProviderCradle) => cradle[Modules.EVENT_BUS] as IEventBusModuleService

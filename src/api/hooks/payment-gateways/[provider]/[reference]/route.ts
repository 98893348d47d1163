import { receiveNotification } from "../../receive"

/** One payment's own notification URL, where the gateway takes one for each. */
export const POST = receiveNotification
export const GET = receiveNotification

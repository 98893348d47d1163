import { receiveNotification } from "../../receive"

/** One payment's own notification URL: m2cerber's `callback_url`. */
export const POST = receiveNotification
export const GET = receiveNotification

import { receiveNotification } from "../receive"

/** The notification URL for a gateway's cabinet, and Tegro's `notify_url`. */
export const POST = receiveNotification
export const GET = receiveNotification

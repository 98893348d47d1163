import { receiveNotification } from "../receive"

/** The notification URL for a gateway's cabinet, or one that payments bring along. */
export const POST = receiveNotification
export const GET = receiveNotification

import { closing } from "../../act"

/** A person has returned the money outside of Medusa. */
export const POST = closing("refunded")

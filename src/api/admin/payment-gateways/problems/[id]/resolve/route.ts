import { closing } from "../../act"

/** A person says what was done. */
export const POST = closing("resolve")

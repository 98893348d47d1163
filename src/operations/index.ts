export * from "./carry-out"
export * from "./dependencies"
export * from "./open"
export * from "./port"

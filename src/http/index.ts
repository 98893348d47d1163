export * from "./form-fields"
export * from "./refusals"
export * from "./transport"

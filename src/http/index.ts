export * from "./form-fields"
export * from "./transport"

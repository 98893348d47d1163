export * from "./read-notification"
export * from "./refusals"
export * from "./transport"
export * from "./unreadable-body"

import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

/** Routes whose answers are true for a moment and for one reader: no cache may keep them. */
export const notStored = (matcher: string): MiddlewareRoute => ({
  matcher,
  methods: ["GET", "POST"],
  middlewares: [
    (_: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) => {
      res.setHeader("Cache-Control", "no-store")
      next()
    },
  ],
})

import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"

/** Forbids caches to keep the answers of routes: they are true for a moment and for one reader. */
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

import { MetadataStorage } from "@medusajs/framework/mikro-orm/core"

// MikroORM keeps entity metadata in a global map that does not survive from one spec file's sandbox to the next.
MetadataStorage.clear()

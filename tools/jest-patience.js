/* eslint-disable @typescript-eslint/no-require-imports -- Jest loads set-up files as CommonJS */
const { configure } = require("@testing-library/dom")

// What a test looks for on a page may take its time on a busy machine.
configure({ asyncUtilTimeout: 30_000 })

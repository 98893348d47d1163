export { en as az } from "./en"

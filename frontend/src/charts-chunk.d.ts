// The built charts.js under its hashed name; build.mjs resolves it.
declare module "charts-chunk" {
  export { draw } from "../charts";
}

// Version 2 of node-fetch ships no types.
declare module "node-fetch-2" {
  const fetch: typeof globalThis.fetch;
  export default fetch;
}

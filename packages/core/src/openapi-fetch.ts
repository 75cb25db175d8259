/** A client with the face of openapi-fetch's: for teams with its habits, and for what is built on it. */
export { type AnyJustOneError } from "./errors/any-just-one-error.ts";
export {
  createOpenapiClient,
  type OpenapiClient,
  type OpenapiGetInit,
  type OpenapiOptions,
  type OpenapiParams,
  type OpenapiPath,
  type OpenapiPathNames,
  type OpenapiPaths,
  type OpenapiPostInit,
  type OpenapiReplies,
  type OpenapiResponse,
  type OpenapiResult,
} from "./openapi-fetch/create-openapi-client.ts";

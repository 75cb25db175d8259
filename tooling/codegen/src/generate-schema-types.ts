// oxlint-disable-next-line triple-slash-reference -- it declares modules of others, and others compile these sources
/// <reference path="./openapi-typescript-parts.d.ts" />
import type { GlobalContext, OpenAPI3 } from "openapi-typescript";
// Its parts, because its index loads Redocly's linter, which takes longer than all that is done here.
import { astToString } from "openapi-typescript/dist/lib/ts.mjs";
import { resolveRef, scanDiscriminators } from "openapi-typescript/dist/lib/utils.mjs";
import transformSchema from "openapi-typescript/dist/transform/index.mjs";

/**
 * Writes TypeScript types for a document, as openapi-typescript does with its default options.
 *
 * The document must have been checked and hold no references to other files: openapi-typescript's own linting and
 * bundling, more than half of its time, are left out, since they could only repeat what was done before.
 *
 * @param promises `"kept"` takes less for granted than those options do: a default promises no field, and an object of
 * which nothing is said may hold anything. Discriminators are not looked for.
 */
export function generateSchemaTypes(document: object, promises: "by default" | "kept" = "by default"): string {
  // oxlint-disable-next-line no-unsafe-type-assertion -- the caller has checked that it is an OpenAPI 3 document
  const schema = document as OpenAPI3;
  return astToString(transformSchema(schema, createContext(schema, promises === "kept")));
}

/** openapi-typescript's defaults, which it sets in the function that also lints and bundles. */
function createContext(schema: OpenAPI3, isCareful: boolean): GlobalContext {
  const context: Omit<GlobalContext, "redoc"> = {
    additionalProperties: false,
    alphabetize: false,
    arrayLength: false,
    conditionalEnums: false,
    dedupeEnums: false,
    defaultNonNullable: !isCareful,
    // Ours says what they mean in each schema, and anything that looks like one is a name or an example.
    discriminators: isCareful ? { objects: {}, refsHandled: [] } : scanDiscriminators(schema, { silent: true }),
    emptyObjectsUnknown: isCareful,
    enum: false,
    enumValues: false,
    excludeDeprecated: false,
    exportType: false,
    generatePathParams: false,
    immutable: false,
    injectFooter: [],
    makePathsEnum: false,
    pathParamsAsTypes: false,
    postTransform: undefined,
    propertiesRequiredByDefault: false,
    readWriteMarkers: false,
    resolve: ($ref) => resolveRef(schema, $ref, { silent: true }),
    rootTypes: false,
    rootTypesKeepCasing: false,
    rootTypesNoSchemaPrefix: false,
    silent: true,
    transform: undefined,
    transformProperty: undefined,
  };
  // Safe: `redoc` is read by what lints and bundles, and by nothing else.
  return context as GlobalContext;
}

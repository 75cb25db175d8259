import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { Serialisation } from "../operation/read-serialisation.ts";
import type { SchemaUse } from "./schema-node.ts";

/** What a document says, in the one form that everything is made from. */
export interface NormalDocument {
  /** By path, then method. */
  operations: readonly NormalOperation[];
  /** As written: info, servers, tags and security of the document. */
  document: JsonObject;
}

/** One operation, with all that its path shares. */
export interface NormalOperation {
  /** `"GET /path"`. */
  name: string;
  method: string;
  path: string;
  /** As written, for words and extensions. */
  operation: JsonObject;
  pathItem: JsonObject;
  /** Path, query, header and cookie parameters and the fields of a form as one list, by place, then name. */
  parameters: readonly NormalParameter[];
  body?: NormalBody;
  /** By status. */
  replies: readonly NormalReply[];
  /** `data` of the envelope of a success; absent while nobody has typed it. */
  data?: SchemaUse;
  /** The business codes that the envelope of a success lists. */
  codes: readonly number[];
}

/** One value that a caller passes. */
export interface NormalParameter extends Omit<Serialisation, "headers"> {
  name: string;
  in: "path" | "query" | "header" | "cookie" | "form";
  required: boolean;
  deprecated: boolean;
  description?: string;
  schema: SchemaUse;
  /** One list names it more than once in its place. */
  isRepeated?: true;
  /** As written; of a field of a form its schema's words are all there is. */
  source: JsonObject;
}

/** A body, by media type. */
export interface NormalBody {
  required: boolean;
  contents: readonly NormalContent[];
}

/** One media type of a body or reply. */
export interface NormalContent {
  mediaType: string;
  schema: SchemaUse;
  examples: ReadonlyMap<string, JsonObject>;
  encoding?: JsonValue;
}

/** What comes back under one status. */
export interface NormalReply {
  status: string;
  description: string;
  headers: readonly { name: string; required: boolean; description?: string; schema: SchemaUse }[];
  contents: readonly NormalContent[];
}

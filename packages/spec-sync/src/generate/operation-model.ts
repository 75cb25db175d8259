import type { Code } from "@just-one/encoders";
import type { JsonValue } from "../document/json-value.ts";

/** One parameter as callers see it. */
export interface ParameterModel {
  name: string;
  in: "path" | "query" | "form";
  required: boolean;
  /** JSON Schema types, sorted; empty when the document does not say. */
  types: string[];
  /** Allowed values, when all of them are primitive. */
  enum?: (string | number | boolean | null)[];
  /** What the parameter is in TypeScript. */
  typeText: Code;
  description?: string;
  deprecated: boolean;
  /** The day the vendor took it away, `YYYY-MM-DD`; absent while it lives. */
  removed?: string;
  /** What the vendor assumes when it is omitted. Told, never sent. */
  default?: JsonValue;
}

/** One operation as the generated files tell it. */
export interface OperationModel {
  /** `"METHOD /path"`. */
  name: string;
  method: string;
  path: string;
  constantName: string;
  token: "query" | "form" | "none";
  /** Required ones first, then by name. */
  parameters: ParameterModel[];
  summary: string;
  description?: string;
  platform: string;
  deprecated: boolean;
  /** The day the vendor took it away, `YYYY-MM-DD`; absent while it lives. */
  removed?: string;
  hidden: boolean;
  aliases: string[];
  family: string;
  version: string;
  /** The component schema of `data`, when somebody has typed it. */
  dataSchema?: string;
}

import { readFile } from "node:fs/promises";
import type { JsonObject } from "@just-one/document";
import { parseObject } from "./parse-object.ts";

/** Reads the document that `@just-one/api` was generated from: the only one that types what replies look like. */
export function readBuiltInDocument(): Promise<JsonObject> {
  return readObject(
    isSource
      ? new URL("../../../../openapi/dist/openapi.json", import.meta.url)
      : new URL(import.meta.resolve("@just-one/api/openapi.json")),
  );
}

/** The day that document is from, `YYYY-MM-DD`. */
export async function readBuiltInDate(): Promise<string> {
  const { date } = await readObject(
    isSource
      ? new URL("../../../../openapi/openapi.lock.json", import.meta.url)
      : new URL(import.meta.resolve("@just-one/api/openapi.lock.json")),
  );
  return typeof date === "string" ? date : "";
}

// While this runs from TypeScript sources nothing is built, and a built copy could be an old one.
const isSource = import.meta.url.endsWith(".ts");

async function readObject(file: URL): Promise<JsonObject> {
  const value = parseObject(await readFile(file, "utf8"));
  if (value === undefined) throw new Error("@just-one/api is not whole; install it again");
  return value;
}

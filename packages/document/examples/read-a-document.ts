import { readFile } from "node:fs/promises";
import { checkDocument, normalizeDocument, parseJson, readCatalog } from "@just-one/document";

const text = await readFile(process.argv[2] ?? "openapi.json", "utf8");
const document = checkDocument(parseJson(text, "openapi.json"), { file: "openapi.json", text, keywords: "tolerant" });

// Parameters and form fields as one list, bodies, replies, and what `data` of the envelope holds.
for (const { name, parameters, data } of normalizeDocument(document).operations) {
  console.log(`${name}: ${parameters.length} parameters, ${data === undefined ? "untyped" : "typed"} data`);
}

// What `createClient({ catalog })` of @just-one/core calls operations by: all those of this document.
const catalog = readCatalog(document);
console.log(`${catalog.length} operations can be called`);

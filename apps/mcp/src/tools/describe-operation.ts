import { describeRemarks } from "@just-one/finder";
import { pickText } from "../arguments/pick-text.ts";
import type { CatalogParameter } from "@just-one/api";
import { findEntry } from "../catalog/find-entry.ts";
import { cleanValue } from "../results/clean.ts";
import { fitValue, measureJson } from "../results/fit.ts";
import { maxResultBytes } from "../results/present.ts";
import { tellPages } from "./tell-pages.ts";
import type { ToolRun } from "./tool.ts";

export const describeOperation: ToolRun = async (args, _context, services) => {
  const library = await services.library();
  const entry = findEntry(library, pickText(args, "operation"));
  const { title, about, words, limits, reply, replySource } = await library.describe(entry);
  const price = services.settings.findPrice(entry.operation);
  const example = args["example"] === true ? await library.readExample(entry.operation) : undefined;
  const remarks = [...describeRemarks(entry), ...(limits === undefined ? [] : [limits])];
  const told = {
    operation: entry.operation,
    title,
    ...(about !== undefined && about !== title && { about: shorten(about, 600) }),
    price: price ?? "not known",
    params: Object.fromEntries(
      entry.parameters.map((parameter) => [
        `${parameter.name}${parameter.required ? "*" : ""}`,
        tellParameter(parameter, words.get(parameter.name)),
      ]),
    ),
    ...(remarks.length > 0 && { limits: shorten(remarks.join("; "), 600) }),
    ...tellPages(entry.operation),
    reply: reply === undefined ? "unknown: nobody has recorded one" : shorten(reply, 3000),
    replySource,
  };
  const value = Object(cleanValue(told)) as object; // safe: an object's copy
  if (example === undefined) return { value };
  const fitted = fitValue(cleanValue(example.data), Math.min(6000, maxResultBytes - measureJson(value) - 100));
  return {
    value: {
      ...value,
      example: "data" in fitted ? fitted.data : fitted.shape,
      exampleSource: example.source,
      ...pickCut(fitted),
    },
  };
};

function pickCut({ cut }: { readonly cut?: string }): { readonly exampleCut?: string } {
  return cut === undefined ? {} : { exampleCut: cut.replace(/; read_reply.*$/, "") };
}

/** A few operations have lists of allowed values of 30 kB. */
function tellParameter({ types, enum: allowed, removed, name }: CatalogParameter, words: string | undefined): string {
  if (removed !== undefined) return `removed by the vendor (${removed}); passing it fails`;
  const type = types.join(" or ") || "any";
  const values = allowed === undefined ? type : tellValues(allowed);
  const isId = types.includes("string") && /id$/i.test(name) && allowed === undefined;
  const told = words === undefined ? "" : ` — ${shorten(words, 240)}`;
  return `${values}${isId ? " (in quotes)" : ""}${told}`;
}

const mostValues = 24;

function tellValues(allowed: readonly unknown[]): string {
  const shown = allowed.slice(0, mostValues).map(String).join(" | ");
  return allowed.length > mostValues ? `${shown} | … (${allowed.length} values)` : shown;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}

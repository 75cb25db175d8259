import { pickText } from "../arguments/pick-text.ts";
import { cleanValue } from "../results/clean.ts";
import { measureJson } from "../results/fit.ts";
import { maxResultBytes } from "../results/present.ts";
import type { ToolRun } from "./tool.ts";

export const findOperations: ToolRun = async (args, _context, services) => {
  const library = await services.library();
  const found = library.find(pickText(args, "query"), {
    platform: pickText(args, "platform") || undefined,
    limit: Number(args["limit"] ?? 6),
  });
  // Titles are the vendor's.
  let operations = found.operations.map((each) => ({ ...each, ...Object(cleanValue(each)) }));
  while (measureJson(operations) > maxResultBytes - 100) operations = operations.slice(0, -1);
  const more = found.more + found.operations.length - operations.length;
  return { value: { operations, ...(more > 0 && { more }) } };
};

import type { OptionRow } from "../settings/option-rows.ts";

/** What `budget` takes besides. */
export const grantOptions: readonly OptionRow[] = [
  { name: "grant", text: "N", help: "so many more paid calls today, for all together or one principal" },
  { name: "principal", text: "NAME", help: "whose; without it, everybody's together" },
];

import { text } from "./text.ts";

/** The sentences of the page about spending, in English. Chinese has the same members. */
export const englishSpending = {
  mock: "These figures are invented: nothing is spent.",
  failed: "The dashboard's server could not be asked. What stands here may be old.",
  today: "Budget of today, for everybody",
  spentOf: (spent: number, max: number): string =>
    text`${spent} of ${max} calls, those that may have been billed included`,
  spent: (spent: number): string => text`${spent} ${spent === 1 ? "call" : "calls"}`,
  spentCost: (spent: string, max: string): string =>
    text`${spent} of ${max} CNY, those that may have been billed included`,
  by: "Sums by",
  names: { day: "Day in Shanghai", user: "User", operation: "Operation" },
  sums: "What was spent",
  billed: "Billed",
  unknown: "Perhaps billed",
  underWay: "Under way",
  cost: "Cost, CNY",
  costNote: "Costs are those of billed calls whose price was known when they were made.",
  nobody: "without a name",
  nothing: "Nothing was spent yet.",
  unknownTitle: "To be compared with the vendor's bill",
  nothingUnknown: "No call is uncertain.",
  unknownNote:
    "The answers to these calls were lost, so that nobody knows whether they were billed. They count as spent until you say what the vendor's bill has.",
  request: "Request",
  settle: {
    billed: (calls: number): string => text`In the bill (${calls})`,
    unbilled: (calls: number): string => text`Not in the bill (${calls})`,
  },
  viewer: "You may look; who may spend may also settle these.",
};

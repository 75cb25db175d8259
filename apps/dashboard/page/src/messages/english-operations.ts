import { text } from "./text.ts";

/** The sentences of the page about operations, in English. Chinese has the same members. */
export const englishOperations = {
  search: "What do you need?",
  platform: "Platform",
  allPlatforms: "All platforms",
  found: (found: number, known: number): string => text`${found} of ${known} operations.`,
  unknown: "No operation has:",
  more: (more: number): string => text`${more} more; add a word.`,
  onlyOne:
    "Only the operation that came with this dashboard is known. `just-one catalog pull` fetches all of the vendor's.",
  versions: "Versions, which may differ:",
  parameters: "Parameters (* required)",
  reply: "What the data of a reply holds",
  try: "Try on the mock (free)",
  language: "Language",
  snippet: "Write as a program",
  answer: "An invented answer. Nothing was sent to the vendor.",
  program: "The call as a program. It reads the token where it runs; a call that succeeds is billed.",
  copy: "Copy program",
  notCopied: "Not copied: this browser does not allow it.",
  noMock:
    "The mock has no answer to this operation: invented answers come with the dashboard, and `just-one catalog pull` brings descriptions and no answers. Write it as a program and run that where a token is set; a call that succeeds is billed.",
  noSnippet: "No program can be written for this.",
  failed: "The dashboard's server could not be asked.",
};

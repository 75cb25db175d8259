import { text } from "./text.ts";

/** What the page says about loading and its cost, in English. Chinese has the same members. */
export const englishLoading = {
  comparedWith: (what: string): string => text`against: ${what}`,
  update: (billed: number): string =>
    billed === 0 ? "Update (free)" : text`Update (${billed} billed ${billed === 1 ? "call" : "calls"})`,
  stale: "The table shows another list or other settings than the form.",
  continue: (calls: number): string => text`Continue (${calls} ${calls === 1 ? "call" : "calls"})`,
  loadMissing: (calls: number): string => text`Load the rest (${calls} billed ${calls === 1 ? "call" : "calls"})`,
  loadMissingMock: (calls: number): string => text`Load the rest (${calls}, free)`,
  missing: "Not loaded: no answer is kept.",
  cost: (amount: string): string => text`About ${amount} CNY.`,
  unsure: (calls: number): string =>
    text`${calls} may have been paid for already; ${calls === 1 ? "it is" : "they are"} asked for again only after a question.`,
  retryUnbilled: (calls: number): string => text`Try ${calls} failed ${calls === 1 ? "call" : "calls"} again`,
  retryUnknown: (calls: number): string => text`${calls} that may have been paid for …`,
  askAgain: (calls: number): string =>
    calls === 1
      ? "The answer to one call was lost. It may have been paid for; asking again may be paid for twice."
      : text`The answers to ${calls} calls were lost. They may have been paid for; asking again may be paid for twice.`,
  askAgainYes: (calls: number): string => text`Ask again (${calls} ${calls === 1 ? "call" : "calls"})`,
  askAgainNo: "Leave them",
  receipt: {
    billed: (calls: number): string => text`${calls} billed`,
    invented: (calls: number): string => text`${calls} invented, nothing billed`,
    free: (calls: number): string => text`${calls} known already, free`,
    unbilled: (calls: number): string => text`${calls} failed, not billed`,
    unknown: (calls: number): string => text`${calls} perhaps billed`,
    seconds: (seconds: number): string => text`${seconds} s`,
    minutes: (minutes: number, seconds: number): string => text`${minutes} m ${seconds} s`,
  },
  reopens: (when: string): string => text`Nothing can be loaded before ${when}.`,
  triedAgain: (when: string): string => text`A call can be tried again from ${when} on.`,
  closedAll: "None of them can be loaded now: an earlier answer or the budget does not allow it.",
  closedCalls: (calls: number): string => text`${calls} ${calls === 1 ? "call" : "calls"} ended by it.`,
  closedShort: {
    100: "Token not valid",
    303: "Quota of today used up",
    600: "No permission",
    601: "Balance used up",
    602: "Spending cap reached",
    budget: "Budget of today used up",
  },
  fileColumns: {
    id: "Creator id",
    name: "Name",
    category: "Category",
    when: "Figures of",
    note: "Note",
    chosen: "Ticked",
    isChosen: "yes",
  },
  notCopied: "Not copied: this browser does not allow it. The link stands in the address bar.",
  viewer:
    "You may look and not spend: figures that were paid for are shown, free. Whoever runs this dashboard names who may load others.",
  known: (known: number, calls: number): string =>
    text`${known} of ${calls} ${known === 1 ? "is" : "are"} known already and shown, free.`,
  showKnown: "Show what is known (free)",
  gone: "The dashboard's server cannot be reached. Nothing is sent until it is back; what is shown stays, and what was paid for is kept there.",
  expired:
    "The dashboard's server was started anew and does not know this page. Open the address that it printed; what was paid for is kept.",
  offlineBrowser: "This computer is offline. Nothing is sent until it is back.",
};

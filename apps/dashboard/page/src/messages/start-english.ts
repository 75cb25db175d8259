export interface StartMessages {
  readonly edit: string;
  readonly fold: string;
  readonly chooseFile: string;
  readonly dropHint: string;
  readonly tooLarge: string;
  readonly unreadable: string;
  readonly examples: string;
  readonly recent: string;
  readonly steps: readonly { readonly title: string; readonly text: string }[];
}

/** The sentences of the form and of what a first visit sees. */
export const startEnglish: StartMessages = {
  edit: "Edit",
  fold: "Close",
  chooseFile: "Choose a file",
  dropHint: "or drop one here: Excel or CSV.",
  tooLarge: "That file is too large for a list of creators.",
  unreadable: "No creators could be read from that file. Save it as Excel or CSV, with a column of ids.",
  examples: "Try with examples",
  recent: "Recent lists on this computer",
  steps: [
    { title: "Paste creators", text: "Ids, links or a whole table with names: from a chat, a spreadsheet or a file." },
    {
      title: "See what it costs",
      text: "One call a creator. What is known already is free, and nothing is sent before you press.",
    },
    {
      title: "Read the answer",
      text: "Who is cheapest, most engaging, most watched and best value; then a table and charts.",
    },
  ],
};

import { useSession } from "../api/use-session.ts";
import type { Choice } from "../creators/choice.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { saveFile } from "./save-file.ts";
import { type Sheet, toSheet } from "./to-sheet.ts";

export interface ExportsProps {
  /** In the order that the table shows, those that it does not show among them. */
  readonly rows: readonly CreatorRow[];
  readonly choice: Choice;
  /** Ids that are ticked in the table. */
  readonly chosen: ReadonlySet<string>;
}

/** Saves what was loaded for a spreadsheet. What writes the files is fetched when it is needed. */
export function Exports({ rows, choice, chosen }: ExportsProps): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const name = session?.mode === "mock" ? "creators-invented" : "creators"; // nobody shall take them for real later
  const isEmpty = !rows.some(({ state }) => state.status === "loaded");
  const read = (): Sheet => {
    const { range, type } = choice;
    return toSheet({ rows, main: { range, type }, chosen }, messages);
  };
  const saveCsv = async (): Promise<void> => {
    const { writeCsv } = await import("./write-csv.ts");
    saveFile(`${name}.csv`, new Blob([writeCsv(read())], { type: "text/csv" }));
  };
  const saveXlsx = async (): Promise<void> => {
    const { writeXlsx } = await import("./write-xlsx.ts");
    saveFile(`${name}.xlsx`, await writeXlsx(read()));
  };
  return (
    <div className="actions">
      <button type="button" disabled={isEmpty} onClick={() => void saveCsv()}>
        {messages.exportCsv}
      </button>
      <button type="button" disabled={isEmpty} onClick={() => void saveXlsx()}>
        {messages.exportXlsx}
      </button>
    </div>
  );
}

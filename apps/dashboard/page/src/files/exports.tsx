import { useSession } from "../api/use-session.ts";
import type { CreatorRow } from "../creators/creator-row.ts";
import { useMessages } from "../messages/use-messages.ts";
import { saveFile } from "./save-file.ts";
import { toSheet } from "./to-sheet.ts";

/** Saves what was loaded for a spreadsheet. What writes the files is fetched when it is needed. */
export function Exports({ rows }: { rows: readonly CreatorRow[] }): React.ReactElement {
  const { messages } = useMessages();
  const { session } = useSession();
  const name = session?.mode === "mock" ? "creators-invented" : "creators"; // nobody shall take them for real later
  const isEmpty = !rows.some(({ state }) => state.status === "loaded");
  const saveCsv = async (): Promise<void> => {
    const { writeCsv } = await import("./write-csv.ts");
    saveFile(`${name}.csv`, new Blob([writeCsv(toSheet(rows, messages))], { type: "text/csv" }));
  };
  const saveXlsx = async (): Promise<void> => {
    const { writeXlsx } = await import("./write-xlsx.ts");
    saveFile(`${name}.xlsx`, await writeXlsx(toSheet(rows, messages)));
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

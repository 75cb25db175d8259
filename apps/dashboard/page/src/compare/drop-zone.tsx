import { useId, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";

export interface DropZoneProps {
  /** Takes the list of a file, as a person would paste it. */
  readonly onList: (text: string) => void;
  readonly children: React.ReactNode;
}

/** A place for files of spreadsheets, dropped or chosen; what reads them is fetched then. */
export function DropZone({ onList, children }: DropZoneProps): React.ReactElement {
  const { messages } = useMessages();
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<"tooLarge" | "unreadable">();
  const take = async (file: File | undefined): Promise<void> => {
    setOver(false);
    setProblem(undefined);
    if (file === undefined) return;
    const { readFile } = await import("../ids/read-file.ts");
    const list = await readFile(file);
    if (typeof list === "string") onList(list);
    else setProblem(list.problem);
  };
  return (
    <div
      className={isOver ? "drop-zone over" : "drop-zone"}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return; // a text is dropped into the field
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      {children}
      <p className="file-line">
        <label htmlFor={id} className="file">
          {messages.start.chooseFile}
        </label>
        <input
          id={id}
          className="hidden"
          type="file"
          accept=".xlsx,.csv,.tsv,.txt"
          onChange={({ target }) => {
            void take(target.files?.[0]);
            target.value = ""; // the same file may be chosen again
          }}
        />
        <span className="hint">{messages.start.dropHint}</span>
        {problem !== undefined && (
          <span role="alert" className="warning">
            {messages.start[problem]}
          </span>
        )}
      </p>
    </div>
  );
}

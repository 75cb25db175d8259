import type { CostBand } from "@just-one/core/xingtu";
import { useMessages } from "../messages/use-messages.ts";
import type { ColumnChoice } from "../table/choose-columns.ts";
import { ColumnPicker } from "../table/column-picker.tsx";
import type { Filters } from "../table/filter-rows.ts";
import { BandChoice } from "./band-choice.tsx";
import { NumberField } from "./number-field.tsx";

export interface ToolbarProps {
  readonly band: CostBand;
  readonly onBand: (band: CostBand) => void;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly onBudget: (budget: number | undefined) => void;
  readonly chosen: number;
  readonly columns: ColumnChoice;
  readonly onColumns: (choice: ColumnChoice) => void;
  /** What saves files. */
  readonly files: React.ReactNode;
}

/** What the table and the charts are of. */
export function Toolbar(props: ToolbarProps): React.ReactElement {
  const { band, onBand, filters, onFilters, onBudget, chosen, columns, onColumns, files } = props;
  const { messages } = useMessages();
  return (
    <div className="toolbar">
      <BandChoice band={band} onChange={onBand} />
      <NumberField label={messages.results.minVideos} onChange={(minVideos) => onFilters({ ...filters, minVideos })} />
      <NumberField
        label={messages.results.minEngagement}
        onChange={(minEngagement) => onFilters({ ...filters, minEngagement })}
      />
      <NumberField label={messages.results.budget} hint={messages.results.budgetHint} onChange={onBudget} />
      <label className="tick">
        <input
          type="checkbox"
          checked={filters.onlyChosen}
          disabled={chosen === 0 && !filters.onlyChosen}
          onChange={({ target }) => onFilters({ ...filters, onlyChosen: target.checked })}
        />{" "}
        {messages.results.onlyChosen(chosen)}
      </label>
      <div className="actions">
        <ColumnPicker choice={columns} band={band} onChange={onColumns} />
        {files}
      </div>
    </div>
  );
}

/** A chart's figures, as text. */
export interface ChartData {
  readonly header: readonly string[];
  /** The name of a creator, then as many figures as the header has. */
  readonly lines: readonly (readonly string[])[];
}

/** A chart's figures for whoever does not see it, or wants to know exactly. */
export function DataTable({ title, data }: { title: string; data: ChartData }): React.ReactElement {
  return (
    // What scrolls must be reachable by keyboard.
    <div className="scroll" role="region" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {data.header.map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.lines.map(([name = "", ...figures]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {figures.map((figure, index) => (
                <td key={data.header[index + 1]}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

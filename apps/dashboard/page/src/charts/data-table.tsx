/** A chart's figures. */
export interface ChartData {
  readonly header: readonly string[];
  /** The name of a creator, then as many figures as the header has. */
  readonly lines: readonly (readonly [name: string, ...figures: React.ReactNode[]])[];
}

/** A chart's figures for whoever does not see it, or wants to know exactly. */
export function DataTable({ title, data }: { title: string; data: ChartData }): React.ReactElement {
  return (
    // What scrolls must be reachable by keyboard.
    <div className="scroll" role="region" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {data.header.map((text, index) => (
              <th key={text} scope="col" className={index === 0 ? "sticky" : undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.lines.map(([name, ...figures]) => (
            <tr key={name}>
              <th scope="row" className="sticky" title={name}>
                {name}
              </th>
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

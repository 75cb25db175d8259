/** What is measured against each other, by name. */
export type Contenders<Name extends string, Sample> = Readonly<Record<Name, () => Promise<Sample>>>;

export interface RoundsOptions<Name extends string, Sample> {
  readonly rounds: number;
  /** Rounds that run first and are not counted: caches and the JIT warm up. @default 1 */
  readonly warmUp?: number;
  readonly contenders: Contenders<Name, Sample>;
  readonly onRound?: (round: number) => void;
}

/**
 * Runs every contender once a round and returns their samples by round. Each round starts with another one, so that
 * nobody always runs in the wake of the same neighbour.
 */
export async function measureRounds<Name extends string, Sample>(
  options: RoundsOptions<Name, Sample>,
): Promise<Record<Name, Sample[]>> {
  const { rounds, warmUp = 1, contenders, onRound } = options;
  // Safe: these are the record's own keys.
  const names = Object.keys(contenders) as Name[];
  // Safe: one member for each of the names, which are all that the type has.
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Sample[]>;
  for (let round = -warmUp; round < rounds; round += 1) {
    onRound?.(round);
    const first = (round + warmUp) % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const sample = await contenders[name]();
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}

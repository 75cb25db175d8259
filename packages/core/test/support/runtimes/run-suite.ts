import { suite } from "./suite.ts";

/** What became of one rule of the suite. */
export interface Outcome {
  readonly name: string;
  /** Absent when the rule holds. */
  readonly failure?: string;
}

/** Runs the suite against the server, one rule after the other. */
export async function runSuite(url: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [name, rule] of Object.entries(suite)) {
    try {
      await rule(url);
      outcomes.push({ name });
    } catch (error) {
      outcomes.push({ name, failure: error instanceof Error ? error.message : String(error) });
    }
  }
  return outcomes;
}

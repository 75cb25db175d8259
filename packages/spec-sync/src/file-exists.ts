import { stat } from "node:fs/promises";

/** Tells whether something stands at a path. */
export async function fileExists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

import { tell } from "../tell.ts";

const patienceMs = 2_000;

/** Tells on stderr what takes long, once it does. */
export async function watchProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => tell(`${what} …`), patienceMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

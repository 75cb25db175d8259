const patienceMs = 2_000;

/** Tells on stderr what takes long, once it does. */
export async function watchProgress<T>(what: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => process.stderr.write(`${what} …\n`), patienceMs);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

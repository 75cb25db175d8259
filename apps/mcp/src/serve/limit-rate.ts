/** Says whether a principal may ask once more in this minute, so that a loop gone wild cannot starve others. */
export function limitRate(requestsPerMinute: number): (principal: string) => boolean {
  const counts = new Map<string, number>();
  let minute = 0;
  return (principal) => {
    const now = Math.floor(Date.now() / 60_000);
    if (now !== minute) counts.clear();
    minute = now;
    const count = (counts.get(principal) ?? 0) + 1;
    counts.set(principal, count);
    return count <= requestsPerMinute;
  };
}

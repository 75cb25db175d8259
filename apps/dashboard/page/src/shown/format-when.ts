/** A moment of epoch milliseconds as `2026-11-26 20:26` in this browser's time zone: for what is kept, such as files. */
export function formatWhenKept(when: number): string {
  const date = new Date(when);
  const parts = [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()];
  const [month, day, hour, minute] = parts.map((part) => String(part).padStart(2, "0"));
  return `${date.getFullYear()}-${month}-${day} ${hour}:${minute}`;
}

/** The same for the eye: `11-26 20:26`, with its year only where that is not the present one. */
export function formatWhen(when: number, now: number = Date.now()): string {
  const whole = formatWhenKept(when);
  const isThisYear = new Date(when).getFullYear() === new Date(now).getFullYear();
  return isThisYear ? whole.slice(whole.indexOf("-") + 1) : whole;
}

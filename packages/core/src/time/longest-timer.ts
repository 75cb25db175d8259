/** The longest delay, in milliseconds, that a timer can hold; a longer one would fire at once. About 25 days. */
export const longestTimerMs: number = 2 ** 31 - 1;

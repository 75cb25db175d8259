/** How a command ended, as `just-one` ends; scripts rely on these numbers. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUse: 2,
  partFailed: 3,
  tokenOrPermission: 4,
  quotaOrBudget: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

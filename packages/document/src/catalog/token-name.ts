/** The only name that is secret; `pageToken`, `userUrlToken` and their like are ordinary parameters. */
export const tokenName = "token";

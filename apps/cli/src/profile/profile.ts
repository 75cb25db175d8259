import { isAmount } from "../is-amount.ts";

/** What a person has settled on for one account or server. Never a token. */
export interface Profile {
  readonly environment?: string;
  readonly baseUrl?: string;
  readonly allowInsecureHttp?: boolean;
  /** The environment variable that holds this account's token. */
  readonly tokenVariable?: string;
  /** Seconds. */
  readonly timeout?: number;
  readonly concurrency?: number;
  readonly price?: string;
  readonly maxCalls?: number;
}

/** What each member must be, in words, and whether it is. */
export const profileMembers: { readonly [Name in keyof Profile]-?: Member } = {
  environment: { must: "prod-global or prod-cn", accepts: (value) => value === "prod-global" || value === "prod-cn" },
  baseUrl: { must: "an address without user, password and query", accepts: isPlainAddress },
  allowInsecureHttp: { must: "true or false", accepts: (value) => typeof value === "boolean" },
  tokenVariable: {
    must: "the name of a variable such as JUST_ONE_TOKEN_CHINA, which holds the token",
    accepts: (value) => typeof value === "string" && /^JUST_ONE_TOKEN(?:_[A-Z0-9]{1,20}){0,3}$/.test(value),
  },
  timeout: { must: "whole seconds, such as 120", accepts: isCount },
  concurrency: { must: "a whole number, such as 8", accepts: isCount },
  price: { must: 'an amount in quotes, such as "0.30"', accepts: isPrice },
  maxCalls: { must: "a whole number, such as 200", accepts: isCount },
};

interface Member {
  readonly must: string;
  readonly accepts: (value: unknown) => boolean;
}

function isPlainAddress(value: unknown): boolean {
  const url = typeof value === "string" ? URL.parse(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.search + url.hash === "";
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 100_000;
}

function isPrice(value: unknown): boolean {
  return typeof value === "string" && isAmount(value);
}

import { describeParameter } from "./describe-parameter.ts";
import { foldName } from "../support/pair-renames.ts";
import { isRequired, isSameParameter, isSubset, type Parameter, type Parameters } from "@just-one/document";
import type { Scope } from "../scope.ts";

/**
 * Pairs each parameter with what it became: the same place and name; else the same name in another place; else, in the
 * same place, a name that differs only in letter case and punctuation, or the only one that went and the only one that
 * came of the same kind, both required or one name a part of the other (`pageIndex`, `page`).
 */
export function pairParameters(scope: Scope, before: Parameters, after: Parameters): Map<string, Parameter> {
  const pairs = new Map<string, Parameter>();
  const rules: readonly ((one: Parameter, other: Parameter) => boolean)[] = [
    isSameParameter,
    (one, other) => one.name === other.name,
    (one, other) => one.place === other.place && foldName(one.name) === foldName(other.name),
    (one, other) => one.place === other.place && isLikelyRename(scope, one, other),
  ];
  for (const belongTogether of rules) {
    const gone = [...before].filter(([key]) => !pairs.has(key));
    const come = [...after.values()].filter((parameter) => ![...pairs.values()].includes(parameter));
    for (const [key, one] of gone) {
      const candidates = come.filter((other) => belongTogether(one, other));
      const [candidate] = candidates;
      if (candidate === undefined || candidates.length > 1) continue;
      const rivals = gone.filter(([, other]) => belongTogether(other, candidate));
      if (rivals.length === 1) pairs.set(key, candidate);
    }
  }
  return pairs;
}

function isLikelyRename(scope: Scope, one: Parameter, other: Parameter): boolean {
  if (isRequired(one) !== isRequired(other)) return false;
  if (!isRequired(one) && !isPartOfOther(one.name, other.name)) return false;
  const { session } = scope;
  return describeParameter(one, session.before) === describeParameter(other, session.after);
}

/** `pageIndex` and `page`: all words of one are in the other. */
function isPartOfOther(one: string, other: string): boolean {
  const [words, others] = [splitWords(one), splitWords(other)];
  return isSubset(words, others) || isSubset(others, words);
}

function splitWords(name: string): Set<string> {
  return new Set(
    name
      .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
}

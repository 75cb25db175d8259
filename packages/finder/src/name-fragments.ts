/** What programmers paste: `get_author_cp_info`, `/api/weibo/get-fans/v1`, `getUserVideoList`. Two words at least make a name. */
export function readFragments(query: string): string[] {
  const names = query.match(/[A-Za-z\d]+(?:[_/-]+[A-Za-z\d]+)+|\b[a-z]+(?:[A-Z][a-z\d]+)+\b/gu) ?? [];
  return names.map(flatten).filter((name) => name.length >= 8);
}

/** Whether a path holds a name, be it spelled with hyphens, underscores or capitals; a leading verb may be another one. */
export function holdsFragment(path: string, fragment: string): boolean {
  const flat = flatten(path);
  const bare = fragment.replace(/^(?:get|list|fetch|query)/u, "");
  return flat.includes(fragment) || (bare.length >= 6 && flat.includes(bare));
}

function flatten(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]+/gu, "");
}

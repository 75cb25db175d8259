import type { OperationProse, CatalogEntry } from "@just-one/api";

/** An operation with all that a document says of it. */
export interface WholeOperation {
  readonly entry: CatalogEntry;
  readonly prose: OperationProse;
}

/**
 * What a server of the same idea answers that returns all it has: search, schema, call. Eight results with all their words; a
 * schema with all its values; a reply twice, as data and as it came, printed for people, as the vendor's own does.
 */
export const wholeReplyServer = {
  search: (found: readonly WholeOperation[]): string =>
    print(
      found.slice(0, 8).map(({ entry, prose }) => ({
        endpoint: entry.operation,
        title: prose.summary,
        description: prose.description,
        platform: prose.platform,
        aliases: prose.aliases,
        parameters: entry.parameters.map(({ name, required, types }) => ({ name, required, type: types[0] })),
      })),
    ),
  schema: ({ entry, prose }: WholeOperation): string =>
    print({ ...entry, ...prose, parameters: joinParameters(entry, prose) }),
  call: (data: unknown): string => print({ data, raw: { code: 0, message: "success", data } }),
};

function joinParameters(entry: CatalogEntry, prose: OperationProse): object[] {
  const told = new Map(prose.parameters.map((parameter) => [parameter.name, parameter]));
  return entry.parameters.map((parameter) => Object.assign({}, parameter, told.get(parameter.name)));
}

function print(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}

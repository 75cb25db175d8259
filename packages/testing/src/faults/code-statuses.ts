/** The HTTP status that each business code comes with, where it is not 200. A test holds it to the document's examples. */
export const codeStatuses: ReadonlyMap<string, number> = new Map([
  ["100", 401],
  ["302", 429],
  ["303", 429],
  ["400", 400],
  ["500", 500],
  ["503", 503],
  ["600", 403],
]);

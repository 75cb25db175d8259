// What the columns of ids are called in exports of Xingtu, of agencies' lists and of our own; the surest first.
const idHeaders = [
  /^(?:达人)?(?:巨量)?星图(?:达人)?(?:id|号)/,
  /^xingtu(?:creator|author)?id$/,
  /^oauthorid$/,
  /(?:author|creator|star|kol)id$/,
  /^(?:达人|作者|博主|账号|主播)id/,
  /^id$/,
];
const nameHeaders =
  /^(?:达人|作者|博主|账号|主播|星图)?(?:名称|昵称|名字|姓名|名)$|^(?:nick|creator|author|star|kol|user)?names?$|^label$|^(?:达人|作者|博主|账号|主播|creator|kol)$/;

/** How sure a header names the column of ids: 0 is surest, -1 says that it does not. */
export function rankIdHeader(header: string): number {
  const plain = plainly(header);
  return idHeaders.findIndex((pattern) => pattern.test(plain));
}

/** True for the header of a column of names. */
export function isNameHeader(header: string): boolean {
  return nameHeaders.test(plainly(header));
}

function plainly(header: string): string {
  return header.toLowerCase().replaceAll(/[\s_\-"'“”：:*]|\(.*\)/g, "");
}

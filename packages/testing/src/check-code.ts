/** Returns a business code as text. @throws TypeError when it is none */
export function checkCode(code: string | number): string {
  const text = String(code);
  if (!/^\d{1,9}$/.test(text)) {
    throw new TypeError(`An outcome is a business code such as "302", not ${JSON.stringify(code)}`);
  }
  return text;
}

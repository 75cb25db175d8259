// Everything that the client relies on in a ledger, checked on one of one's own.
// #region readme
import { createMemoryLedger } from "@just-one/core";
import { ledgerRules } from "@just-one/testing";

for (const { name, check } of ledgerRules) {
  await check(createMemoryLedger()); // put yours here, empty each time; rejects where it does otherwise
  console.log(`✓ ${name}`);
}
// #endregion

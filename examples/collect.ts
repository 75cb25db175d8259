// A list of creators, each paid for at most once, with a file as its memory: the same program again goes on where it ended.
// #region readme
import { collect, createFileBoard, exportRun, planRun } from "@just-one/collector";

const board = createFileBoard({ path: process.env["BOARD_FILE"] ?? "board.sqlite" });
if ((await board.readRun()) === undefined) {
  await planRun({
    board,
    plan: {
      id: "creators",
      operation: "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1",
      parameters: { range: "DAY_30" },
      price: "0.30",
      budget: "30",
      inputs: "by hand",
      createdAt: Date.now(),
    },
    inputs: [{ parameters: { oAuthorId: "6800000000000000001" }, label: "甲" }],
  });
}
const { totals, stopped } = await collect({
  board,
  client: { token: process.env["JUST_ONE_TOKEN"] ?? "", baseUrl: process.env["JUST_ONE_BASE_URL"] },
});
console.log(`${totals.items.billed} billed, ${totals.spent} spent, ${stopped ?? "all through"}`);

const { rows } = await exportRun({ board, folder: process.env["OUT_FOLDER"] ?? "out", format: "csv" });
console.log(`${rows} row written`);
board.close();
// #endregion

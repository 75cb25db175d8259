export { collectSlice, type CollectSliceOptions, type SliceEnd } from "./board/collect-slice.ts";
export {
  createPgBossEngine,
  migratePgBoss,
  type PgBossEngineOptions,
  type RunSchedule,
  type SliceEngine,
  type SliceJob,
} from "./board/create-pg-boss-engine.ts";
export { createPostgresBoard, type PostgresBoard, type PostgresBoardOptions } from "./board/create-postgres-board.ts";
export { listRuns, type RunSummary } from "./board/list-runs.ts";

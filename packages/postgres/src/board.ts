export { createPostgresBoard, type PostgresBoard, type PostgresBoardOptions } from "./board/create-postgres-board.ts";

export { createOtelStage, type OtelStageOptions } from "./create-otel-stage.ts";

import type { Success } from "../result.ts";
import { toFraction, toNumber, toSeconds, toYuan } from "./convert.ts";
import type { Certainty, ComparedMeasure, Measure, Peers, Unit } from "./measure.ts";
import { UpstreamError } from "./upstream-error.ts";

/** Costs by the length of the video. */
export interface CostBands {
  /** Videos of 1 to 20 seconds. */
  readonly upTo20s?: Measure<string>;
  /** Videos of 21 to 60 seconds. */
  readonly upTo60s?: Measure<string>;
  /** Videos over 60 seconds. */
  readonly over60s?: Measure<string>;
}

/** The reply of Author Spread Info with units. What the vendor left out, or sent in a form nobody knows, is absent. */
export interface AuthorSpread {
  /** Videos in the window; under five, distrust the means. */
  readonly videos?: ComparedMeasure;
  /** Half of the videos have more. */
  readonly medianPlays?: ComparedMeasure;
  /** Mean per video. */
  readonly meanLikes?: Measure;
  /** Mean per video. */
  readonly meanComments?: Measure;
  /** Mean per video. */
  readonly meanShares?: Measure;
  /** Mean length of the videos. */
  readonly meanDuration?: Measure;
  /** Engagements per play. */
  readonly engagementRate?: ComparedMeasure;
  /** The share of plays that reach the end. */
  readonly completionRate?: ComparedMeasure;
  /** How far plays spread from video to video, in a unit that nobody knows. */
  readonly playStability?: ComparedMeasure<unknown>;
  /** What a thousand plays are expected to cost. */
  readonly costPerMille: CostBands;
  /** What one engagement is expected to cost. */
  readonly costPerEngagement: CostBands;
  /** A variant of `costPerMille` whose meaning is unknown. */
  readonly salesCostPerMille: CostBands;
  /** The vendor's own `data`. */
  readonly raw: unknown;
}

/**
 * Gives the fields of Author Spread Info their units. Never throws for odd data.
 *
 * @returns the view, or an `UpstreamError` when `base_resp` says that the platform failed
 * @source the vendor's sample, and people who compared it with the platform's own pages
 * @example
 * ```ts
 * const spread = readAuthorSpread(await client.call(spreadInfo, { oAuthorId }));
 * if (!(spread instanceof UpstreamError)) console.log(spread.engagementRate?.value);
 * ```
 */
export function readAuthorSpread(success: Success<unknown>): AuthorSpread | UpstreamError {
  const data = toObject(success.data);
  const failure = findUpstreamFailure(success, toObject(data["base_resp"]));
  if (failure !== undefined) return failure;

  const itemRate = toObject(data["item_rate"]);
  const spread = compact({
    videos: withPeers(measure(toNumber(data["item_num"]), "count", "proven"), itemRate["item_num"], asIs),
    medianPlays: withPeers(measure(toNumber(data["play_mid"]), "count", "proven"), itemRate["play_mid"], asIs),
    meanLikes: measure(toNumber(data["like_avg"]), "count", "proven"),
    meanComments: measure(toNumber(data["comment_avg"]), "count", "proven"),
    meanShares: measure(toNumber(data["share_avg"]), "count", "proven"),
    meanDuration: measure(toSeconds(data["avg_duration"]), "seconds", "likely"),
    engagementRate: readRate(data["interact_rate"]),
    completionRate: readRate(data["play_over_rate"]),
    playStability: withPeers(asIs(toObject(data["play_stability"])["value"]), data["play_stability"], likelyShare),
    costPerMille: readBands(data["expect_cpm"], "cpm", "proven"),
    costPerEngagement: readBands(data["expect_cpe"], "cpe", "proven"),
    salesCostPerMille: readBands(data["sales_expect_cpm"], "cpm", "likely"),
  });
  return { ...spread, raw: success.data };
}

type Members = Readonly<Record<string, unknown>>;

/** The members of an object; none for anything else. Prototypes are not looked at. */
function toObject(value: unknown): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.assign(Object.create(null), value);
}

function findUpstreamFailure({ meta }: Success<unknown>, status: Members): UpstreamError | undefined {
  const { status_code: statusCode, status_message: statusMessage } = status;
  if (statusCode === undefined || statusCode === null || toNumber(statusCode) === 0) return undefined;
  return new UpstreamError(
    `${meta.operation} was answered and billed, but the platform behind it reports a failure in base_resp`,
    { meta, statusCode, ...(typeof statusMessage === "string" && statusMessage !== "" ? { statusMessage } : {}) },
  );
}

function measure<T>(value: T | undefined, unit: Unit, certainty: Certainty): Measure<T> | undefined {
  return value === undefined ? undefined : { value, unit, certainty };
}

function asIs(raw: unknown): Measure<unknown> | undefined {
  return measure(raw ?? undefined, "unknown", "unknown");
}

function likelyShare(raw: unknown): Measure<unknown> | undefined {
  return measure(toFraction(raw), "fraction", "likely");
}

function readRate(raw: unknown): ComparedMeasure | undefined {
  return withPeers(measure(toFraction(toObject(raw)["value"]), "fraction", "proven"), raw, likelyShare);
}

function withPeers<T>(
  value: Measure<T> | undefined,
  raw: unknown,
  readShare: (raw: unknown) => Measure<unknown> | undefined,
): ComparedMeasure<T> | undefined {
  if (value === undefined) return undefined;
  const { label, overtake } = toObject(raw);
  const peers: Peers = compact({
    label: typeof label === "string" && label !== "" ? label : undefined,
    beaten: readShare(overtake),
  });
  return Object.keys(peers).length === 0 ? value : { ...value, peers };
}

function readBands(raw: unknown, prefix: "cpm" | "cpe", certainty: Certainty): CostBands {
  const bands = toObject(raw);
  return compact({
    upTo20s: measure(toYuan(bands[`${prefix}_1_20`]), "yuan", certainty),
    upTo60s: measure(toYuan(bands[`${prefix}_21_60`]), "yuan", certainty),
    over60s: measure(toYuan(bands[`${prefix}_60`]), "yuan", certainty),
  });
}

type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Drops members that are undefined: what is missing is absent. */
function compact<T extends object>(members: T): Compact<T> {
  // Safe: exactly the members whose type allows undefined may have been dropped.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Compact<T>;
}

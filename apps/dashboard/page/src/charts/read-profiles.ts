import { type MetricName, metrics } from "@just-one/core/xingtu";
import type { LoadedCreator } from "./loaded-creator.ts";

/** How near each figure of a creator comes to the best one. */
export interface Profile extends Pick<LoadedCreator, "id" | "name" | "title"> {
  /** 1 is the best; half of it where more is better, or double where less is, is a half. Absent without the figure. */
  readonly shares: readonly (number | undefined)[];
}

/** Compares creators with the best of all who have enough videos: two that went well are no measure for the others. */
export function readProfiles(
  shown: readonly LoadedCreator[],
  all: readonly LoadedCreator[],
  names: readonly MetricName[],
): readonly Profile[] {
  const sure = all.filter(({ isSmallSample }) => !isSmallSample);
  const best = names.map((name) => findBest(name, sure.length > 0 ? sure : all));
  return shown.map((creator) => ({
    id: creator.id,
    name: creator.name,
    title: creator.title,
    shares: names.map((name, axis) => toShare(name, creator, best[axis])),
  }));
}

function read(name: MetricName, { spread }: LoadedCreator): number | undefined {
  const value = Number(metrics[name].read(spread)?.value);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function findBest(name: MetricName, creators: readonly LoadedCreator[]): number | undefined {
  const values = creators.flatMap((creator) => read(name, creator) ?? []);
  if (values.length === 0) return undefined;
  return metrics[name].better === "higher" ? Math.max(...values) : Math.min(...values);
}

function toShare(name: MetricName, creator: LoadedCreator, best: number | undefined): number | undefined {
  const value = read(name, creator);
  if (value === undefined || best === undefined) return undefined;
  return metrics[name].better === "higher" ? value / best : best / value;
}

import { text } from "./text.ts";

export interface ResultsMessages {
  readonly answers: string;
  readonly cheapest: string;
  readonly mostEngaging: string;
  readonly mostWatched: string;
  readonly bestValue: string;
  /** Percent of the median. */
  readonly aboveMedian: (percent: number, median: string) => string;
  readonly belowMedian: (percent: number, median: string) => string;
  readonly timesMedian: (times: number, median: string) => string;
  readonly sameAsMedian: (median: string) => string;
  readonly alsoBest: (others: number) => string;
  readonly noAnswer: string;
  readonly noFigures: string;
  readonly leftOut: (creators: number) => string;
  readonly minVideos: string;
  readonly minEngagement: string;
  readonly budget: string;
  readonly budgetHint: string;
  readonly onlyChosen: (chosen: number) => string;
  readonly shown: (shown: number, all: number) => string;
  readonly showAll: string;
  readonly nothingLeft: string;
  readonly groups: Readonly<Record<"main" | "engagement" | "peers" | "costs" | "other", string>>;
  readonly standardColumns: string;
  readonly more: (name: string) => string;
  readonly copyId: string;
  readonly sortBy: string;
  readonly unsorted: string;
  readonly showMore: (count: number) => string;
}

/** The sentences of what was loaded: the answers, the table's tools, its menu. */
export const resultsEnglish: ResultsMessages = {
  answers: "At a glance",
  cheapest: "Cheapest plays",
  mostEngaging: "Most engaging",
  mostWatched: "Most watched",
  bestValue: "Best value",
  aboveMedian: (percent, median) => text`${percent}% above the middle of ${median}`,
  belowMedian: (percent, median) => text`${percent}% below the middle of ${median}`,
  timesMedian: (times, median) => text`about ${times} times the middle of ${median}`,
  sameAsMedian: (median) => text`the middle is ${median}`,
  alsoBest: (others) => text`and ${others} more`,
  noAnswer: "Too few creators with five videos or more to tell.",
  noFigures: "No figures yet.",
  leftOut: (creators) => text`${creators} with few videos left out`,
  minVideos: "Videos, at least",
  minEngagement: "Engagement, at least %",
  budget: "Budget in CNY",
  budgetHint: "adds the plays it buys",
  onlyChosen: (chosen) => text`Ticked only (${chosen})`,
  shown: (shown, all) => text`${shown} of ${all} creators are shown.`,
  showAll: "Show all",
  nothingLeft: "No creator meets these conditions.",
  groups: {
    main: "Reach",
    engagement: "Engagement in detail",
    peers: "Against peers",
    costs: "Costs by length of video",
    other: "More",
  },
  standardColumns: "Standard columns",
  more: (name) => text`More about ${name}`,
  copyId: "Copy id",
  sortBy: "Sort by",
  unsorted: "As loaded",
  showMore: (count) => text`Show ${count} more`,
};

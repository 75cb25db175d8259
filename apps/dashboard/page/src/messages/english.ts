import { englishLoading } from "./english-loading.ts";
import { englishOperations } from "./english-operations.ts";
import { englishSpending } from "./english-spending.ts";
import { resultsEnglish, type ResultsMessages } from "./results-english.ts";
import { startEnglish, type StartMessages } from "./start-english.ts";
import { text } from "./text.ts";

const page = {
  language: "English",
  title: "Compare creators",
  navigation: "Pages",
  routes: { compare: "Compare", spending: "Spending", operations: "Operations" },
  intro: "Paste the ids of Douyin Xingtu creators to see plays, engagement and expected costs side by side.",
  mock: "Mock data: these figures are invented. Nothing is sent and nothing is billed.",
  idsLabel: "Creator ids",
  idsHint: "Any separators, from a spreadsheet too.",
  counted: (creators: number, duplicates: number): string =>
    text`${creators} ${creators === 1 ? "creator" : "creators"}${duplicates > 0 ? text`, ${duplicates} given twice and counted once` : ""}`,
  refused: "No creator ids, left out:",
  rounded: "A spreadsheet has rounded these ids. Format the column as text there and copy them again.",
  range: "Window",
  ranges: { DAY_30: "Last 30 days", DAY_90: "Last 90 days" },
  type: "Videos",
  types: { PERSONAL_VIDEO: "Personal videos", XINTU_VIDEO: "Paid Xingtu videos" },
  compareWith: (what: string): string => text`Compare with: ${what}`,
  estimate: (billed: number, cached: number): string =>
    text`Loading makes ${billed} billed ${billed === 1 ? "call" : "calls"}; ${cached} ${cached === 1 ? "is" : "are"} known already and free.`,
  invented: "invented figures",
  estimateMock: (calls: number): string =>
    text`Loading makes ${calls} mock ${calls === 1 ? "call" : "calls"}, all free.`,
  estimateClosed: (calls: number): string =>
    text`${calls} cannot be made now: an earlier answer or the budget does not allow it.`,
  left: (left: number, max: number): string => text`Today's budget: ${left} of ${max} calls left for everybody.`,
  overBudget: "That is more than what is left of today's budget. The rest will not be loaded.",
  load: (creators: number): string => text`Load ${creators} ${creators === 1 ? "creator" : "creators"}`,
  stop: "Stop",
  forget: "Forget this list",
  copyLink: "Copy link",
  copied: "Copied",
  progress: (done: number, total: number, failed: number): string =>
    text`${done} of ${total} answered${failed > 0 ? text`, ${failed} failed` : ""}`,
  retry: "Try again",
  loadOne: "Load",
  waiting: "Loading …",
  stopped: "Stopped: not sent.",
  table: "Comparison",
  columns: "Columns",
  creator: "Creator",
  sortHint: "Press a header to sort.",
  better: "better",
  worse: "worse",
  best: "best",
  worst: "worst",
  smallSample: "few videos",
  smallSampleHint: "Under five videos: one outlier makes the means.",
  cached: "known already",
  legend:
    "▲ best, ▼ worst. ~ after a unit: likely, not proven. ?: nobody knows the unit. few videos: under five, so that one outlier makes the means.",
  raw: "Raw reply",
  rawOf: (id: string): string => text`Raw reply of creator ${id}`,
  close: "Close",
  tick: (id: string): string => text`Tick creator ${id}`,
  exportCsv: "Save as CSV",
  exportXlsx: "Save as Excel",
  saveChart: "Save picture",
  theme: "Appearance",
  themes: { system: "System", light: "Light", dark: "Dark" },
  units: { count: "count", times: "count", percent: "%", yuan: "CNY", seconds: "s", raw: "raw" },
  fields: {
    videos: "Videos",
    medianPlays: "Median plays",
    meanLikes: "Mean likes",
    meanComments: "Mean comments",
    meanShares: "Mean shares",
    engagementRate: "Engagement",
    engagementPeers: "Peers beaten in engagement",
    completionRate: "Completion",
    completionPeers: "Peers beaten in completion",
    meanDuration: "Mean length",
    costPerMilleUpTo20s: "CPM 1–20 s",
    costPerMilleUpTo60s: "CPM 21–60 s",
    costPerMilleOver60s: "CPM over 60 s",
    costPerEngagementUpTo20s: "CPE 1–20 s",
    costPerEngagementUpTo60s: "CPE 21–60 s",
    costPerEngagementOver60s: "CPE over 60 s",
    playStability: "Spread of plays",
    expectedPlays: "Plays for the budget",
  },
  charts: {
    title: "Charts",
    data: "Figures of this chart",
    unavailable: "The charts cannot be shown. The figures above are not affected; load the page anew to try again.",
    costTitle: "Cost against engagement",
    costNote:
      "The best value is at the top left. A larger bubble has more median plays, a hollow one few videos; dashed lines are the middle. Press a bubble to select its creator.",
    peersTitle: "Share of peers beaten",
    peersNote: "By the vendor's own comparison; its unit is likely, not proven.",
    peersMore: (most: number): string => text`The first ${most} are drawn; the table has all.`,
    radarTitle: "Profile of up to five creators",
    radarNote:
      "The rim is the best of all creators with enough videos. The first five that are ticked, or the first five of all.",
    logarithmic: "Logarithmic, to spread what lies close",
    costKeys: "Bubbles: arrow keys go from one to the next, Enter selects it in the table",
    quadrants: {
      cheapEngaging: "cheap, engaging",
      dearEngaging: "dear, engaging",
      cheapQuiet: "cheap, quiet",
      dearQuiet: "dear, quiet",
    },
    band: "Length of video",
    bands: { upTo20s: "1–20 s", upTo60s: "21–60 s", over60s: "Over 60 s" },
    nothing: "Not enough figures for this chart yet.",
    rangeTitle: "30 against 90 days",
    typeTitle: "Personal against paid Xingtu videos",
    rangeNote: "How much the last 30 days are above (+) or below (-) the 90; below it, 90 → 30 days.",
    typeNote: "How much paid Xingtu videos are above (+) or below (-) personal ones; below it, personal → Xingtu.",
  },
  failures: {
    codes: {
      100: "The access token is missing or not valid. Ask whoever runs this dashboard to check it.",
      301: "The vendor could not collect this creator's data this time.",
      302: "Too many calls in a short time. Wait a little.",
      303: "The account's quota for today is used up. It starts anew at midnight in Shanghai.",
      400: "The vendor does not accept this id or these settings. Check the id.",
      500: "Something broke at the vendor.",
      503: "The vendor's service is down for the moment.",
      600: "This account may not use these figures. Ask the vendor to open them.",
      601: "The account's balance is used up. Top it up to go on.",
      602: "This token has reached its spending cap. Raise the cap, or use another token.",
    } as Readonly<Record<number, string>>,
    unexplained: (code: number): string =>
      text`The vendor answered with code ${String(code)}, which it explains nowhere. Ask its support.`,
    kinds: {
      transport: "The connection to the vendor broke.",
      timeout: "The vendor took too long to answer.",
      protocol: "What came back was not an answer of the vendor's.",
      validation: "This id or these settings cannot be asked for.",
      aborted: "The call was ended.",
      budget: "Today's budget of this dashboard is used up.",
      config: "The dashboard is not set up right. Ask whoever runs it.",
      upstream: "The platform behind the vendor reports a failure for this creator.",
      mismatch: "The figures came in a form that nobody knows.",
      doubt: "An earlier answer was lost. It was not asked for again.",
      refused: "The dashboard's server refused to ask.",
      viewer: "You may look and not spend.",
      busy: "Too many requests in a minute. Wait a little.",
      expired: "The dashboard's server was started anew. Open the address it printed.",
      stopping: "The dashboard's server is about to end.",
      offline: "The dashboard's server could not be reached.",
      api: "The vendor answered with a failure.",
    },
    costs: {
      unbilled: "This was not billed; trying again costs one call if it succeeds.",
      unknown: "Nobody knows whether this was billed; trying again may be paid for twice.",
      billed: "This was billed; trying again costs nothing while the answer is remembered, and shows the same.",
    },
    requestId: "Request id for the vendor's support:",
    vendorSays: "The vendor says:",
  },
};

/** Every sentence of the page, in one language. */
export type Messages = typeof page & {
  readonly loading: typeof englishLoading;
  readonly results: ResultsMessages;
  readonly spending: typeof englishSpending;
  readonly operations: typeof englishOperations;
  readonly start: StartMessages;
};

/** Every sentence of the page, in English. Chinese has the same members. */
export const english: Messages = {
  ...page,
  loading: englishLoading,
  operations: englishOperations,
  results: resultsEnglish,
  spending: englishSpending,
  start: startEnglish,
};

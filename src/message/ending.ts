/** Every way in which the handling of a message can end: one word for logs, metrics, the inbox and what a press is told. */

/** What kind of ending it was; the families are what metrics and logs count. */
export type Family =
  /** what was asked is done */
  | 'done'
  /** what was asked is told */
  | 'told'
  /** something is shown or asked, and the next word is the person's */
  | 'waits'
  /** there is nothing to do it with or to, or something of it is missing */
  | 'lacking'
  /** it may not or cannot be done */
  | 'refused'
  /** the papers do not say it; an answer that somebody adds could mend that */
  | 'unanswered'
  /** it is nothing that the office does */
  | 'outside'
  /** it was done, decided or changed before */
  | 'over'
  /** the program could not */
  | 'fault'
  /** an event of the platform, with nobody to answer */
  | 'event'

/** What is known of an ending: its family, what a press is told, and whether trying again may help. */
export interface Ended {
  readonly family: Family
  /** how whoever pressed a button is told of it */
  readonly tone: 'success' | 'warning' | 'error'
  /** the very same message may end otherwise when it is sent again later: what programs are told (`channels/api`) */
  readonly again: boolean
  /** what whoever pressed is told, in Chinese, where no answer is theirs to be told of */
  readonly toast?: string
  /** the buttons of its card are what can be answered */
  readonly asksBack?: true
  /** done with figures: 撤回 is of them */
  readonly ofFigures?: true
}

const of = (family: Family, tone: Ended['tone'], again: boolean) => ({ family, tone, again }) as const
const DONE = of('done', 'success', false)
const DONE_WITH_FIGURES = { ...DONE, ofFigures: true } as const
const TOLD = of('told', 'success', true)
const WAITS = of('waits', 'success', true)
const ASKS_BACK = { ...WAITS, asksBack: true } as const
const LACKING = of('lacking', 'warning', true)
const REFUSED = of('refused', 'warning', false)
const UNANSWERED = of('unanswered', 'warning', true)
const OUTSIDE = of('outside', 'warning', false)
const OVER = of('over', 'warning', false)
const EVENT = of('event', 'success', false)

/** Every way in which the handling of a message can end. A word that is not listed here does not compile. */
export const ENDINGS = {
  // reports and their way up
  recorded: DONE_WITH_FIGURES,
  noted: DONE_WITH_FIGURES,
  attached: DONE_WITH_FIGURES,
  discarded: DONE_WITH_FIGURES,
  undone: DONE_WITH_FIGURES,
  stands: DONE_WITH_FIGURES,
  accepted: DONE,
  returned: DONE,
  received: DONE,
  locked: DONE,
  unlocked: DONE,
  reopened: DONE,
  'written-off': DONE,
  granted: DONE,
  denied: DONE,
  // reminders, deadlines, absence
  nudged: DONE,
  moved: DONE,
  snoozed: DONE,
  quiet: DONE,
  heard: DONE,
  away: DONE,
  back: DONE,
  settled: DONE,
  // people, documents, answers, files
  approved: DONE,
  'refused-binding': DONE,
  'handed-over': DONE,
  kept: DONE,
  dropped: DONE,
  withdrawn: DONE,
  restored: DONE,
  vouched: DONE,
  rated: DONE,
  issued: DONE,
  handed: DONE,
  exported: DONE,
  'trying-again': DONE,

  answered: TOLD,
  checked: TOLD,

  draft: WAITS,
  previewed: WAITS,
  asked: WAITS,
  form: WAITS,
  clarify: ASKS_BACK,
  'asked-back': ASKS_BACK,
  unread: { ...ASKS_BACK, tone: 'warning' },
  // nothing was asked, or the office itself was opened
  entered: WAITS,

  empty: LACKING,
  nothing: LACKING,
  nobody: LACKING,
  incomplete: LACKING,
  unattached: LACKING,
  unfit: LACKING,
  unchanged: of('lacking', 'warning', false),

  refused: REFUSED,
  forbidden: REFUSED,
  blocked: of('refused', 'warning', true),
  declined: REFUSED,
  unreadable: REFUSED,
  'unknown-command': REFUSED,
  'too-long': REFUSED,
  'too-dense': REFUSED,
  'too-many': of('refused', 'warning', true),

  'not-in-document': UNANSWERED,
  'near-miss': UNANSWERED,
  'other-year': UNANSWERED,
  'other-region': UNANSWERED,
  split: UNANSWERED,
  result: UNANSWERED,
  'cut-off': UNANSWERED,

  'past-document': OUTSIDE,
  'off-topic': OUTSIDE,
  injection: OUTSIDE,
  privacy: OUTSIDE,
  advice: OUTSIDE,
  smalltalk: { ...OUTSIDE, tone: 'success' },
  talk: { ...OUTSIDE, tone: 'success' },
  other: OUTSIDE,

  stale: OVER,
  repeated: OVER,
  decided: OVER,
  'answered-before': OVER,
  overtaken: OVER,
  duplicate: { ...OVER, toast: '这一步已经处理过了' },

  failed: of('fault', 'error', true),
  // set aside: it took more than a message may, or its process died of it
  'out-of-time': of('fault', 'warning', false),
  'out-of-memory': of('fault', 'warning', false),
  'process-died': of('fault', 'warning', false),
  underway: { ...EVENT, toast: '已收到，正在处理，稍后回复' },

  recalled: EVENT,
  left: EVENT,
  ignored: EVENT,
} as const satisfies Readonly<Record<string, Ended>>

/** A key of `ENDINGS`, as it stands in the inbox's column `status`. */
export type Ending = keyof typeof ENDINGS

/** Family, tone and toast of a status of the inbox. @returns undefined for a word that an earlier version left there */
export const endedAs = (status: string): Ended | undefined =>
  Object.hasOwn(ENDINGS, status) ? ENDINGS[status as Ending] : undefined

/** All endings of a family, for a look into the inbox. */
export const endingsOf = (family: Family): Ending[] =>
  (Object.keys(ENDINGS) as Ending[]).filter((ending) => ENDINGS[ending].family === family)

/** The score of read progress updates: same verdicts and figures as the office's own scoring of development cases. */
import { type Amount, parseAmount } from '../office/amount.ts'

/** A figure that a line of chat reports. */
export interface ExpectedItem {
  readonly indicator: string
  readonly value: string
  readonly unit: string
  readonly mode: string
  readonly asOf: string
}

/** What a line of chat is to be read as: figures, a nil report, or an error. */
export type UpdateExpectation =
  | { readonly items: readonly ExpectedItem[]; readonly confirm: boolean }
  | { readonly nil: true; readonly asOf: string; readonly indicators?: readonly string[]; readonly confirm: boolean }
  | { readonly error: { readonly kind: string } }

/** One message with what a careful official records. */
export interface UpdateCase {
  readonly id: string
  readonly core: boolean
  readonly style: string
  readonly expect: UpdateExpectation
}

/** What a reader of updates says of one case. */
export interface UpdateOutput {
  readonly id: string
  readonly items?: readonly (Omit<ExpectedItem, 'value'> & { readonly value: string | number })[]
  readonly nil?: boolean
  readonly indicators?: readonly string[]
  readonly confirm?: boolean
  readonly error?: { readonly kind: string } | null
}

/** How one case came out, the good one first. */
export const VERDICTS = [
  'right',
  'silently wrong',
  'wrong but asks',
  'error instead of items',
  'wrong error kind',
  'no result',
] as const

/** How the reading of one report came out, see `VERDICTS`. */
export type UpdateVerdict = (typeof VERDICTS)[number]

/** So many of so many. */
export interface Share {
  readonly part: number
  readonly whole: number
}

/** How the reading of reports did on a set. */
export interface UpdateScore {
  readonly core: Share
  readonly stretch: Share
  readonly all: Share
  readonly styles: Readonly<Record<string, Share>>
  /** verdict → cases, and how many of them are core */
  readonly outcomes: Readonly<Record<UpdateVerdict, { readonly all: number; readonly core: number }>>
  /** confirmation asked among the right core cases that are clear as typed */
  readonly needless: Share
  /** confirmation asked among the right cases that call for it */
  readonly asked: Share
  readonly failures: readonly { readonly id: string; readonly verdict: UpdateVerdict }[]
}

const exact = (value: string | number): Amount | string => parseAmount(String(value)) ?? `? ${value}`

const keyOf = (item: Omit<ExpectedItem, 'value'> & { readonly value: string | number }): string =>
  [item.indicator, item.unit, item.mode, item.asOf, exact(item.value)].join(' | ')

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')

function isSame(expect: UpdateExpectation, output: UpdateOutput): boolean {
  const items = output.items ?? []
  if ('items' in expect) return !output.nil && sameList(items.map(keyOf), expect.items.map(keyOf))
  if ('error' in expect) return false
  const named = expect.indicators ?? []
  if (output.nil) return items.length === 0 && sameList(output.indicators ?? [], named)
  // "nothing new" about named indicators may also be told as an increment of 0 for each
  const isZeros = items.every((one) => exact(one.value) === '0' && one.mode === 'increment')
  return (
    named.length > 0 &&
    isZeros &&
    sameList(
      items.map(({ indicator }) => indicator),
      named,
    )
  )
}

/** The verdict on one case; without an output it was not read. */
export function judgeUpdate(expect: UpdateExpectation, output: UpdateOutput | undefined): UpdateVerdict {
  if (!output) return 'no result'
  if (output.error) {
    if (!('error' in expect)) return 'error instead of items'
    return output.error.kind === expect.error.kind ? 'right' : 'wrong error kind'
  }
  if (isSame(expect, output)) return 'right'
  if (!output.items?.length && !output.nil) return 'no result'
  return output.confirm === true ? 'wrong but asks' : 'silently wrong'
}

/**
 * How many lines of chat were read as the figures that they mean.
 * @param outputs in any order; of two for one case the last counts
 */
export function scoreUpdates(cases: readonly UpdateCase[], outputs: readonly UpdateOutput[]): UpdateScore {
  const byId = new Map(outputs.map((one) => [one.id, one]))
  const judged = cases.map((one) => ({
    one,
    output: byId.get(one.id),
    verdict: judgeUpdate(one.expect, byId.get(one.id)),
  }))
  type Judged = (typeof judged)[number]
  const isRight = ({ verdict }: Judged): boolean => verdict === 'right'
  const asks = ({ output }: Judged): boolean => output?.confirm === true
  const share = (some: readonly Judged[], counts = isRight): Share => ({
    part: some.filter(counts).length,
    whole: some.length,
  })
  const wants = ({ one }: Judged): boolean | undefined => ('confirm' in one.expect ? one.expect.confirm : undefined)
  const styles = [...new Set(cases.map(({ style }) => style))].sort()
  return {
    core: share(judged.filter(({ one }) => one.core)),
    stretch: share(judged.filter(({ one }) => !one.core)),
    all: share(judged),
    styles: Object.fromEntries(styles.map((style) => [style, share(judged.filter(({ one }) => one.style === style))])),
    outcomes: Object.fromEntries(
      VERDICTS.map((verdict) => {
        const some = judged.filter((one) => one.verdict === verdict)
        return [verdict, { all: some.length, core: some.filter(({ one }) => one.core).length }]
      }),
    ) as Record<UpdateVerdict, { all: number; core: number }>,
    needless: share(
      judged.filter((one) => isRight(one) && one.one.core && wants(one) === false),
      asks,
    ),
    asked: share(
      judged.filter((one) => isRight(one) && wants(one) === true),
      asks,
    ),
    failures: judged.filter((one) => !isRight(one)).map(({ one, verdict }) => ({ id: one.id, verdict })),
  }
}

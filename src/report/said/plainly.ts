/**
 * Whether a yes is said plainly enough to file something: what is denied, put off, asked or told of others is asked about first;
 * and whether words are an answer, a no, or of another matter.
 */
import { clausesOf, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { Mode } from '../../ledger/index.ts'
import type { Measure } from '../../office/measure.ts'
import type { IndicatorId } from '../../office/plan.ts'
import { type FigureRow, numbersOf } from '../item.ts'
import { modeIn } from '../read/part.ts'
import { idsIn } from '../rules/picked.ts'
import type { Held } from './waiting.ts'

/** So much that is not understood may say anything. */
const MUCH_UNREAD = 3

/** Whether a yes holds nothing else: no other act, question, reason or unread words. */
export const isPlainYes = (said: Utterance): boolean =>
  marksIn(said, 'not', 'forbid', 'later', 'except').length === 0 &&
  tellsNo(said, 'them', 'region', 'parts', 'topic') &&
  spansIn(said, 'unread').every(({ at, end }) => end - at < MUCH_UNREAD) &&
  (isDone(said) || (!isState(said) && spansIn(said, 'ask').length === 0)) &&
  spansIn(said, 'act').every(({ found }) => FILES.has(found.act) || (found.act === 'correct' && isDone(said)))

/** 交吧, 提交, 两个都报: what is to be done is said. */
const isDone = (said: Utterance): boolean =>
  marksIn(said, 'reports').length > 0 ||
  spansIn(said, 'act').some(({ found }) => FILES.has(found.act)) ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.holds === 'every')

/** 人家早交了: how it stands. */
const isState = (said: Utterance): boolean =>
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is === true)

/** The acts that file figures, 发 included. */
export const FILES: ReadonlySet<string> = new Set(['report', 'confirm', 'confirm-all', 'send'])

/**
 * Whether a message with a number may be an answer to what lacks: where it asks, or holds unread words, it is none.
 */
export const isAnswer = (said: Utterance, { lacks }: Held): boolean =>
  !lacks.some((one) => SLOTS.has(one)) ||
  (tellsNo(said, 'amount') &&
    (tellsNo(said, 'ask') || spansIn(said, 'unread').every(({ at, end }) => end - at < MUCH_UNREAD))) ||
  clausesOf(said).some((one) => !tellsNo(one, 'amount') && spansIn(one, 'unread').every(({ at, end }) => end - at < 2))
const SLOTS: ReadonlySet<string> = new Set(['unit', 'number', 'indicator', 'day'])

/** Whether it asks what only figures on record have: 完成率多少, 还差多少. */
export const asksOfLedger = (said: Utterance): boolean =>
  spansIn(said, 'ask').length > 0 &&
  spansIn(said, 'measure').some(
    ({ found: { measure } }) =>
      OF_LEDGER.has(measure) || (measure === 'gap' && !tellsNo(said, 'own', 'region', 'parts')),
  )
const OF_LEDGER: ReadonlySet<Measure> = new Set(['rate', 'ahead', 'light', 'rank', 'share', 'forecast', 'perMonth'])

/** Whether it names an act that is none on figures: 请假取消. */
export const namesOther = (said: Utterance): boolean =>
  spansIn(said, 'act').some(({ found }) => OTHER_ACTS.has(found.act))
const OTHER_ACTS: ReadonlySet<string> = new Set(['leave', 'remind', 'extend', 'snooze', 'quiet', 'handover', 'approve'])

/** Whether it denies or cancels: 不报, 别交, 取消. */
export const denies = (said: Utterance): boolean =>
  marksIn(said, 'forbid', 'not').length > 0 ||
  spansIn(said, 'act').some(({ found }) => found.act === 'cancel') ||
  spansIn(said, 'measure').some(({ found }) => found.measure === 'reported' && found.is === false)

/** Whether all that a message says of figures is as they stand, and nothing is denied or corrected: 这个月就是6月哈. */
export function isRestated(said: Utterance, held: Held): boolean {
  const { indicators, days, units, modes } = held
  const mode = spansIn(said, 'amount').find(({ found }) => found.mode)?.found.mode ?? modeIn(said)
  const values = valuesAs(mode, held)
  const told = <K extends 'amount' | 'indicator' | 'time'>(kind: K) =>
    spansIn(said, kind).filter(({ latent }) => !latent)
  const times = told('time').map(
    ({ found }) => found.current || days.some((day) => found.from <= day && day <= found.to),
  )
  return (
    (countsThem(said, indicators.length) ||
      spansIn(said, 'amount').every(({ found }) => values.includes(found.value))) &&
    told('indicator').every(({ found }) => found.ids.some((id) => indicators.includes(id))) &&
    (times.length === 0 || times.some(Boolean)) &&
    marksIn(said, 'unit').every(({ at, end }) => units.some((unit) => unit.startsWith(said.raw.slice(at, end)))) &&
    (mode === undefined || modes.includes(mode)) &&
    spansIn(said, 'ask').every(({ found }) => found.for === 'whether') &&
    spansIn(said, 'repair').length === 0 &&
    spansIn(said, 'polar').every(({ found }) => found.says) &&
    marksIn(said, 'forbid').length === 0
  )
}

/** 多了5家 is no whole of 5. */
const valuesAs = (mode: Mode | undefined, { values, added, wholes }: Held): readonly string[] =>
  (mode === 'increment' ? added : mode === 'cumulative' ? wholes : undefined) ?? values

/** 其他两个没问题: so many of those that wait, and no figure. */
const countsThem = (said: Utterance, count: number): boolean =>
  marksIn(said, 'others', 'every').length > 0 &&
  spansIn(said, 'amount').every(({ found }) => Number(found.value) > 1 && Number(found.value) <= count)

/**
 * The indicators whose name or number a message says again: 7家没错, of 7家 and 9家.
 * @returns undefined where that is none or all of them
 */
export function restatedIn(said: Utterance, rows: readonly FigureRow[]): readonly IndicatorId[] | undefined {
  const named = idsIn(said)
  const numbers = countsThem(said, rows.length) ? [] : spansIn(said, 'amount').map(({ found }) => found.value)
  const ids = rows.flatMap((row) => {
    const { indicator } = row
    const isSaid = numbersOf(row).some((one) => numbers.some((number) => number === one))
    return indicator && (named.includes(indicator) || isSaid) ? [indicator] : []
  })
  return ids.length > 0 && ids.length < rows.length ? [...new Set(ids)] : undefined
}

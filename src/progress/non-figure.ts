/** Questions on the ledger that no figure answers: deadlines, one's own debts, drafts, the rules of lights and places. */
import type { Measure } from '../office/measure.ts'
import { nextPeriod } from '../office/period.ts'
import type { Heard, Said } from '../request/index.ts'

/** What is asked of the ledger that no query answers. */
export type NonFigure = 'deadline' | 'to-do' | 'draft' | 'rules'

/** What the rules explain. */
const RULED: ReadonlySet<Measure> = new Set(['rate', 'light', 'ahead', 'expected', 'rank'])

/**
 * What a message asks that no query answers: a deadline, what is to be done, drafts, the rules. Undefined for all
 * else.
 */
export function nonFigureOf(heard: Heard): NonFigure | undefined {
  const { said } = heard
  const measures = said.all('measure').map(({ found }) => found)
  if (said.all('act').some(({ found }) => found.act === 'define'))
    return measures.some(({ measure }) => RULED.has(measure)) && said.all('indicator').length === 0
      ? 'rules'
      : undefined
  if (measures.some(({ is }) => is === 'draft')) return 'draft'
  if (asksForDeadline(heard)) return 'deadline'
  return asksForDebts(said) ? 'to-do' : undefined
}

/**
 * Whether it is asked until when, or whether there is still time (现在报还来得及吗): of a period that may still be reported
 * in time, by nobody else. Of what was reported already 什么时候 asks when that was.
 */
function asksForDeadline({ said, best: { query, assumed }, given }: Heard): boolean {
  if (isDone(said) || said.all('indicator').length > 0) return false
  if (asksInTime(said)) return true
  const [period] = typeof query.when === 'string' ? [] : query.when
  const isOpen = period !== undefined && nextPeriod(period) >= given.today.slice(0, 7)
  if (asksWhen(said) && assumed.includes('measures') && said.all('unread').length === 0) return true
  const isOwn = said.all('region').length + said.all('parts').length === 0
  return asksWhen(said) && query.measures[0] === 'reportedAt' && isOwn && isOpen
}

const asksInTime = (said: Said): boolean =>
  said.all('region').length + said.all('parts').length === 0 &&
  said.all('time').every(({ found }) => found.grain === 'day') &&
  said.all('act').some(({ found }) => found.act === 'report') &&
  said.all('ask').some(({ found }) => found.for === 'whether') &&
  said.all('measure').some(({ found }) => found.measure === 'forecast' || found.measure === 'lateDays')

const asksWhen = (said: Said): boolean => said.all('ask').some(({ found }) => found.for === 'when')
const isDone = (said: Said): boolean => said.latent('aspect').some(({ found }) => found.of === 'done')

/** Whether one's own debts are asked for (我还要报什么): what is to be reported, with no place or other thing named. */
function asksForDebts(said: Said): boolean {
  const aspects = said.latent('aspect').map(({ found }) => found.of)
  const isReport =
    said.all('act').some(({ found }) => found.act === 'report') ||
    (said.all('own').length > 0 && aspects.includes('due') && !aspects.includes('done'))
  const isWhich = said.all('ask').some(({ found }) => found.for === 'which')
  const others = (['region', 'parts', 'amount', 'measure', 'unread', 'document'] as const).flatMap((kind) =>
    said.all(kind),
  )
  return isReport && isWhich && others.length === 0
}

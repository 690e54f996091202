/** From a person's words to items: the grammar's reading, placed into the period that is owed. */

import { spansIn, type Utterance } from '../../language/index.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import { dayOf } from '../../office/day.ts'
import { periodOf } from '../../office/period.ts'
import { type Indicator, type IndicatorId, indicatorOf } from '../../office/plan.ts'
import type { Region } from '../../office/region.ts'
import {
  type Beside,
  type Figures,
  type NilReport,
  type ReadFault,
  type Reading,
  readUpdate,
  type UpdateContext,
} from '../grammar/index.ts'
import { type Item, isItem, joined, type Part, type Update } from '../item.ts'
import { spokenOf } from '../rules/kept.ts'
import { standingFor } from '../rules/scope.ts'
import * as text from '../text.ts'
import { contextOf, reportWithin } from './context.ts'
import { saysDate, undated } from './field.ts'
import { asOfIn, nilItem, nilOwed } from './nothing-new.ts'
import { countedIn, partOf, settled } from './part.ts'
import { lackingPlace, type Saying } from './region.ts'

/** What was understood, ready to be weighed; or what is answered instead. */
export type Understood = Update | Outcome

/**
 * Reads what was said for a region, by the grammar and what was reported last; nothing is written.
 * @param as what the command says of the figures, where its word was typed or pressed
 */
export async function understand(it: Saying, as: UpdateContext['command'] = 'report'): Promise<Understood> {
  const { asked, ground, region, rest } = it
  const isDense = rest !== asked.text && asked.isDense?.()
  const context = {
    ...contextOf(ground, region, asked.now),
    ...(asked.commanded && { command: as }),
    ...(isDense && { isDense }),
  }
  const read = readUpdate(rest, context)
  // 低小散报66 其他的明天报: the day to come is of the others
  const isOfOther = read.kind === 'error' && read.error.kind === 'future-date'
  return fromReading(it, (read.kind === 'none' || isOfOther ? reportWithin(asked, context) : undefined) ?? read)
}

async function fromReading(it: Saying, reading: Reading): Promise<Understood> {
  switch (reading.kind) {
    case 'items':
      return placed(it, reading)
    case 'nil':
      return nilReport(it, reading)
    case 'other-region':
      return elsewhere(it, reading)
    case 'none':
      return fromReading(it, reading.as.kind === 'error' ? reading.as : { ...reading.as, confirm: true })
    case 'error': {
      const { error, correcting = false, beside } = reading
      if (beside && isStrange(it.asked, beside)) return answer('unread', text.unreadAtAll(error.message))
      if (beside) return partly(it, beside)
      const parts = isReadOnce(it) ? [] : partsOf(it, [error])
      return parts.length === 0 ? answer('unread', text.unreadAtAll(error.message)) : named(it, parts, correcting)
    }
  }
}

/** Of a page that cannot stand what lacks is told whole, and not asked one by one. */
const LONGEST_PARTED = 2_000

/** What is long, or took half of the message's budget, is not read again only to say what is lacking. */
const isReadOnce = ({ asked, rest }: Saying): boolean => rest.length > LONGEST_PARTED || (asked.said().isDense ?? false)

/** The words without the place that they are for, as the grammar read them: kept since then. */
export const readAnew = ({ asked, ground, region, rest }: Saying): Utterance =>
  ground.read(rest, { today: dayOf(asked.now), own: region })

/** 不对，是6月底累计3万: with no name in it, it is of the one that is spoken of, or the only one counted so; shown first. */
async function named(it: Saying, parts: readonly Part[], correcting: boolean): Promise<Understood> {
  const asks = { region: it.region, items: [], parts, doubts: [], correcting }
  const [part, another] = parts
  const isNameless = (said: Utterance) => spansIn(said, 'unread').length + spansIn(said, 'indicator').length === 0
  const isUnnamed = part?.lacks === 'indicator' && !another && isNameless(readAnew(it))
  const { report, indicators: spoken = [] } = spokenOf(it.asked) ?? {}
  const [id, other] = spoken.length === 1 ? spoken : countedIn(it.ground.plan, part?.typedUnit)
  // 改成7家再报, of what was taken back
  const day = report?.items.find(({ indicator }) => indicator === id)?.asOf
  if (!isUnnamed || id === undefined || other) return asks
  const { lacks: _, ...known } = part
  const { row, doubts } = await settled(it, { ...(day && { asOf: day }), ...known, indicator: id }, correcting)
  return isItem(row) ? { ...asks, items: [row], parts: [], doubts: [...doubts, text.assumed(['indicator'])] } : asks
}

function partsOf(it: Saying, faults: readonly ReadFault[]): Part[] {
  const utterance = readAnew(it)
  return faults.flatMap((fault) => {
    const { span } = fault
    return (span && partOf(fault, utterance, span, dayOf(it.asked.now))) ?? []
  })
}

/** 是还没验收，拿不准该不该算: several things, none of which is known by its name, are no figures where no command word says so. */
const isStrange = (asked: Asked, { items, faults }: Beside): boolean =>
  !asked.commanded &&
  items.length === 0 &&
  faults.length > 1 &&
  faults.every(({ kind }) => kind === 'unknown-indicator')

/** What reads is kept, and what does not is asked about singly; sure only where the others' names are known. */
async function partly(it: Saying, { items, faults, doubts }: Beside): Promise<Understood> {
  const isNamed = faults.every(({ kind }) => kind !== 'unknown-indicator' && kind !== 'ambiguous-indicator')
  const read = await placed(it, {
    kind: 'items',
    items,
    confirm: !it.asked.commanded || !isNamed || doubts.length > 0,
    doubts: [...doubts, ...(isNamed ? [] : ['left-out' as const])],
    correcting: false,
    restNil: false,
  })
  return { ...read, parts: partsOf(it, faults) }
}

/** A name of another region: a coordinator or a contact of several counties means that one, others are asked. */
async function elsewhere(
  it: Saying,
  { regions: [named, another], reading }: Extract<Reading, { kind: 'other-region' }>,
): Promise<Understood> {
  const { asked, region, rest } = it
  const { regions } = it.ground
  if (named && !another && standingFor(asked.person, named.key, regions))
    return fromReading({ ...it, region: named.key }, { ...reading, confirm: true })
  const reply = text.otherRegion(named ?? regions.get(region), regions.get(region))
  const at = named && !another ? rest.indexOf(named.short) : -1
  // the line without the place, for the one that was meant
  return answer('other-region', reply, named && at >= 0 ? { asks: lackingPlace(withoutName(rest, at, named)) } : {})
}

const withoutName = (said: string, at: number, { name, short }: Region): string =>
  `${said.slice(0, at)}${said.slice(at + (said.startsWith(name, at) ? name : short).length)}`

async function placed(it: Saying, figures: Figures): Promise<Update> {
  const { items, confirm, doubts, correcting, restNil, excepted } = figures
  const isDated = isDatedBy(it)
  const all = await Promise.all(
    items.map(async (one): Promise<Item> => {
      const indicator = indicatorOf(it.ground.plan, one.indicator)
      const isAdded = one.mode === 'increment'
      return isDated ? one : { ...one, asOf: await undated(it, indicator, one.asOf, correcting, isAdded) }
    }),
  )
  const rest = restNil ? await restOf(it, all, excepted) : []
  const isShown = confirm || mustShow(it.asked)
  return {
    region: it.region,
    items: [...joined(all), ...rest],
    doubts: isShown ? [...text.doubts(doubts), ...countedWhole(it, all)] : [],
    correcting,
  }
}

/** 今天报 is when it is told, and no day as of which it holds; 截至今天 is. */
function isDatedBy(it: Saying): boolean {
  const today = dayOf(it.asked.now)
  const times = it.asked.commanded ? [] : spansIn(it.asked.said(), 'time').filter(({ latent }) => !latent)
  const isWhenTold =
    times.length > 0 && times.every(({ found }) => found.from === today && found.to === today && !found.edge)
  return saysDate(readAnew(it), today) && !isWhenTold
}

/** 6月新增3家: said of a month, and taken as what the year came to; said plainly, with the way out. */
function countedWhole({ asked, ground: { plan } }: Saying, items: readonly Item[]): string[] {
  // a command's words are read without the place that they are for, and not a second time with it
  if (asked.commanded) return []
  const isMonthly = spansIn(asked.said(), 'time').some(
    ({ found, latent }) => !latent && !found.edge && (found.grain === 'month' || found.grain === 'quarter'),
  )
  const isWhole = items.some(
    ({ mode, indicator }) => mode === 'cumulative' && indicatorOf(plan, indicator).kind !== 'rate',
  )
  return isMonthly && isWhole ? [text.COUNTED_WHOLE] : []
}

/**
 * 僵尸企业12家 with neither a command word nor the day up to which it counts may be said of anything, and 6月处置5家 of
 * that month alone: shown before it is taken.
 */
const mustShow = ({ commanded, said, now }: Asked): boolean =>
  !commanded &&
  !(
    saysDate(said(), dayOf(now)) &&
    spansIn(said(), 'time').some(({ found }) => found.edge === 'by' || found.grain === 'day')
  )

/** 其他无新增: the counts and areas still owed that were not named. */
async function restOf(it: Saying, named: readonly Item[], excepted: readonly IndicatorId[] = []): Promise<Item[]> {
  const asOf = named[0]?.asOf ?? dayOf(it.asked.now)
  const { indicators } = await nilOwed(it, periodOf('month', asOf))
  const isTold = ({ id }: Indicator) => excepted.includes(id) || named.some(({ indicator }) => indicator === id)
  return indicators.filter((one) => !isTold(one)).map((one) => nilItem(one, asOf))
}

async function nilReport(
  it: Saying,
  { asOf, indicators, excepted = [], confirm, doubts }: NilReport,
): Promise<Understood> {
  const { asked, ground, region } = it
  const isDated = isDatedBy(it)
  const update = { region, doubts: confirm || mustShow(asked) ? text.doubts(doubts) : [], correcting: false }
  if (indicators) {
    const named = indicators.map((id) => indicatorOf(ground.plan, id))
    const dayFor = (one: Indicator) => (isDated ? asOf : undated(it, one, asOf, false))
    return { ...update, items: await Promise.all(named.map(async (one) => nilItem(one, await dayFor(one)))) }
  }
  const owed = await nilOwed(it, isDated ? periodOf('month', asOf) : undefined)
  if (owed.indicators.length === 0) return answer('settled', text.nothingOwedForNil(ground.regions.get(region), owed))
  const day = isDated ? asOf : asOfIn(owed.period, dayOf(asked.now))
  const meant = owed.indicators.filter(({ id }) => !excepted.includes(id))
  return { ...update, items: meant.map((one) => nilItem(one, day)) }
}

/** What is only supposed to be said to a command is shown first, as what is doubtful in itself. */
export const orSupposed = (doubts: readonly string[], { supposed }: Asked): readonly string[] =>
  supposed && doubts.length === 0 ? [text.SUPPOSED] : doubts

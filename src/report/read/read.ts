/** From a person's words to items: the grammar's reading, placed into the period that is owed. */

import { spansIn } from '../../language/index.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import { type Day, dayOf } from '../../office/day.ts'
import { endOf, type Period, periodOf } from '../../office/period.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import {
  type Beside,
  type Figures,
  type NilReport,
  type ReadFault,
  type Reading,
  readUpdate,
  type UpdateContext,
} from '../grammar/index.ts'
import { spokenOf } from '../rules/kept.ts'
import { standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { contextOf, reportWithin } from './context.ts'
import { itemOf, saysDate, undated } from './field.ts'
import { type Item, joined, type Part, type Update } from './item.ts'
import { nilItem, nilOwed } from './nothing-new.ts'
import { countedIn, partOf, settled } from './part.ts'
import { lackingPlace } from './region.ts'

/** What was understood, ready to be weighed; or what is answered instead. */
export type Understood = Update | Outcome

/** Whether a command word was typed (or pressed for), so that it is a report for certain. */
const isCommanded = ({ commanded }: Asked): boolean => commanded ?? false

/**
 * Reads what was said for a region.
 * @param as what the command says of the figures, where its word was typed or pressed
 */
export async function understand(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  as: UpdateContext['command'] = 'report',
): Promise<Understood> {
  const isDense = said !== asked.text && asked.isDense?.()
  const context = {
    ...contextOf(ground, region, asked.now),
    ...(isCommanded(asked) && { command: as }),
    ...(isDense && { isDense }),
  }
  const read = readUpdate(said, context)
  // 低小散报66 其他的明天报: the day to come is of the others
  const isOfOther = read.kind === 'error' && read.error.kind === 'future-date'
  const reading = (read.kind === 'none' || isOfOther ? reportWithin(asked, context) : undefined) ?? read
  return fromReading(asked, ground, region, said, reading)
}

async function fromReading(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  reading: Reading,
): Promise<Understood> {
  switch (reading.kind) {
    case 'items':
      return placed(asked, ground, region, said, reading)
    case 'nil':
      return nilReport(asked, ground, region, said, reading)
    case 'other-region':
      return elsewhere(asked, ground, region, said, reading)
    case 'none':
      return fromReading(asked, ground, region, said, unsure(reading.as))
    case 'error': {
      const { error, correcting, beside } = reading
      if (beside) return partly(asked, ground, region, said, beside)
      const parts = isReadOnce(asked, said) ? [] : partsOf(asked, ground, region, said, [error])
      if (parts.length === 0) return answer('unread', text.unreadAtAll(error.message))
      return named(asked, ground, region, said, parts, correcting ?? false)
    }
  }
}

/** Of a page that cannot stand what lacks is told whole, and not asked one by one. */
const LONGEST_PARTED = 2_000

/** What is long, or took half of the message's budget, is not read again only to say what is lacking. */
const isReadOnce = (asked: Asked, said: string): boolean =>
  said.length > LONGEST_PARTED || (asked.said().isDense ?? false)

/** 不对，是6月底累计3万: with no name in it, it is of the one that is spoken of, or the only one counted so; shown first. */
async function named(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  parts: readonly Part[],
  correcting: boolean,
): Promise<Understood> {
  const utterance = ground.read(said, { today: dayOf(asked.now), own: region })
  const asks = { region, items: [], parts, doubts: [], correcting }
  const [part, another] = parts
  const isUnnamed =
    part?.lacks === 'indicator' &&
    !another &&
    (['unread', 'indicator'] as const).every((kind) => spansIn(utterance, kind).length === 0)
  const { report, indicators: spoken = [] } = spokenOf(asked) ?? {}
  const [id, other] = spoken.length === 1 ? spoken : countedIn(ground.plan, part?.unit)
  // 改成7家再报, of what was taken back
  const day = report?.items.find(({ indicator }) => indicator === id)?.asOf
  if (!isUnnamed || id === undefined || other) return asks
  const { lacks: _, ...known } = part
  const read = await settled(asked, ground, region, { ...(day && { asOf: day }), ...known, indicator: id }, correcting)
  if (!('item' in read)) return asks
  return { ...asks, items: [read.item], parts: [], doubts: [...read.doubts, text.assumed(['indicator'])] }
}

function partsOf(
  { now }: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  faults: readonly ReadFault[],
): Part[] {
  const today = dayOf(now)
  const utterance = ground.read(said, { today, own: region })
  return faults.flatMap((fault) => {
    const { span } = fault
    return (span && partOf(fault, utterance, span, today)) ?? []
  })
}

/** What reads is kept, and what does not is asked about singly; sure only where the others' names are known. */
async function partly(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  beside: Beside,
): Promise<Understood> {
  const { items, faults, doubts } = beside
  const isNamed = faults.every(({ kind }) => kind !== 'unknown-indicator' && kind !== 'ambiguous-indicator')
  const confirm = !isCommanded(asked) || !isNamed || doubts.length > 0
  const figures: Figures = {
    kind: 'items',
    items,
    confirm,
    doubts: [...doubts, ...(isNamed ? [] : ['left-out' as const])],
    correcting: false,
    restNil: false,
  }
  const read = await placed(asked, ground, region, said, figures)
  return { ...read, parts: partsOf(asked, ground, region, said, faults) }
}

const unsure = (as: Exclude<Reading, { kind: 'none' | 'other-region' }>): Reading =>
  as.kind === 'error' ? as : { ...as, confirm: true }

/** A name of another region: a coordinator or a contact of several counties means that one, others are asked. */
async function elsewhere(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  { regions, reading }: Extract<Reading, { kind: 'other-region' }>,
): Promise<Understood> {
  const [named, another] = regions
  if (!named || another || !standingFor(asked.person, named.key, ground.regions)) {
    const reply = text.otherRegion(named ?? ground.regions.get(region), ground.regions.get(region))
    const at = named && !another ? said.indexOf(named.short) : -1
    // the line without the place, for the one that was meant
    const rest = at < 0 || !named ? undefined : withoutName(said, at, named)
    return answer('other-region', reply, rest ? { asks: lackingPlace(rest) } : {})
  }
  return fromReading(asked, ground, named.key, said, { ...reading, confirm: true })
}

const withoutName = (said: string, at: number, { name, short }: Region): string =>
  `${said.slice(0, at)}${said.slice(at + (said.startsWith(name, at) ? name : short).length)}`

async function placed(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  { items, confirm: isDoubtful, doubts, correcting, restNil }: Figures,
): Promise<Update> {
  const isDated = isDatedBy(asked, said)
  const confirm = isDoubtful || mustShow(asked)
  const all = await Promise.all(
    items.map(async (one): Promise<Item> => {
      const indicator = indicatorOf(ground.plan, one.indicator)
      const asOf = isDated
        ? one.asOf
        : await undated(asked, ground, region, indicator, one.asOf, correcting, one.mode === 'increment')
      return itemOf(one, asOf)
    }),
  )
  const rest = restNil ? await restOf(asked, ground, region, all) : []
  return {
    region,
    items: [...joined(all), ...rest],
    doubts: confirm ? [...text.doubts(doubts), ...countedWhole(asked, ground, all)] : [],
    correcting,
  }
}

/** 今天报 is when it is told, and no day as of which it holds; 截至今天 is. */
function isDatedBy(asked: Asked, said: string): boolean {
  const today = dayOf(asked.now)
  const times = isCommanded(asked) ? [] : spansIn(asked.said(), 'time').filter(({ latent }) => !latent)
  const isWhenTold =
    times.length > 0 && times.every(({ found }) => found.from === today && found.to === today && !found.edge)
  return saysDate(said, asked.now) && !isWhenTold
}

/** 6月新增3家: said of a month, and taken as what the year came to; said plainly, with the way out. */
function countedWhole(asked: Asked, { plan }: Ground, items: readonly Item[]): string[] {
  const isMonthly = spansIn(asked.said(), 'time').some(
    ({ found, latent }) => !latent && !found.edge && (found.grain === 'month' || found.grain === 'quarter'),
  )
  const isWhole = items.some(
    ({ mode, indicator }) => mode === 'cumulative' && indicatorOf(plan, indicator).kind !== 'rate',
  )
  return isMonthly && isWhole && !isCommanded(asked) ? [text.COUNTED_WHOLE] : []
}

/**
 * 僵尸企业12家 with neither a command word nor the day up to which it counts may be said of anything, and 6月处置5家 of
 * that month alone: shown before it is taken.
 */
const mustShow = (asked: Asked): boolean =>
  !isCommanded(asked) &&
  !(
    saysDate(asked.text, asked.now) &&
    spansIn(asked.said(), 'time').some(({ found }) => found.edge === 'by' || found.grain === 'day')
  )

/** 其他无新增: the counts and areas still owed that were not named. */
async function restOf(
  { store, now }: Asked,
  ground: Ground,
  region: RegionKey,
  named: readonly Item[],
): Promise<Item[]> {
  const asOf = named[0]?.asOf ?? dayOf(now)
  const { indicators } = await nilOwed(store, ground, region, dayOf(now), periodOf('month', asOf))
  return indicators.filter((one) => !named.some((item) => item.indicator === one.id)).map((one) => nilItem(one, asOf))
}

async function nilReport(
  asked: Asked,
  ground: Ground,
  region: RegionKey,
  said: string,
  { asOf, indicators, confirm: isDoubtful, doubts }: NilReport,
): Promise<Understood> {
  const { store, now } = asked
  const isDated = isDatedBy(asked, said)
  const confirm = isDoubtful || mustShow(asked)
  const update = { region, doubts: confirm ? text.doubts(doubts) : [], correcting: false }
  if (indicators) {
    const named = indicators.map((id) => indicatorOf(ground.plan, id))
    const dayFor = (one: Indicator) => (isDated ? asOf : undated(asked, ground, region, one, asOf, false))
    return { ...update, items: await Promise.all(named.map(async (one) => nilItem(one, await dayFor(one)))) }
  }
  const owed = await nilOwed(store, ground, region, dayOf(now), isDated ? periodOf('month', asOf) : undefined)
  if (owed.indicators.length === 0) return answer('settled', text.nothingOwedForNil(ground.regions.get(region), owed))
  const day = isDated ? asOf : endOrToday(owed.period, dayOf(now))
  return { ...update, items: owed.indicators.map((one) => nilItem(one, day)) }
}

const endOrToday = (period: Period, today: Day): Day => (endOf(period) <= today ? endOf(period) : today)

/** What is only supposed to be said to a command is shown first, as what is doubtful in itself. */
export const orSupposed = (doubts: readonly string[], { supposed }: Asked): readonly string[] =>
  supposed && doubts.length === 0 ? [text.SUPPOSED] : doubts

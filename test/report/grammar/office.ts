/** The office of 2017 and a shorthand for what a message is expected to be read as. */

import { readerOf } from '../../../src/language/read.ts'
import { loadWords } from '../../../src/language/words.ts'
import type { Amount } from '../../../src/office/amount.ts'
import { at, type Day, type Instant, parseInstant } from '../../../src/office/day.ts'
import { loadOffice } from '../../../src/office/load/index.ts'
import type { IndicatorId } from '../../../src/office/plan.ts'
import type { RegionKey } from '../../../src/office/region.ts'
import {
  type Previous,
  type Reading,
  readUpdate,
  toLine,
  type UpdateContext,
  type UpdateLine,
} from '../../../src/report/grammar/index.ts'
import { files } from '../../data.ts'

export const office = loadOffice(files)
export const reader = readerOf(office, loadWords(files))

const SHORT: Readonly<Record<string, string>> = {
  落后: 'outdated-capacity-firms',
  低小散: 'low-small-scattered',
  僵尸: 'zombie-firms',
  信息: 'information-economy-growth',
  高新占比: 'hightech-share',
  园区: 'small-firm-parks',
  厂房: 'standard-workshops',
  高企: 'hightech-firms',
  科小: 'tech-smes',
  土地: 'idle-land',
  用能: 'energy-space',
  用水: 'water-per-output',
  废水: 'wastewater-per-output',
}

const shortOf = (id: string): string => Object.entries(SHORT).find(([, one]) => one === id)?.[0] ?? id

/** Last accepted figures: `僵尸 9 @2017-05-31; 低小散 …` */
function previousOf(text: string): Previous {
  return new Map(
    text.split('; ').map((one) => {
      const [short = '', value = '', day = ''] = one.split(' ')
      return [SHORT[short] as IndicatorId, { cumulative: value as Amount, asOf: day.slice(1) as Day }]
    }),
  )
}

export interface Setting {
  /** `2017-07-03` or an instant */
  readonly now?: string
  /** short or official name of the sender's county */
  readonly county?: string
  readonly previous?: string
  readonly planYear?: number
  /** dates are shown without it; 2017 when not said */
  readonly year?: string
}

export const instantOf = (now: string): Instant => parseInstant(now) ?? at(now as Day, '09:30')

export const contextOf = ({ now = '2017-07-03', county = '长兴', planYear }: Setting = {}): UpdateContext => ({
  read: reader,
  now: instantOf(now),
  region: office.regions.find(county)?.key ?? ('' as RegionKey),
  indicators: office.plan.indicators,
  regions: office.regions,
  ...(planYear !== undefined && { year: planYear }),
})

export const read = (text: string, setting: Setting = {}): Reading => readUpdate(text, contextOf(setting))

export const lineOf = (text: string): UpdateLine => toLine(read(text), contextOf())

/** What a message is read as, in short, or what makes its figures suspicious beside the ones before. */
export function told(text: string, setting: Setting = {}): string {
  const reading = read(text, setting)
  const { error } = toLine(reading, contextOf(setting), previousOf(setting.previous ?? ''))
  return error?.kind.endsWith('-suspicious') ? `✗ ${error.kind}` : inShort(reading, setting.year)
}

/**
 * A reading in short: `僵尸 12 @06-30; 低小散 +3 @06-30 ?`; + an increment, ? to be confirmed, `无` a nil report,
 * `无 僵尸` one of named indicators, `无 −园区` one of all but those, `✗ bad-unit` an error, `↗` before what names another region.
 */
export function inShort(reading: Reading, year = '2017'): string {
  switch (reading.kind) {
    case 'items': {
      const items = reading.items.map(
        ({ indicator, value, mode, asOf }) =>
          `${shortOf(indicator)} ${mode === 'increment' ? '+' : ''}${value} @${asOf.replace(`${year}-`, '')}`,
      )
      return `${items.sort().join('; ')}${reading.confirm ? ' ?' : ''}`
    }
    case 'nil':
      return `无${listed(' ', reading.indicators)}${listed(' −', reading.excepted)}${reading.confirm ? ' ?' : ''}`
    case 'error':
      return `✗ ${reading.error.kind}`
    case 'other-region':
      return `↗ ${inShort(reading.reading, year)}`
    case 'none':
      return `– ${inShort(reading.as, year)}`
  }
}

const listed = (mark: string, ids: readonly IndicatorId[] = []): string =>
  ids.length > 0 ? `${mark}${ids.map(shortOf).sort().join(' ')}` : ''

export type Case = readonly [said: string, expected: string, setting?: Setting]

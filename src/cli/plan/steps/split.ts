/** 5: the shares of cities and counties: an annex of the paper, or a sheet. */
import type { Office } from '../../../office/load/index.ts'
import { type Ask, type FileAsk, type Look, mended, plain, tried, Wrong, warn } from '../ask.ts'
import type { Making } from '../making.ts'
import { type PlacedGrid, placedFor, type Split, splitIn, splitTables } from '../split.ts'
import type { WizardState } from '../state.ts'
import * as text from '../text.ts'

type Chosen = NonNullable<WizardState['split']>

/** The goals of cities and counties: from a table of the paper, or a file; may be left for later. */
export async function splitLook(making: Making): Promise<Look> {
  const office = await making.officeWith(undefined)
  const asked = await tableAsk(making, office)
  const { split } = making.state
  if (!split) return { shown: [], asks: [asked] }
  const columns = await tried(() => columnAsks(making, office, split))
  // a table that was taken before the paper or the places were others
  if ('wrong' in columns) return { shown: [], asks: [asked], wrong: columns.wrong }
  const asks = [asked, ...columns.found, await sourceAsk(making, split)]
  // what is asked for still is no fault
  if (split.source === '') return { shown: [], asks }
  const laid = await tried(() => comesOut(making, office))
  if ('wrong' in laid) return { shown: [], asks, wrong: laid.wrong }
  const { excess } = laid.found
  if (excess.length === 0) return { shown: shownOf(office, laid.found), asks }
  if (!split.exceeds) return { shown: shownOf(office, laid.found), asks: [...asks, excessAsk(making, excess)] }
  return { shown: [...shownOf(office, laid.found), warn(text.excessRead(excess))], asks }
}

async function tableAsk(making: Making, office: Office): Promise<FileAsk> {
  const tables = splitTables((await making.paper()).document, office)
  const before = making.state.split
  return {
    kind: 'file',
    name: 'split',
    text: text.splitAsked,
    others: [
      ...tables.map((value) => ({ value, label: text.splitTable(value) })),
      { value: text.NONE, label: text.splitLater },
    ],
    proposal: before?.sheet ?? before?.table ?? tables[0] ?? text.NONE,
    async take(given) {
      if (given === text.NONE) return making.drop('split')
      const kept = { source: before?.source ?? '', columns: before?.columns ?? {} }
      const split: Chosen =
        typeof given === 'string'
          ? { ...kept, table: given }
          : { ...kept, sheet: await making.keepFile('allocation', given) }
      await mended(() => laidOut(making, office, split))
      await making.keep({ split })
    },
  }
}

async function laidOut(making: Making, office: Office, split: Chosen): Promise<PlacedGrid> {
  const placed = await placedFor(making, office, split)
  if (!placed) throw new Wrong(text.noPlaces)
  return placed
}

/** Heads that name no goal by themselves. */
async function columnAsks(making: Making, office: Office, split: Chosen): Promise<Ask[]> {
  const { columns } = await laidOut(making, office, split)
  const options = [
    ...office.plan.indicators.map(({ id, short }) => ({ value: id, label: short })),
    { value: '', label: text.unused },
  ]
  return columns.flatMap(({ head, indicator }): Ask[] =>
    indicator
      ? []
      : [
          {
            kind: 'choice',
            name: `column ${head}`,
            text: text.columnAsked(head),
            options,
            proposal: split.columns[head] ?? '',
            async take(id) {
              if (!options.some(({ value }) => value === id)) throw new Wrong(text.oneOf(options.length - 1))
              const now = making.state.split ?? split
              await making.keep({ split: { ...now, columns: { ...now.columns, [head]: id } } })
            },
          },
        ],
  )
}

async function sourceAsk(making: Making, split: Chosen): Promise<Ask> {
  const about = await making.about()
  return {
    kind: 'text',
    name: 'source',
    text: text.sourceAsked,
    proposal: split.source || (split.table ? `${about.documentNumber}${split.table}` : ''),
    async take(source) {
      if (source === '') throw new Wrong(text.noSource)
      await making.keep({ split: { ...(making.state.split ?? split), source } })
    },
  }
}

/** Offices do allot more than the goal; that it is meant, and no slip, a person says. */
const excessAsk = (making: Making, excess: readonly string[]): Ask => ({
  kind: 'choice',
  name: 'exceeds',
  text: text.excessAsked(excess),
  options: text.EXCESS,
  async take(typed) {
    if (typed !== text.MEANT) throw new Wrong(text.mendSplit)
    const now = making.state.split
    if (now) await making.keep({ split: { ...now, exceeds: true } })
  },
})

/** What does not fit is said by row and column. @throws Failure */
async function comesOut(making: Making, office: Office): Promise<Split> {
  const split = await splitIn(making, office)
  await making.officeWith(split)
  return split
}

function shownOf({ plan: { indicators }, regions }: Office, split: Split) {
  const shared = new Set(split.rows.flatMap(({ goals }) => split.columns.filter((_, at) => goals[at] !== '')))
  const whole = indicators.filter(({ id, kind }) => kind !== 'rate' && !shared.has(id)).map(({ short }) => short)
  return [
    plain(text.splitRead(split.rows.length, shared.size, split.excess.length > 0)),
    ...(whole.length > 0 ? [warn(text.notSplit(whole))] : []),
    ...(split.level === 'city' ? [warn(text.citiesOnly(regions.levels))] : []),
  ]
}

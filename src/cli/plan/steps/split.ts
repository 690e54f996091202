/** 5: the shares of cities and counties: an annex of the paper, or a sheet. */

import type { Office } from '../../../office/load/index.ts'
import * as pc from '../../colour.ts'
import { fileTyped, mended } from '../files.ts'
import type { Making } from '../making.ts'
import { type Placed, placedFor, splitIn, splitTables } from '../split.ts'
import { keepFile, type State } from '../state.ts'
import { Wrong } from '../terminal.ts'
import * as text from '../text.ts'
import { earlier } from './paper.ts'

type Chosen = NonNullable<State['split']>

/** The goals of cities and counties: from a table of the paper, or a file; may be left for later. */
export async function splitStep(making: Making): Promise<void> {
  const { terminal } = making
  const office = await making.officeWith(undefined)
  const tables = splitTables((await making.paper()).document, office)
  const before = making.state.split
  const chosen = await terminal.ask({
    text: text.splitAsked(tables),
    proposal:
      making.flags.allocation ??
      (before?.sheet ? earlier(making.folder, before.sheet) : before?.table) ??
      tables[0] ??
      text.NONE,
    read: async (typed) => {
      if (typed === text.NONE) return undefined
      const split = await named(making, typed, tables)
      return mended(async () => {
        await laidOut(making, office, split)
        return split
      })
    },
  })
  const { split: _, ...rest } = making.state
  if (!chosen) {
    making.state = rest
    await making.keep({})
    terminal.say(pc.yellow(`  ⚠ ${text.noSplit}`))
    return
  }
  await making.keep({ split: chosen })
  await columnsAsked(making, office)
  await sourceAsked(making)
  await checked(making, office)
}

/** @throws Wrong where there is no such table or file */
async function named(making: Making, typed: string, tables: readonly string[]): Promise<Chosen> {
  const before = making.state.split
  const kept = { source: before?.source ?? '', columns: before?.columns ?? {} }
  if (tables.includes(typed)) return { ...kept, table: typed }
  const file = fileTyped(typed)
  return { ...kept, sheet: await keepFile(making.folder, 'allocation', file) }
}

async function laidOut(making: Making, office: Office, split: Chosen): Promise<Placed> {
  const placed = await placedFor(making, office, split)
  if (!placed) throw new Wrong(text.noPlaces)
  return placed
}

/** Heads that name no goal by themselves. */
async function columnsAsked(making: Making, office: Office): Promise<void> {
  const { split } = making.state
  if (!split) return
  const { columns } = await laidOut(making, office, split)
  const { indicators } = office.plan
  for (const { head, indicator } of columns) {
    if (indicator || split.columns[head] !== undefined) continue
    const id = await making.terminal.ask({
      text: text.columnAsked(
        head,
        indicators.map(({ short }) => short),
      ),
      read: (typed) => {
        if (typed === '') return ''
        const one = indicators[Number(typed) - 1]
        if (!one) throw new Wrong(text.oneOf(indicators.length))
        return one.id
      },
    })
    const now = making.state.split
    if (now) await making.keep({ split: { ...now, columns: { ...now.columns, [head]: id } } })
  }
}

async function sourceAsked(making: Making): Promise<void> {
  const { split } = making.state
  if (!split) return
  const about = await making.about()
  const proposal = making.flags.source ?? (split.source || (split.table ? `${about.documentNumber}${split.table}` : ''))
  const source = await making.terminal.ask({
    text: text.sourceAsked,
    proposal,
    flag: '--source TEXT',
    read: (typed) => {
      if (typed === '') throw new Wrong(text.noSource)
      return typed
    },
  })
  await making.keep({ split: { ...split, source } })
}

/** What does not fit is said by row and column, and another table asked for. */
async function checked(making: Making, office: Office): Promise<void> {
  const split = await mended(() => splitIn(making, office))
  await making.officeWith(split)
  const { indicators } = office.plan
  const shared = new Set(split.rows.flatMap(({ goals }) => split.columns.filter((_, at) => goals[at] !== '')))
  const whole = indicators.filter(({ id, kind }) => kind !== 'rate' && !shared.has(id)).map(({ short }) => short)
  making.terminal.say(`  ${text.splitRead(split.rows.length, shared.size)}`)
  if (whole.length > 0) making.terminal.say(pc.yellow(`  ⚠ ${text.notSplit(whole)}`))
  if (split.level === 'city') making.terminal.say(pc.yellow(`  ⚠ ${text.citiesOnly}`))
}

/** Whether the ledger is as it was written: chains unbroken, hashes right, what holds equal to its recomputation. */
import { at, type Day } from '../office/day.ts'
import type { RegionKey } from '../office/region.ts'
import { type ChangeHead, changeHead, type Reader, type Row, sealOf as sealOfAll } from '../store/index.ts'
import { cellRow, keyOf } from './append.ts'
import { folded } from './cell.ts'
import { type Entry, entryOf, hashOf } from './entry.ts'

/** The newest entry of a region: printed outside, it shows later that nothing before it was changed or cut off. */
export interface ChainHead {
  readonly region: RegionKey
  readonly sequence: number
  readonly hash: string
}

/**
 * What is wrong in a region's chain: `hash` an entry was changed, `link` it does not follow the one before, `gap` one
 * is missing, `cut` the end is, `holds` the cell differs from its entries.
 */
export interface ChainFault {
  readonly region: string
  readonly sequence?: number
  readonly what: 'hash' | 'link' | 'gap' | 'cut' | 'holds'
  /** for an administrator, in Chinese */
  readonly message: string
}

/** What a check of the whole ledger found. */
export interface Audit {
  readonly entries: number
  readonly regions: number
  readonly faults: readonly ChainFault[]
  readonly heads: readonly ChainHead[]
  /** where the log of changes stands; undefined where there is none */
  readonly log: ChangeHead | undefined
  /** one hash over all heads, short enough for a bulletin's last line */
  readonly seal: string
}

/**
 * The newest entry of each region.
 * @param before as it was at this instant; now without it
 */
export async function heads(store: Reader, before = Number.MAX_SAFE_INTEGER): Promise<ChainHead[]> {
  const rows = await store.all<{ region: string; sequence: number; hash: string }>(
    `SELECT l.region, l.sequence, l.hash FROM (SELECT region, MAX(sequence) AS last FROM ledger WHERE at < ? GROUP BY region) h
     JOIN ledger l ON l.region = h.region AND l.sequence = h.last ORDER BY l.region`,
    before,
  )
  return rows.map((row) => ({ ...row, region: row.region as RegionKey }))
}

/** One hash over all heads and that of the log of changes. */
export const sealOf = (all: readonly ChainHead[], log: ChangeHead | undefined): string =>
  sealOfAll([
    ...all.map(({ region, sequence, hash }) => [region, sequence, hash]),
    ...(log ? [['log', log.sequence, log.hash]] : []),
  ])

/** Enough to tell two ledgers apart, and short enough to be typed. */
const SENT_LENGTH = 16

/** The ledger's seal as of the day's begin, cut to what is sent to people; undefined where the ledger was empty. */
export async function sealAt(store: Reader, day: Day): Promise<string | undefined> {
  const [all, log] = await Promise.all([heads(store, at(day)), changeHead(store, at(day))])
  return all.length === 0 && !log ? undefined : sealOf(all, log).slice(0, SENT_LENGTH)
}

/**
 * Checks everything that was ever written: hashes, links, gaps, and what the cells hold against their entries.
 * Reads the whole ledger, a region at a time: for the command line.
 * @param anchored heads written down earlier: a chain that is shorter, or differs there, was cut or rewritten
 * @returns faults with their words in Chinese; none where all is as it was written
 */
export async function audit(store: Reader, anchored: readonly ChainHead[] = []): Promise<Audit> {
  const [all, log] = await Promise.all([heads(store), changeHead(store)])
  const known = new Set(all.map(({ region }) => region))
  const faults: ChainFault[] = anchored
    .filter(({ region }) => !known.has(region))
    .map(({ region, sequence }) => ({
      region,
      sequence,
      what: 'cut',
      message: `${region} 的台账应有 ${sequence} 条，现在一条也没有`,
    }))
  let entries = 0
  for (const { region } of all) {
    const rows = await store.all('SELECT * FROM ledger WHERE region = ? ORDER BY sequence', region)
    entries += rows.length
    faults.push(...chainFaults(region, rows))
    faults.push(
      ...anchorFaults(
        rows,
        anchored.filter((head) => head.region === region),
      ),
    )
    faults.push(...(await holdFaults(store, region, rows.map(entryOf))))
  }
  const orphans = await store.all<{ region: string }>(
    'SELECT DISTINCT region FROM cell WHERE region NOT IN (SELECT region FROM ledger)',
  )
  for (const { region } of orphans) faults.push({ region, what: 'holds', message: `${region} 有现值而台账没有记录` })
  return { entries, regions: all.length, faults, heads: all, seal: sealOf(all, log), log }
}

function chainFaults(region: string, rows: readonly Row[]): ChainFault[] {
  const faults: ChainFault[] = []
  let previous = ''
  let expected = 1
  for (const row of rows) {
    const sequence = Number(row['sequence'])
    const fault = (what: ChainFault['what'], message: string) => faults.push({ region, sequence, what, message })
    if (sequence !== expected)
      fault('gap', `${region} 第 ${expected}${sequence > expected + 1 ? `至 ${sequence - 1}` : ''} 条缺失`)
    if (row['previous'] !== previous) fault('link', `${region} 第 ${sequence} 条与前一条不相连`)
    if (hashOf(row) !== row['hash']) fault('hash', `${region} 第 ${sequence} 条的内容与校验值不符`)
    previous = String(row['hash'])
    expected = sequence + 1
  }
  return faults
}

function anchorFaults(rows: readonly Row[], anchored: readonly ChainHead[]): ChainFault[] {
  return anchored.flatMap(({ region, sequence, hash }): ChainFault[] => {
    const row = rows.find((one) => Number(one['sequence']) === sequence)
    if (row?.['hash'] === hash) return []
    const message = row
      ? `${region} 第 ${sequence} 条与留存的校验值不符`
      : `${region} 的台账在第 ${sequence} 条之前被截断`
    return [{ region, sequence, what: 'cut', message }]
  })
}

async function holdFaults(store: Reader, region: string, entries: readonly Entry[]): Promise<ChainFault[]> {
  const histories = new Map<string, Entry[]>()
  for (const entry of entries) histories.set(keyOf(entry), [...(histories.get(keyOf(entry)) ?? []), entry])
  const expected = new Map(
    [...histories].map(([key, history]) => [
      key,
      history[0] ? JSON.stringify(cellRow(folded(history[0], history))) : '',
    ]),
  )
  const rows = await store.all('SELECT * FROM cell WHERE region = ?', region)
  const found = new Map(
    rows.map((row) => [`${row['region']} ${row['indicator']} ${row['period']}`, JSON.stringify(row)]),
  )
  return [...new Set([...expected.keys(), ...found.keys()])]
    .filter((key) => expected.get(key) !== found.get(key))
    .map((key) => ({ region, what: 'holds', message: `${key} 的现值与台账推算的不一致` }))
}

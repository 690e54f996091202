/** The place of a cell among its peers: by completion, capped, ties share a place; no task and no figure, no place. */
import { type Amount, amount, compare } from '../../office/amount.ts'
import { progressOf } from '../../office/pace.ts'
import { endOf, previousPeriod } from '../../office/period.ts'
import { placesBy, scoreOf } from '../../office/rank.ts'
import type { RegionKey, Regions } from '../../office/region.ts'
import type { Cell, Cube } from '../cube/cube.ts'
import { withoutFigure } from './figures.ts'
import { absent, known, type Reading } from './reading.ts'

/** One indicator's ranking at one time, among the places of one level within a whole; ties share a place (1, 1, 3). */
export interface Board {
  readonly peers: ReadonlySet<RegionKey>
  readonly places: ReadonlyMap<RegionKey, number>
  readonly scores: ReadonlyMap<RegionKey, Amount>
  /** who stands at each place */
  readonly at: ReadonlyMap<number, readonly RegionKey[]>
  /** with a task and without a place: no figure yet */
  readonly silent: number
}

/** Boards once reckoned, by what they depend on. */
export type Boards = Map<string, Board>

/**
 * The place's rank among those of its level within `among`, 1 the best, with places gained since the period before.
 * Absent for the province, without a figure, or without a task.
 */
export function rankOf(cube: Cube, cell: Cell, among: RegionKey, boards: Boards): Reading {
  const { place, level, task } = cell
  if (level === 'province') return absent('none')
  const board = boardOf(cube, cell, among, boards)
  const { peers, places, at, silent } = board
  const own = cell.isSupposed ? placeWith(board, cell) : places.get(place)
  if (!peers.has(place)) return absent('not-among')
  if (own === undefined) return absent(task && cell.value !== undefined ? 'no-goal' : withoutFigure(cell))
  return known(amount(own), {
    of: 'rank',
    among: places.size,
    sharing: at.get(own) ?? [],
    silent,
    gained: gainedBy(cube, cell, among, boards, own),
  })
}

/** What is supposed of one moves none of the others: its place is behind those that stay above it. */
function placeWith({ scores }: Board, cell: Cell): number | undefined {
  const own = scored(cell)
  return own && 1 + [...scores].filter(([key, one]) => key !== cell.place && compare(one, own) > 0).length
}

/**
 * As `rankOf`, without those who share the place: a bulletin asks for a thousand.
 * @returns undefined where it has none
 */
export function placeOf(cube: Cube, cell: Cell, among: RegionKey, boards: Boards): Placed | undefined {
  if (cell.level === 'province') return undefined
  const { peers, places } = boardOf(cube, cell, among, boards)
  const own = places.get(cell.place)
  if (own === undefined || !peers.has(cell.place)) return undefined
  return { place: own, gained: gainedBy(cube, cell, among, boards, own) }
}

/** A place in a ranking, 1 the best, and how it has moved. */
export interface Placed {
  readonly place: number
  /** places gained since the period before; negative fell; undefined: had none then */
  readonly gained: number | undefined
}

function gainedBy(cube: Cube, cell: Cell, among: RegionKey, boards: Boards, own: number): number | undefined {
  const asked = previousPeriod(cell.asked)
  if (!asked.startsWith(String(cube.grounds.plan.year))) return undefined
  const { place, level, indicator } = cell
  const was = boardOf(cube, { place, level, indicator, asked }, among, boards).places.get(place)
  return was === undefined ? undefined : was - own
}

type Ranked = Pick<Cell, 'place' | 'level' | 'asked' | 'indicator'>

function boardOf(cube: Cube, ranked: Ranked, among: RegionKey, boards: Boards): Board {
  const key = `${ranked.indicator.id} ${ranked.asked} ${ranked.level} ${among}`
  const board = boards.get(key) ?? reckoned(cube, ranked, among)
  boards.set(key, board)
  return board
}

function reckoned(cube: Cube, of: Ranked, among: RegionKey): Board {
  const peers = peersOf(cube.grounds.regions, of, among)
  const cells = peers.map((place) => cube.at(place, of.indicator, of.asked))
  const ranked = cells.flatMap((peer) => {
    const score = scored(peer)
    return score === undefined ? [] : [{ key: peer.place, score }]
  })
  const places = placesBy(ranked)
  const at = new Map<number, RegionKey[]>()
  for (const [key, own] of places) {
    const sharing = at.get(own)
    if (sharing) sharing.push(key)
    else at.set(own, [key])
  }
  return {
    peers: new Set(peers),
    places,
    scores: new Map(ranked.map(({ key, score }) => [key, score])),
    at,
    silent: cells.filter((one) => one.task && !places.has(one.place)).length,
  }
}

/** Places of a level within a whole; cities stand among cities alone. */
function peersOf(regions: Regions, { level, asked }: Ranked, among: RegionKey): RegionKey[] {
  const end = endOf(asked)
  const isCity = regions.get(among).level === 'city'
  const peers = level === 'city' ? regions.cities(end) : regions.counties(end, isCity ? among : undefined)
  return peers.map((one) => one.key)
}

function scored({ task, value, asOf, goal, indicator }: Cell): Amount | undefined {
  if (!task || value === undefined || asOf === undefined) return undefined
  return scoreOf(indicator, value, progressOf(indicator, value, goal, asOf))
}

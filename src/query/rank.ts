/** The place of a cell among its peers: by completion, capped, ties share a place; no task and no figure, no place. */
import { amount } from '../office/amount.ts'
import { progressOf } from '../office/pace.ts'
import { endOf, previousPeriod } from '../office/period.ts'
import { placesBy, scoreOf } from '../office/rank.ts'
import type { RegionKey, Regions } from '../office/region.ts'
import type { Cell, Cube } from './cube.ts'
import { withoutFigure } from './figures.ts'
import { absent, known, type Reading } from './reading.ts'

/** Places of a cell's level within a whole; cities stand among cities alone. */
export function peersOf(
  regions: Regions,
  { place, level, asked }: Pick<Cell, 'place' | 'level' | 'asked'>,
  among: RegionKey,
): RegionKey[] {
  if (level === 'province') return [place]
  const end = endOf(asked)
  const isCity = regions.get(among).level === 'city'
  const peers = level === 'city' ? regions.cities(end) : regions.counties(end, isCity ? among : undefined)
  return peers.map((one) => one.key)
}

function placesAmong(cube: Cube, cell: Cell, among: RegionKey): Map<RegionKey, number> {
  const peers = peersOf(cube.grounds.regions, cell, among).map((place) => cube.at(place, cell.indicator, cell.asked))
  return placesBy(
    peers.flatMap((peer) => {
      const score = scored(peer)
      return score === undefined ? [] : [{ key: peer.place, score }]
    }),
  )
}

function scored({ task, value, asOf, goal, indicator }: Cell) {
  if (!task || value === undefined || asOf === undefined) return undefined
  return scoreOf(indicator, value, progressOf(indicator, value, goal, asOf))
}

/** @param kept places once reckoned, by what they depend on */
export function rankOf(cube: Cube, cell: Cell, among: RegionKey, kept: Map<string, Map<RegionKey, number>>): Reading {
  const { place, level, indicator, asked, task } = cell
  if (level === 'province') return absent('none')
  const places = (at: Cell) => {
    const key = `${indicator.id} ${at.asked} ${level} ${among}`
    const found = kept.get(key) ?? placesAmong(cube, at, among)
    kept.set(key, found)
    return found
  }
  const peers = peersOf(cube.grounds.regions, cell, among)
  if (!peers.includes(place)) return absent('not-among')
  const now = places(cell)
  const own = now.get(place)
  if (own === undefined) return absent(task && cell.value !== undefined ? 'no-goal' : withoutFigure(cell))
  const before = previousPeriod(asked)
  const isInYear = before.startsWith(String(cube.grounds.plan.year))
  const was = isInYear ? places(cube.at(place, indicator, before)).get(place) : undefined
  return known(amount(own), {
    of: 'rank',
    among: now.size,
    ties: [...now].flatMap(([key, at]) => (at === own && key !== place ? [key] : [])),
    silent: peers.filter((key) => {
      const peer = cube.at(key, indicator, asked)
      return peer.task && !now.has(key)
    }).length,
    gained: was === undefined ? undefined : was - own,
  })
}

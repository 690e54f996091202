/** A long list by city: how many, and which; never ninety rows one below the other. */

import { type Block, column, type Row as Line, table } from '../../../message/card.ts'
import { placeName } from '../../../office/format.ts'
import { LEVEL } from '../../../office/levels.ts'
import type { RegionKey } from '../../../office/region.ts'
import type { Row } from '../../answer/result.ts'
import type { Cell } from '../../cube/cube.ts'
import { groupsOf } from '../../cube/group.ts'
import type { Tongue } from '../sentence/reading-text.ts'

/** From so many places on a list stands by city. */
export const MANY = 20

/** As many are named of a city: more than it has counties, and nobody reads on. */
const NAMED = 40

interface Listed {
  readonly cell?: Cell | undefined
  readonly key: Row['key']
  /** worded only where it is shown */
  readonly text: () => string
  /** for how many it stands */
  readonly count?: number
}

/** Counties as a table with a row a city: how many there are, and the first by name. */
export function byCity(listed: readonly Listed[], tongue: Tongue): Block {
  const lines = [...groupsOf(listed, (one) => cityOf(one, tongue))].map(([city, all]): Line => {
    const named = all.slice(0, NAMED).map(({ text }) => text())
    const count = all.reduce((sum, one) => sum + (one.count ?? 1), 0)
    return { city, count: String(count), which: `${named.join('、')}${all.length > NAMED ? `等${all.length}个` : ''}` }
  })
  return table([column('city', LEVEL.city), column('count', '个数', 'right'), column('which', '名单')], lines)
}

function cityOf({ cell, key }: Listed, { regions }: Tongue): string {
  const place = (key.place ?? key.city ?? cell?.place) as RegionKey | undefined
  if (place === undefined) return '—'
  const { level, parent } = regions.get(place)
  return placeName(regions, level === 'county' && parent ? parent : place)
}

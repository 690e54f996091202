/** What the grammar is told of who speaks, and whether plain words are a report by it. */
import type { Asked } from '../../message/command.ts'
import type { Instant } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { readUpdate, type UpdateContext } from '../grammar/index.ts'
import { ownRegions, REPORTERS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'

export const contextOf = (ground: Ground, region: RegionKey, now: Instant): UpdateContext => ({
  now,
  region,
  read: ground.read,
  year: ground.plan.year,
  indicators: ground.plan.indicators,
  regions: ground.regions,
})

/** Whether plain words are a report, so that they need no command word. */
export function looksLikeReport(asked: Asked, ground: Ground): boolean {
  const region = ownRegions(asked.person)[0] ?? coordinated(asked)
  if (!region) return false
  return readUpdate(asked.text, contextOf(ground, region, asked.now)).kind !== 'none'
}

const coordinated = ({ person }: Asked): RegionKey | undefined =>
  person?.posts.find((post) => REPORTERS.includes(post.role))?.region

/** A report's part of the thread: what a turn keeps of the figures that it reported, drafted or took back. */
import { z } from 'zod'
import type { Asked, Turn } from '../../message/command.ts'
import type { Day } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Update } from '../read/item.ts'
import { ownRegions } from './scope.ts'

const item = z.object({
  indicator: z.string().transform((id) => id as IndicatorId),
  mode: z.enum(['cumulative', 'increment']),
  typedValue: z.string(),
  typedUnit: z.string().optional(),
  asOf: z.string().transform((day) => day as Day),
})
const kept = z.object({
  report: z.object({ region: z.string().transform((key) => key as RegionKey), items: z.array(item) }),
})

export type SaidBefore = z.output<typeof kept>['report']

type Said = Omit<Update['items'][number], 'value' | 'nil' | 'increment' | 'typedUnit' | 'note'> & {
  readonly typedUnit?: string | undefined
}
type Figures = Pick<Update, 'region'> & { readonly items: readonly Said[] }

/** What a turn keeps of the figures that it was about. */
export const keeping = ({ region, items }: Figures): { readonly report: z.input<typeof kept>['report'] } => ({
  report: {
    region,
    items: items.map(({ indicator, mode, typedValue, typedUnit, asOf }) => ({
      indicator,
      mode,
      typedValue,
      asOf,
      ...(typedUnit && { typedUnit }),
    })),
  },
})

/** What the person reported in this talk, the newest first. */
export const saidBefore = ({ turns }: Pick<Asked, 'turns'>): SaidBefore[] =>
  turns.toReversed().flatMap((turn) => kept.safeParse(turn.kept?.request).data?.report ?? [])

const ofFigures = z.union([
  z.object({ report: z.unknown() }),
  z.object({ wantsReason: z.string() }),
  z.object({ shows: z.unknown() }),
  z.object({ doubts: z.unknown() }),
])

/** Whether a turn was about figures: what is said next may be of them. */
export const isOfFigures = ({ kept }: Turn): boolean =>
  kept?.request !== undefined && ofFigures.safeParse(kept.request).success

/** The own regions, and those that were spoken for in this talk: whose drafts and figures 好 and 撤回 are about. */
export const regionsInTalk = (asked: Pick<Asked, 'turns' | 'person'>): RegionKey[] => [
  ...new Set([...ownRegions(asked.person), ...saidBefore(asked).map(({ region }) => region)]),
]

/** The report before, or the names that were spoken of since. */
export function spokenOf({ turns }: Pick<Asked, 'turns'>) {
  for (const turn of turns.toReversed()) {
    const [report] = saidBefore({ turns: [turn] })
    if (report) return { report, indicators: [...new Set(report.items.map(({ indicator }) => indicator))] }
    const named = (turn.kept?.topic?.indicators ?? []).flatMap((ids) => (ids.length === 1 ? ids : []))
    if (named.length > 0) return { report: undefined, indicators: [...new Set(named)] }
  }
  return undefined
}

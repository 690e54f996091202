/** A report's part of the thread: what a turn keeps of the figures that it reported, drafted, showed, asked about or took back. */
import { z } from 'zod'
import type { Asked, Turn } from '../../message/command.ts'
import type { Day } from '../../office/day.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import { ownRegions } from './scope.ts'

const item = z.object({
  indicator: z.string().transform((id) => id as IndicatorId),
  mode: z.enum(['cumulative', 'increment']),
  typedValue: z.string(),
  typedUnit: z.string().optional(),
  asOf: z.string().transform((day) => day as Day),
})
const report = z.object({ region: z.string().transform((key) => key as RegionKey), items: z.array(item).readonly() })
const kept = z
  .object({
    /** reported, drafted or taken back */
    report,
    /** drafts that were shown again */
    shows: z.array(z.string()),
    /** and it was asked whether these are to be filed, or dropped: what is said to that again is not asked about again */
    asks: z.enum(['file', 'drop']),
    /** drafts that were shown again since the words could not be understood, and may have put them right */
    doubts: z.array(z.string()),
    /** the figure of which it was asked what is right */
    numberOf: z.string().transform((id) => id as IndicatorId),
    /** the draft whose reason was asked for; `agreed`: its figures were said yes to before */
    wantsReason: z.string(),
    agreed: z.boolean(),
  })
  .partial()

type Keeping = z.input<typeof kept>

/** The figures that a turn of the talk reported, as typed, with the region. */
export type SaidBefore = NonNullable<z.output<typeof kept>['report']>

/** What a turn kept; nothing where it was of something else. */
const keptBy = (turn: Turn | undefined): z.output<typeof kept> => kept.safeParse(turn?.kept?.request).data ?? {}
const lastKept = ({ turns }: Pick<Asked, 'turns'>) => keptBy(turns.at(-1))

type Drafts = readonly { readonly id: string }[]
const idsOf = (drafts: Drafts): string[] => drafts.map(({ id }) => id)

/** Keeps that a turn showed these drafts, so that the next yes is to them. */
export const showing = (drafts: Drafts): Keeping => ({ shows: idsOf(drafts) })

/** Keeps that it was asked whether these drafts are to be filed, or dropped: the same words then do it. */
export const askingTo = (asks: 'file' | 'drop', drafts: Drafts): Keeping => ({ ...showing(drafts), asks })

/** Keeps that a turn may have put these drafts right and nobody understood it: a yes shows them again first. */
export const doubting = (drafts: Drafts): Keeping => ({ doubts: idsOf(drafts) })
/**
 * Keeps that it was asked what is right of these drafts.
 * @param numberOf the indicator, where one is spoken of: a bare number is then of it
 */
export const wantingNumber = (drafts: Drafts, numberOf: IndicatorId | undefined): Keeping => ({
  ...doubting(drafts),
  ...(numberOf && { numberOf }),
})

/**
 * Keeps that a draft's reason was asked for.
 * @param agreed its figures were said yes to, so that the reason alone files it
 */
export const wantingReason = (draft: string, agreed?: true): Keeping => ({
  wantsReason: draft,
  ...(agreed && { agreed }),
})

/** Whether a turn showed the draft with that id again. */
export const isShownBy = (turn: Turn, id: string): boolean => keptBy(turn).shows?.includes(id) ?? false

/** Whether the turn before asked if all of these drafts are to be filed, or dropped. */
export function isAskedTo(does: 'file' | 'drop', asked: Pick<Asked, 'turns'>, drafts: Drafts): boolean {
  const { shows = [], asks } = lastKept(asked)
  return asks === does && drafts.every(({ id }) => shows.includes(id))
}

/** Whether the turn before may have put the draft right without being understood. */
export const isDoubted = (asked: Pick<Asked, 'turns'>, { id }: { readonly id: string }): boolean =>
  lastKept(asked).doubts?.includes(id) ?? false

/** The figure of which it was asked last what is right; undefined where the last turn asked nothing of the kind. */
export const numberAsked = (asked: Pick<Asked, 'turns'>): IndicatorId | undefined => lastKept(asked).numberOf

/** The id of a draft that lacks its reason; `agreed`: nothing else. */
export interface Wanting {
  readonly wantsReason: string
  readonly agreed?: boolean
}

/** The draft for which a reason was asked last; undefined where the last turn asked for none. */
export function reasonAsked(asked: Pick<Asked, 'turns'>): Wanting | undefined {
  const { wantsReason, agreed } = lastKept(asked)
  return wantsReason === undefined ? undefined : { wantsReason, ...(agreed !== undefined && { agreed }) }
}

/** Keeps which figures a turn was about, as typed: what the next words may go on from. */
export const keeping = ({ region, items }: z.input<typeof report>): Keeping => ({
  report: {
    region,
    items: items.map(({ indicator, mode, typedValue, typedUnit, asOf }) => ({
      ...{ indicator, mode, typedValue, asOf },
      ...(typedUnit && { typedUnit }),
    })),
  },
})

/** The figures that were reported in this talk, the newest turn first. */
export const saidBefore = ({ turns }: Pick<Asked, 'turns'>): SaidBefore[] =>
  turns.toReversed().flatMap((turn) => keptBy(turn).report ?? [])

/** Whether a turn reported or showed figures, or asked about them. */
export function isOfFigures(turn: Turn): boolean {
  const { report, shows, doubts, wantsReason } = keptBy(turn)
  return [report, shows, doubts, wantsReason].some((one) => one !== undefined)
}

/**
 * The regions whose drafts and figures 好 and 撤回 are about: the person's own, and those that they reported for in this
 * talk.
 */
export const regionsInTalk = (asked: Pick<Asked, 'turns' | 'person'>): RegionKey[] => [
  ...new Set([...ownRegions(asked.person), ...saidBefore(asked).map(({ region }) => region)]),
]

/**
 * The newest turn that reported figures or named indicators, in this talk: the report, undefined where they were only
 * named, and the indicators. Undefined where no turn did.
 */
export function spokenOf({ turns }: Pick<Asked, 'turns'>) {
  for (const turn of turns.toReversed()) {
    const [report] = saidBefore({ turns: [turn] })
    if (report) return { report, indicators: [...new Set(report.items.map(({ indicator }) => indicator))] }
    const named = (turn.kept?.topic?.indicators ?? []).flatMap((ids) => (ids.length === 1 ? ids : []))
    if (named.length > 0) return { report: undefined, indicators: [...new Set(named)] }
  }
  return undefined
}

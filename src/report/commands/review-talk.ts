/** 小微园等一下, 其他的过, 低小散退了: what is said of some of the figures of a list that was shown. */
import { answersWith, marksIn, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { Act, Opens } from '../../message/act.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Waits } from '../../message/thread.ts'
import { withoutLeading } from '../../office/bounds.ts'
import type { Day } from '../../office/day.ts'
import { endOf } from '../../office/period.ts'
import type { IndicatorId } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import * as cards from '../cards/review-cards.ts'
import { pressPass, pressReturn, pressReview } from '../review-presses.ts'
import { picked, pickIn } from '../rules/picked.ts'
import { reviews } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { type Pending, pendingIn } from '../waiting.ts'

/** A place's list stays open, whatever was done with some of it. */
export const listing = (region: RegionKey): Opens => pressReview({ region })

export const idsOf = (some: readonly Pending[]): string => some.map(({ entry }) => entry.id).join(',')

/** What waits where a list was shown, with those of it that were spoken of last. */
async function shownIn({ region, figure }: Wire, asked: Asked, { regions }: Ground) {
  const key = region === undefined ? undefined : regions.find(region)?.key
  if (key === undefined) return undefined
  const within = regions.all.flatMap((one) =>
    regions.within(one.key, key) && reviews(asked.person, one.key, regions) ? [one.key] : [],
  )
  const all = await pendingIn(asked.store, within, 'review')
  const ids = figure?.split(',') ?? []
  const meant = figure === undefined ? all : all.filter(({ entry }) => ids.includes(entry.id))
  return { region: key, all, meant: meant.length > 0 ? meant : all }
}

/**
 * What an act on some of a list comes to: a press that shows it before it is done. Undefined where the list is gone, where
 * none is left by it, or for an act that says nothing of it.
 */
export async function judged(act: Act, before: Wire, asked: Asked, ground: Ground): Promise<Opens | undefined> {
  const shown = await shownIn(before, asked, ground)
  if (!shown || shown.all.length === 0) return undefined
  const { region, all, meant } = shown
  const pick = pickIn(act.said)
  const some = pointedTo(act.said, { all, meant, spoken: spokenOf(asked) }, ground)
  const passing = (those: readonly Pending[]): Opens | undefined =>
    those.length > 0 ? pressPass({ region, figure: idsOf(those) }) : undefined
  switch (act.act) {
    case 'agree':
      return some ? passing(some) : before['figure'] === undefined ? passing(all) : undefined
    case 'only':
      return some && passing(some)
    case 'without':
    case 'hold':
      return some && pick?.by !== 'others' ? passing(meant.filter((one) => !some.includes(one))) : undefined
    case 'with': {
      const more = some ?? all
      return passing(
        before['figure'] === undefined ? more : all.filter((one) => meant.includes(one) || more.includes(one)),
      )
    }
    case 'return':
      return isDenied(act.said) || (pick && !some)
        ? undefined
        : returned(spansIn(act.said, 'time').length > 0 ? (some ?? []) : newest(some ?? meant))
    case 'urge': {
      const cities = all.map((one) => ground.regions.get(one.region).parent ?? one.region)
      return { command: '催审', values: { cities: [...new Set(cities)].join(',') } }
    }
    default:
      return undefined
  }
}

/** Some of one place: a return is told to one. */
function returned(some: readonly Pending[]): Opens | undefined {
  const [first, ...others] = some
  const isOfOne = first && others.every(({ region }) => region === first.region)
  return isOfOne ? pressReturn({ region: first.region, figure: idsOf(some) }) : undefined
}

/** 不退 */
const isDenied = (said: Utterance): boolean =>
  marksIn(said, 'forbid').length > 0 || spansIn(said, 'measure').some(({ found }) => found.not)

/** Which indicators the talk named last. */
const spokenOf = ({ turns }: Asked): readonly IndicatorId[] =>
  turns.findLast(({ kept }) => (kept?.topic?.indicators ?? []).length > 0)?.kept?.topic?.indicators.flat() ?? []

/** The figures that words point to: by a place, an indicator in whatever period, the row, or as the others. */
function pointedTo(
  said: Utterance,
  {
    all,
    meant,
    spoken,
  }: {
    readonly all: readonly Pending[]
    readonly meant: readonly Pending[]
    readonly spoken: readonly IndicatorId[]
  },
  { regions }: Ground,
): readonly Pending[] | undefined {
  const places = spansIn(said, 'region').map(({ found }) => found.key)
  const isOf = ({ period }: Pending, { from, to }: { readonly from: Day; readonly to: Day }): boolean =>
    from <= endOf(period) && endOf(period) <= to
  // 高企那8家是去年的吧: a time of none of them tells something of one
  const times = spansIn(said, 'time').flatMap(({ found, latent }) =>
    latent || !all.some((one) => isOf(one, found)) ? [] : [found],
  )
  const there = all.filter(
    (one) =>
      (places.length === 0 || places.some((place) => regions.within(one.region, place))) &&
      (times.length === 0 || times.some((time) => isOf(one, time))),
  )
  // 六月那条: which of its month
  const pick = times.length > 0 && pickIn(said)?.by === 'row' ? undefined : pickIn(said)
  if (!pick && times.length > 0) {
    // 六月那条: of what was spoken of before, where that waits
    const same = there.filter(({ indicator }) => spoken.includes(indicator))
    return same.length > 0 ? same : there.length > 0 ? there : undefined
  }
  if (!pick) return places.length > 0 && there.length > 0 ? there : undefined
  if (pick.by !== 'name') return picked(pick.by === 'others' ? meant : there, pick)
  const named = there.filter(({ indicator }) => pick.ids.includes(indicator))
  return pick.ids.every((id) => named.some(({ indicator }) => indicator === id)) ? named : undefined
}

/** Of one indicator in several periods the newest, where none is named: what was said of it is of what came in last. */
export const newest = (some: readonly Pending[]): readonly Pending[] =>
  some.filter(
    (one) =>
      !some.some(
        (other) =>
          other.region === one.region && other.indicator === one.indicator && endOf(other.period) > endOf(one.period),
      ),
  )

/** 另外两个不退, 高企也退: behind a return that waits for its reason, or was done. Undefined as with `judged`. */
export async function ofReturned(act: Act, before: Wire, asked: Asked, ground: Ground): Promise<Opens | undefined> {
  const { region, figure = '' } = before
  if (region === undefined) return undefined
  const pick = pickIn(act.said)
  if (act.act === 'without' && (!pick || pick.by === 'others'))
    return { command: '审核', values: { region, rest: figure } }
  if (act.act === 'reason') return pressReturn({ region: region as RegionKey, figure, reason: reasonOf(act) })
  return judged(act.act === 'with' ? { ...act, act: 'return' } : act, { region }, asked, ground)
}

/** 退回, told and not asked. */
export const saysReturn = (said: Utterance): boolean => spansIn(said, 'ask').length === 0 && returnsIn(said).length > 0

const returnsIn = (said: Utterance) => [
  ...spansIn(said, 'measure').filter(({ found }) => found.measure === 'state' && found.is === 'returned'),
  ...spansIn(said, 'act').filter(({ found }) => found.act === 'return'),
]

/** The reason is asked for, what is to be returned shown; 退回安吉的，对不上: what was said behind stands in the field. */
export function returning(ground: Ground, some: readonly Pending[], said?: Utterance): Outcome {
  const [first] = some
  const means = first && pressReturn({ region: first.region, figure: idsOf(some) })
  return answer(
    'asked',
    cards.returnForm(ground, some, said && reasonBehind(said)),
    means && { opens: means, asks: { slots: ['reason'], command: '退回', values: means.values } },
  )
}

/** The clauses behind the return, where they name nothing that may be done or returned as well. */
function reasonBehind(said: Utterance): string | undefined {
  const from = said.breaks.find((one) => one >= (returnsIn(said)[0]?.end ?? Number.POSITIVE_INFINITY))
  const isElse = ELSE.some((kind) => spansIn(said, kind).some(({ at }) => from !== undefined && at >= from))
  return from === undefined || isElse ? undefined : withoutLeading(said.raw.slice(from), BREAKS).trim()
}
const ELSE = ['region', 'indicator', 'act', 'polar', 'repair'] as const
const BREAKS = [' ', ',', '，', '。', ';', '；', '\n']

/** 没附名单 is a reason where one was asked for. */
const SHORTEST = 2

/**
 * The reason that was asked for: what neither asks, answers nor does anything, whatever it speaks of (缺认定文件). Undefined
 * where no reason was asked for, or these words are none.
 */
export function withReason({ said }: Asked, { slots, values }: Waits): Wire | undefined {
  const told = reasonTold(said('ahead'))
  if (slots.includes('reason') && told) return { ...values, reason: told }
  const reason = withoutLead(said('ahead'))
  const isOther = !tellsNo(said(), 'ask', 'act', 'polar', 'repair')
  const isReason = reason.length >= SHORTEST && !isOther && !answersWith(said(), ['time', 'region', 'indicator'])
  return slots.includes('reason') && isReason ? { ...values, reason } : undefined
}

/** As it was said, without what only announces it. */
const reasonOf = ({ ahead }: Act): string => reasonTold(ahead) ?? withoutLead(ahead)

/** 写 请核对清单: what comes first and alone only says that a reason comes. */
function withoutLead(said: Utterance): string {
  const lead = marksIn(said, 'reports').find(({ at, end }) => at === 0 && said.breaks.some((one) => one === end))
  return said.raw.slice(lead?.end ?? 0).trim()
}

/** 原因写 增幅偏大: the words behind what announces them. */
function reasonTold(said: Utterance): string | undefined {
  const reason = said.readings.flatMap(({ spans }) => spans).find(({ found }) => found.kind === 'reason')
  return reason && said.raw.slice(reason.at, reason.end).trim()
}

/** 小微园等一下, 其他的过, 低小散退了: what is said of some of the figures of a list that was shown. */
import { answersWith, marksIn, type Span, spansIn, tellsNo, type Utterance } from '../../language/index.ts'
import type { Act, Opens } from '../../message/act.ts'
import { type Asked, answer, type Outcome } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Waits } from '../../message/thread.ts'
import { withoutLeading } from '../../office/bounds.ts'
import type { Day } from '../../office/day.ts'
import { endOf } from '../../office/period.ts'
import type { RegionKey } from '../../office/region.ts'
import { ownRegion } from '../../office/scope.ts'
import * as cards from '../cards/review-cards.ts'
import { pressPass, pressReturn, pressReview } from '../presses.ts'
import { picked, pickIn } from '../rules/picked.ts'
import { reviews } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import { type Pending, pendingIn } from '../waiting.ts'
import { type Verdicts, verdictsIn } from './review-verdict.ts'

/** The place's list for review as what lies open, whatever was done with some of it. */
export const listing = (region: RegionKey): Opens => pressReview({ region })

/** Ledger ids joined by commas, as the buttons of review carry them. */
export const idsOf = (some: readonly Pending[]): string => some.map(({ entry }) => entry.id).join(',')

/** 长兴的, 除了安吉 */
const placesIn = (said: Utterance): RegionKey[] => [
  ...spansIn(said, 'region').map(({ found }) => found.key),
  ...spansIn(said, 'parts').flatMap(({ found }) => (found.but ?? []).flatMap((one) => (one === 'own' ? [] : [one]))),
]

/** What waits where a list was shown, with those of it that were spoken of last; a place that is named elsewhere is meant instead. */
async function shownIn({ region, figure }: Wire, said: Utterance, asked: Asked, { regions }: Ground) {
  const before = region === undefined ? undefined : regions.find(region)?.key
  const named = placesIn(said)
  const isElsewhere = before !== undefined && named.some((place) => !regions.within(place, before))
  const key = !isElsewhere ? before : named.length === 1 ? named[0] : ownRegion(asked.person, regions)
  if (key === undefined) return undefined
  const within = regions.all.flatMap((one) =>
    regions.within(one.key, key) && reviews(asked.person, one.key, regions) ? [one.key] : [],
  )
  const all = await pendingIn(asked.store, within, 'review')
  const ids = figure?.split(',') ?? []
  const meant = figure === undefined || isElsewhere ? all : all.filter(({ entry }) => ids.includes(entry.id))
  return { region: key, all, meant: meant.length > 0 ? meant : all, isElsewhere }
}

/**
 * What an act comes to that is said of figures in a list for review: a press that shows it before it is done.
 * @param before the press that showed the list
 * @returns undefined where the list is gone, nothing of it is meant, or the act is none of review
 */
export async function judged(act: Act, before: Wire, asked: Asked, ground: Ground): Promise<Opens | undefined> {
  const shown = await shownIn(before, act.said, asked, ground)
  if (!shown || shown.all.length === 0) return undefined
  const { region, all, meant, isElsewhere } = shown
  const pick = pickIn(act.said)
  const some = pointedTo(act.said, shown, ground)
  const isSome = some !== undefined && some.length > 0
  const isApart = isSome && pick?.by !== 'others'
  const others = meant.filter((one) => !some?.includes(one))
  const verdicts = verdictsIn(act.said, act.read)
  if (isApart && (PASSES.has(act.act) || LEAVES_OUT.has(act.act))) {
    const passes = passedBy(verdicts, PASSES.has(act.act))
    const isUntold = isElsewhere && verdicts.others === undefined
    if (passes === undefined || (passes === 'others' && isUntold)) return undefined
    if (passes !== 'some') return passing(region, passes === 'all' ? meant : others)
  } else if (PASSES.has(act.act) && (verdicts.others ?? 'pass') !== 'pass') return undefined
  switch (act.act) {
    case 'agree':
      return passing(region, some ?? (before['figure'] === undefined ? all : []))
    case 'only':
    case 'without':
    case 'hold':
      return isApart ? passing(region, some) : act.act === 'only' ? passing(region, some ?? []) : undefined
    case 'with':
      return passing(
        region,
        widened(shown, some ?? all, before['figure'] !== undefined && asked.opened?.isLast === true),
      )
    case 'return': {
      const returns = isApart ? returnedBy(verdicts) : isKept(act.said, verdicts) || pick ? undefined : 'some'
      if (returns === 'pass') return passing(region, some ?? [])
      const those = returns === 'others' ? others : returns === 'all' ? meant : some
      return returns && returned(toReturn(act, those, meant), reasonBeside(act.ahead))
    }
    case 'urge':
      return urged(all, ground)
    default:
      return undefined
  }
}

type Shown = NonNullable<Awaited<ReturnType<typeof shownIn>>>

const passing = (region: RegionKey, those: readonly Pending[]): Opens | undefined =>
  those.length > 0 ? pressPass({ region, figure: idsOf(those) }) : undefined

/** Those beside the ones of a preview shown last; 德清的也过, of one that holds it or was shown before something else, alone. */
function widened({ all, meant }: Shown, more: readonly Pending[], isOfPreview: boolean): readonly Pending[] {
  const isMore = isOfPreview && more.some((one) => !meant.includes(one))
  return isMore ? all.filter((one) => meant.includes(one) || more.includes(one)) : more
}

/** With a time those of it, else of each indicator what came in last. */
const toReturn = (
  { said }: Act,
  some: readonly Pending[] | undefined,
  meant: readonly Pending[],
): readonly Pending[] => (spansIn(said, 'time').length > 0 ? (some ?? []) : newest(some ?? meant))

function urged(all: readonly Pending[], { regions }: Ground): Opens {
  const cities = all.map((one) => regions.get(one.region).parent ?? one.region)
  return { command: '催审', values: { cities: [...new Set(cities)].join(',') } }
}

const PASSES: ReadonlySet<string> = new Set(['agree', 'only', 'with'])
const LEAVES_OUT: ReadonlySet<string> = new Set(['without', 'hold'])

/**
 * Which pass where some are pointed to, by what the words decide of them and of the others; what an act was taken for counts
 * where they decide nothing, and never against them.
 * @param isPassing whether the act lets some pass
 * @returns undefined where neither is told, or the two disagree: then it is asked
 */
function passedBy({ named, others }: Verdicts, isPassing: boolean): 'some' | 'others' | 'all' | undefined {
  if (named === 'pass') return others === 'pass' ? 'all' : 'some'
  if (named === 'mixed' || (others !== undefined && others !== 'pass')) return undefined
  if (others === 'pass') return 'others'
  return named === undefined ? (isPassing ? 'some' : 'others') : named === 'keep' && !isPassing ? 'others' : undefined
}

/** Which are returned where some are pointed to, as `passedBy`; `pass`: those pass instead. */
function returnedBy({ named, others }: Verdicts): 'some' | 'others' | 'all' | 'pass' | undefined {
  if (named === 'return') return others === 'return' ? 'all' : 'some'
  if (named === 'mixed') return undefined
  if (others === 'return') return 'others'
  return named === 'pass' ? 'pass' : named === undefined ? 'some' : undefined
}

/** 都别退, 都没问题: nothing of it is returned. */
const isKept = (said: Utterance, { named, others }: Verdicts): boolean =>
  marksIn(said, 'forbid').length > 0 || (named ?? others ?? 'return') !== 'return'

/** 过, 通过 */
const letsPass = (said: Utterance): boolean =>
  marksIn(said, 'not', 'forbid', 'later').length === 0 &&
  (marksIn(said, 'done').length > 0 ||
    spansIn(said, 'act').some(({ found }) => found.act === 'approve') ||
    spansIn(said, 'measure').some(({ found }) => found.measure === 'state' && found.is === 'accepted'))

/** Some of one place: a return is told to one. @param because a reason that was said along, seen before it is told */
function returned(some: readonly Pending[], because?: string): Opens | undefined {
  const [first, ...others] = some
  const isOfOne = first && others.every(({ region }) => region === first.region)
  return isOfOne ? pressReturn({ region: first.region, figure: idsOf(some), because }) : undefined
}

/**
 * The reason that stands behind the clause that returns: 高企退回 没认定文件.
 * @returns undefined where the rest names a place or an indicator, asks, or is empty
 */
export function reasonBeside(said: Utterance): string | undefined {
  const [back] = (said.readings[0]?.spans ?? []).filter(isReturn)
  const from = said.breaks.find((one) => back !== undefined && one >= back.end)
  const names = WHAT.flatMap((kind) => spansIn(said, kind)).some(({ at }) => from !== undefined && at >= from)
  const why = from === undefined || names || marksIn(said, 'others').length > 0 ? '' : said.raw.slice(from)
  return reasonTold(said) ?? (withoutLeading(why, SIGNS).trim() || undefined)
}
const WHAT = ['region', 'indicator', 'ask', 'polar'] as const
const SIGNS = [...' \n\t,，、。;；:：']

/** The figures that words point to: by a place, an indicator in whatever period, the row, or as the others. */
function pointedTo(
  said: Utterance,
  { all, meant }: Readonly<Record<'all' | 'meant', readonly Pending[]>>,
  { regions }: Ground,
): readonly Pending[] | undefined {
  const places = placesIn(said)
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
  if (!pick) return (times.length > 0 ? there : places).length > 0 ? there : undefined
  if (pick.by !== 'name') return picked(pick.by === 'others' ? meant : there, pick)
  const named = there.filter(({ indicator }) => pick.ids.includes(indicator))
  return pick.ids.every((id) => named.some(({ indicator }) => indicator === id)) ? named : []
}

/** Of each region and indicator the figure of the latest period. */
export const newest = (some: readonly Pending[]): readonly Pending[] =>
  some.filter(
    (one) =>
      !some.some(
        (other) =>
          other.region === one.region && other.indicator === one.indicator && endOf(other.period) > endOf(one.period),
      ),
  )

/**
 * What an act comes to behind a return that waits for its reason or was done: 另外两个不退, 高企也退. What is returned is
 * neither passed by a yes nor among the others.
 * @param before the press that returns
 * @returns undefined as `judged`: nothing of the list is meant, or the act is none of review
 */
export async function ofReturned(act: Act, before: Wire, asked: Asked, ground: Ground): Promise<Opens | undefined> {
  const { region, figure = '' } = before
  if (region === undefined) return undefined
  const pick = pickIn(act.said)
  if (act.act === 'without' && (!pick || pick.by === 'others'))
    return { command: '审核', values: { region, rest: figure } }
  if (act.act === 'reason')
    return pressReturn({
      region: region as RegionKey,
      figure,
      [before['because'] === undefined ? 'reason' : 'because']: reasonOf(act),
    })
  const isNamed = pick !== undefined || placesIn(act.said).length > 0
  // 还是都过吧
  if (act.act === 'agree' && !isNamed && !letsPass(act.said)) return undefined
  if (act.act === 'with')
    return saysReturn(act.said) ? judged({ ...act, act: 'return' }, { region }, asked, ground) : undefined
  if (pick?.by !== 'others' || !PASSES.has(act.act)) return judged(act, { region }, asked, ground)
  const shown = await shownIn({ region }, act.said, asked, ground)
  const others = shown?.all.filter(({ entry }) => !figure.split(',').includes(entry.id)) ?? []
  return others.length > 0 ? judged(act, { region, figure: idsOf(others) }, asked, ground) : undefined
}

/** Whether the words tell that something is returned (退回), and do not ask. */
export const saysReturn = (said: Utterance): boolean =>
  spansIn(said, 'ask').length === 0 && (said.readings[0]?.spans ?? []).some(isReturn)

const isReturn = ({ found }: Span): boolean =>
  (found.kind === 'measure' && found.measure === 'state' && found.is === 'returned') ||
  (found.kind === 'act' && found.act === 'return')

/** The form that asks why the figures are returned; the next words may give the reason instead. */
export function returning(ground: Ground, some: readonly Pending[]): Outcome {
  const [first] = some
  const means = first && pressReturn({ region: first.region, figure: idsOf(some) })
  return answer(
    'asked',
    cards.returnForm(ground, some),
    means && { opens: means, asks: { slots: ['reason'], command: '退回', values: means.values } },
  )
}

/**
 * A return with a reason said along: it is shown, and done by the next yes.
 * @param because the reason, passed on to the county as it stands
 */
export const returnPreviewed = (
  ground: Ground,
  some: readonly Pending[],
  region: RegionKey,
  because: string,
): Outcome => {
  const means = { region, figure: idsOf(some) }
  return answer('previewed', cards.returnPreview(ground, some, because, means), {
    opens: pressReturn({ ...means, because }),
  })
}

/** 没附名单 is a reason where one was asked for. */
const SHORTEST = 2

/**
 * Words taken as the reason that was asked for: any that neither ask nor agree, correct or name an act.
 * @param field which field takes them; one announced by 原因 goes to `reason`
 * @returns the press's fields, undefined where no reason was asked for or these words are none
 */
export function withReason({ said }: Asked, { slots, values }: Waits, field = 'reason'): Wire | undefined {
  const told = reasonTold(said('ahead'))
  if (slots.includes('reason') && told) return { ...values, reason: told }
  const reason = said('ahead').raw.trim()
  // 请核对清单后重报: an act that is named is none that is wanted, which who sees it first can tell
  const isOther = !tellsNo(said(), 'ask', 'polar', 'repair') || (field === 'reason' && !tellsNo(said(), 'act'))
  const isReason = reason.length >= SHORTEST && !isOther && !answersWith(said(), ['time', 'region', 'indicator'])
  return slots.includes('reason') && isReason ? { ...values, [field]: reason } : undefined
}

/** As it was said, without what only announces it. */
const reasonOf = ({ ahead }: Act): string => reasonTold(ahead) ?? ahead.raw.trim()

/** 原因写 增幅偏大: the words behind what announces them. */
function reasonTold(said: Utterance): string | undefined {
  const reason = said.readings.flatMap(({ spans }) => spans).find(({ found }) => found.kind === 'reason')
  return reason && said.raw.slice(reason.at, reason.end).trim()
}

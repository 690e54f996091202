/** How places are put together: the counties of a city, all but one, one's own, and for whom something is done. */
import type { RegionLevel } from '../../office/region.ts'
import type { Found } from '../found.ts'
import { type PiecePart, wholeOf } from '../piece.ts'
import { indexed, type Made, type RuleContext, rule } from './rule.ts'

type PartsFound = Extract<Found, { readonly kind: 'parts' }>
type Level = PartsFound['level']

const parts = (whole: PartsFound['whole'], level: Level, but?: PartsFound['but']): PartsFound => ({
  kind: 'parts',
  whole,
  level,
  ...(but && { but }),
})

const DEPTH: Readonly<Record<RegionLevel, number>> = { province: 0, city: 1, county: 2 }

/** The parts of a region at a level; none where the level is not below it. */
function within(
  { key, versus }: Extract<Found, { readonly kind: 'region' }>,
  one: PartsFound,
  { regions }: RuleContext,
  asks: Found | undefined,
): Made | undefined {
  // a whole behind a comparison is what is held against: 低于全省的市
  if (versus || one.whole !== 'own' || DEPTH[regions.get(key).level] >= DEPTH[one.level]) return undefined
  return { part: { ...one, whole: key }, ...(asks && { also: asks }) }
}

/** 我们市 of a county's contact is its city, but where the county is a city itself (海宁市). */
const ownAt = (level: RegionLevel, { regions }: RuleContext): Found =>
  regions.isWhole(level) ? { kind: 'region', key: regions.province.key } : { kind: 'own', level }

/** Grammar rules that make places: a region with its level, one's own, a part of a whole. */
export const PLACES = indexed([
  rule('我县, 本市', ['me', 'level'], ([, { level }], context) => ownAt(level, context)),
  rule('我们县里', ['me', 'own'], ([, one]) => (one.level ? one : undefined)),
  rule('各县, 这些县', ['each', 'level'], ([{ points }, { level }]) => ({
    ...parts('own', level),
    ...(points && { those: points }),
  })),
  rule('哪些县, 几个县', ['ask', 'level'], ([{ for: asked, many }, { level }]) =>
    asked === 'which'
      ? { part: parts('own', level), also: { kind: 'ask', for: 'which', ...(many && { many }) } }
      : asked === 'how-many' || asked === 'how-much'
        ? { part: parts('own', level), also: { kind: 'ask', for: 'how-many' } }
        : undefined,
  ),
  rule('有没有县', ['ask', 'level'], ([{ of }, { level }]) =>
    of === 'existence' ? { part: parts('own', level), also: { kind: 'ask', for: 'whether', of } } : undefined,
  ),
  rule('几个县', ['ask', 'unit', 'level'], ([{ for: asked }, { use }, { level }]) =>
    use === 'item' && (asked === 'how-many' || asked === 'how-much')
      ? { part: parts('own', level), also: { kind: 'ask', for: 'how-many' } }
      : undefined,
  ),
  rule('11个市', ['number', 'unit', 'level'], ([number, { use }, { level }]) => {
    const n = wholeOf(number)
    return use === 'item' ? { ...parts('own', level), ...(n !== undefined && { n }) } : undefined
  }),
  rule('两市, 六县', ['number', 'level'], ([number, { level }]) => {
    const n = wholeOf(number)
    return n ? { part: { ...parts('own', level), n }, doubt: 0.05 } : undefined
  }),
  rule('两个市 of those named', ['region', 'and|filler?', 'region', 'number', 'unit', 'level'], ([, , , , { use }]) =>
    use === 'item' ? { part: { kind: 'filler' }, over: [3, 5], doubt: -0.5 } : undefined,
  ),
  rule('只看市', ['repair', 'filler?', 'level'], ([{ how }, , { level }]) =>
    how === 'only' ? { part: parts('own', level), doubt: -0.1 } : undefined,
  ),
  rule('别的县', ['others', 'level'], ([, { level }]) => parts('own', level, ['own'])),
  rule('…的县: those of which it holds', ['of', 'level'], ([, { level }]) => ({
    part: parts('own', level),
    over: [1, 1],
    doubt: 0.05,
  })),
  rule(
    '除了海宁和平湖别的县, 除了宁波的市',
    ['except', 'region', 'and?', 'region?', 'besides?', 'of?', 'comma?', 'others|each?', 'level|parts'],
    ([, first, , second, , , , , one]) => parts('own', one.level, second ? [first.key, second.key] : [first.key]),
  ),
  rule(
    '除了江山，其它几个: at the level of what is left out',
    ['except', 'region', 'and?', 'region?', 'besides?', 'comma?', 'others', 'ask|number?', 'unit?'],
    ([, first, , second], { regions }) => ({
      part: parts('own', regions.get(first.key).level, second ? [first.key, second.key] : [first.key]),
      doubt: 0.2,
    }),
  ),
  // 除…之外 is around a place, and either half of it excepts by itself
  rule(
    '宁波之外的市',
    ['region', 'and?', 'region?', 'besides', 'of?', 'comma?', 'others|each?', 'level|parts'],
    ([first, , second, , , , , one]) => parts('own', one.level, second ? [first.key, second.key] : [first.key]),
  ),
  rule(
    '杭州宁波不算, 杭州宁波以外',
    ['region', 'and|filler?', 'region?', 'excepted|besides'],
    ([first, , second], { regions }) => ({
      part: parts('own', regions.get(first.key).level, second ? [first.key, second.key] : [first.key]),
      doubt: 0.1,
    }),
  ),
  rule('除了洞头都报了', ['except', 'region', 'besides?', 'every|measure|comma'], ([, region]) => ({
    part: parts('own', 'county', [region.key]),
    over: [0, 1],
  })),
  rule('宁波哪些县', ['region', 'of|below?', 'of?', 'parts'], ([region, , , one], context) =>
    within(region, one, context, undefined),
  ),
  rule('宁波的县', ['region', 'of|below', 'of?', 'level'], ([region, , , { level }], context) =>
    within(region, parts('own', level), context, undefined),
  ),
  rule('全市各县', ['own', 'of|below?', 'parts'], ([{ versus, level, inner }, , one]) =>
    versus ? undefined : { ...one, ...(level && !inner && { within: level }) },
  ),
  rule('替安吉, 代我们', ['on-behalf', 'region|own'], ([{ weak }, who]) =>
    weak && who.kind === 'own' ? undefined : { part: { kind: 'for' }, over: [0, 0], doubt: weak ? 0.05 : -0.1 },
  ),
  rule('由德清代报', ['region|own', 'on-behalf', 'reports|act'], () => ({
    part: { kind: 'for' },
    over: [1, 1],
    doubt: -0.1,
  })),
  rule('比长兴, 高于全市, 低于全省平均', ['than|comparator', 'region|own', 'of?', 'measure?'], ([than, one, , mean]) =>
    mean && mean.is !== 'mean'
      ? undefined
      : { part: { ...one, versus: true, ...(than.kind === 'comparator' && { op: than.op }) }, doubt: -0.05 },
  ),
  rule('低于平均: of one’s own', ['comparator', 'measure'], ([{ op }, { is }]) =>
    is === 'mean' ? { part: { kind: 'own', whole: true, versus: true, op }, doubt: -0.2 } : undefined,
  ),
  rule('全市平均以下', ['region|own', 'of?', 'measure', 'limit'], ([one, , { is }, { op }]) =>
    is === 'mean' ? { part: { ...one, versus: true, op }, doubt: -0.2 } : undefined,
  ),
  rule('平均以下', ['measure', 'limit'], ([{ is }, { op }]) =>
    is === 'mean' ? { part: { kind: 'own', whole: true, versus: true, op }, doubt: -0.2 } : undefined,
  ),
  rule('跟桐乡差几个百分点', ['and', 'region|own', 'indicator|filler?', 'measure'], ([, one, , { measure }]) =>
    measure === 'gap' ? { part: { ...one, versus: true } satisfies PiecePart, over: [0, 1], doubt: -0.05 } : undefined,
  ),
  rule('和全省相比, 跟全市平均比', ['and', 'region|own', 'of?', 'measure?', 'against'], ([, one, , mean]) =>
    mean && mean.is !== 'mean' ? undefined : { part: { ...one, versus: true } satisfies PiecePart, doubt: -0.05 },
  ),
])

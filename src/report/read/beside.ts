/** Faults beside figures that read: each is asked about by itself, with what may have been meant to press. */
import type { Block } from '../../message/card.ts'
import type { Asks } from '../../message/thread.ts'
import { dayName } from '../../office/day.ts'
import { type Indicator, indicatorOf } from '../../office/plan.ts'
import type { RegionKey } from '../../office/region.ts'
import type { Beside, ReadFault } from '../grammar/index.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import { lackingIn } from './lacking.ts'

/** A stretch of a line, end excluded. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** What is asked about the figures that were left out, the first of them answered by the next words too. */
export interface Questions {
  readonly blocks: readonly Block[]
  readonly asks?: Asks
}

/**
 * @param said the line, without the command word; faults stand in it
 * @param isKept the figures that read wait for a yes, so an answer joins them
 */
export function questionsOf(
  ground: Ground,
  region: RegionKey,
  said: string,
  {
    faults,
    items,
  }: Omit<Beside, 'faults'> & { readonly faults: readonly (ReadFault & { readonly within: Stretch })[] },
  isKept: boolean,
): Questions {
  const [first] = items
  const isDated = first !== undefined && items.every(({ asOf }) => asOf === first.asOf) && said.includes('截')
  const day = isDated ? ` 截至${dayName(first.asOf)}` : ''
  const asked = faults.map((fault) => {
    const clause = clauseAt(said, fault.within)
    const line = { ...clause, text: `${clause.text}${day}` }
    return { fault, line, retries: retriesOf(ground, fault, line, region) }
  })
  const [one] = asked
  const lacks = one && bared(one.fault, one.line)
  const asks = one && lacks && lackingIn(one.fault, lacks.text, lacks.within, region)
  return {
    blocks: asked.flatMap(({ fault, retries }) =>
      text.askedBeside(
        fault.message,
        retries.map((retry) => ({ ...retry, means: { ...retry.means, ...(isKept && { pieced: 'yes' as const }) } })),
      ),
    ),
    ...(asks && { asks }),
  }
}

interface Line {
  readonly text: string
  readonly within: Stretch
}

/** The part of a line between separators in which a stretch stands. */
function clauseAt(said: string, { from, to }: Stretch): Line {
  const before = said.slice(0, from)
  const start = Math.max(...[...SEPARATORS].map((mark) => before.lastIndexOf(mark))) + 1
  const ends = [...SEPARATORS].map((mark) => said.indexOf(mark, to)).filter((at) => at >= 0)
  return {
    text: said.slice(start, Math.min(said.length, ...ends)),
    within: { from: from - start, to: to - start },
  }
}
const SEPARATORS = '，,；;。、\n'

/** The same line with what may have been meant: another indicator's name, or a unit in which it is counted. */
export function retriesOf(
  { plan }: Pick<Ground, 'plan'>,
  { kind, nearest }: ReadFault,
  line: Line,
  region: RegionKey,
): text.Retry[] {
  const meant = nearest.slice(0, 3).map((id) => indicatorOf(plan, id))
  const typed = line.text.slice(line.within.from, line.within.to)
  switch (kind) {
    case 'unknown-indicator':
    case 'ambiguous-indicator':
      return meant.map((one) => ({
        label: `是“${one.short}”`,
        means: { text: line.text, at: line.within.from, typed, region, indicator: one.id },
      }))
    case 'bad-unit': {
      const bare = bared({ kind }, line)
      const number = bare?.text.slice(bare.within.from, bare.within.to)
      return meant
        .slice(0, 1)
        .flatMap((one) => unitsFor(one, typed))
        .flatMap((unit) =>
          bare && number
            ? [
                {
                  label: `${number}${unit}`,
                  means: { text: bare.text, at: bare.within.from, typed: number, region, unit },
                },
              ]
            : [],
        )
    }
    default:
      return []
  }
}

/** A number whose unit is wrong, without it: 0.5万吨 → 0.5; any other fault as it stands. */
function bared({ kind }: Pick<ReadFault, 'kind'>, line: Line): Line | undefined {
  if (kind !== 'bad-unit') return line
  const { from, to } = line.within
  const [number] = NUMBER.exec(line.text.slice(from, to).normalize('NFKC')) ?? []
  return number === undefined
    ? undefined
    : {
        text: `${line.text.slice(0, from)}${number}${line.text.slice(to)}`,
        within: { from, to: from + number.length },
      }
}
const NUMBER = /^[\d.,]+/

/** The units of which the one typed is the beginning (万吨 of 万吨标煤), else those in which it is counted. */
function unitsFor({ unit, otherUnits }: Indicator, typed: string): string[] {
  const said = typed.normalize('NFKC').replace(NUMBER, '').trim()
  const all = [{ unit, factor: '1' }, ...otherUnits]
  const longer = said === '' ? [] : all.filter((one) => one.unit !== said && one.unit.startsWith(said))
  const chosen = longer.length > 0 ? longer : all
  const distinct = chosen.filter(({ factor }, at) => chosen.findIndex((one) => one.factor === factor) === at)
  return distinct.slice(0, 3).map((one) => one.unit)
}

/** One figure for one indicator, day and way of counting: what is told twice is one, or cannot be told apart. */
import { absolute, amount, compare, multiply, subtract } from '../../office/amount.ts'
import type { Figure } from './pair/statement.ts'
import type { ReadItem } from './reading.ts'

/** An item with the figure it was read from. */
export type Told = ReadItem & { readonly figure: Figure }

/** Within one part in a hundred: 320亩，折合21.33公顷. */
const SAME = amount('0.01')

const isSameSlot = (a: Told, b: Told): boolean => a.indicator === b.indicator && a.mode === b.mode && a.asOf === b.asOf

export interface Slots {
  readonly items: readonly Told[]
  /** different figures for one slot, each with the one told before it */
  readonly clashes: readonly { readonly one: Told; readonly twin: Told | undefined }[]
  /** a bare figure was taken for the month's, since 累计 was said of the other */
  readonly isSplit: boolean
  /** the same number twice, once without its unit: 1 1家 may be eleven */
  readonly isBroken: boolean
}

export function slotted(all: readonly Told[]): Slots {
  const items: Told[] = []
  const clashes: { one: Told; twin: Told | undefined }[] = []
  const taken = new Set<string>()
  let isSplit = false
  let isBroken = false
  for (const item of all) {
    const twin = taken.has(slotOf(item)) ? items.find((one) => isSameSlot(one, item)) : undefined
    const at = twin ? items.indexOf(twin) : -1
    const told = twin ? settled(twin, item) : [item]
    isBroken ||= twin !== undefined && twin.value === item.value && !twin.figure.unit !== !item.figure.unit
    if (
      !told ||
      (told.length > 1 && items.some((one, index) => index !== at && told.some((each) => isSameSlot(one, each))))
    )
      clashes.push({ one: item, twin })
    else if (!twin) {
      items.push(item)
      taken.add(slotOf(item))
    } else {
      items.splice(at, 1, ...told)
      for (const one of told) taken.add(slotOf(one))
      isSplit ||= told.length > 1
    }
  }
  return { items, clashes, isSplit, isBroken }
}

const slotOf = ({ indicator, mode, asOf }: Told): string => `${indicator} ${mode} ${asOf}`

/**
 * Two figures for one slot: the same in two units, or a month's beside the sum (7月800吨，累计6000吨).
 * @returns undefined where nothing tells which of them holds
 */
function settled(a: Told, b: Told): Told[] | undefined {
  if (a.value === b.value || isConversion(a, b)) return [a]
  const [bare, said] = a.figure.modeSaid ? [b, a] : [a, b]
  // 新建3.2万，改扩建1.1万，合计4.3万: one of several kinds gives way to what they come to
  if (bare.figure.isPart && said.figure.modeSaid) return [said]
  if (bare.figure.modeSaid || !said.figure.modeSaid || said.mode !== 'cumulative') return undefined
  return compare(bare.value, said.value) > 0 ? undefined : [{ ...bare, mode: 'increment' }, said]
}

const isConversion = (a: Told, b: Told): boolean =>
  a.figure.unit !== b.figure.unit &&
  compare(absolute(subtract(a.value, b.value)), multiply(absolute(a.value), SAME)) <= 0

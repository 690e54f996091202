/** What a line of report lacks, and the line put together from what is said next. */
import { answersWith, consistsOf, marksIn, saysOnly, spansIn, type Utterance, unitIn } from '../../language/index.ts'
import type { Asked } from '../../message/command.ts'
import type { Wire } from '../../message/input.ts'
import type { Asks, Slot, Waits } from '../../message/thread.ts'
import { dayOf } from '../../office/day.ts'
import type { RegionKey } from '../../office/region.ts'
import { type FaultKind, type ReadFault, readUpdate, type UpdateContext } from '../grammar/index.ts'

const SLOTS: Partial<Readonly<Record<FaultKind, Slot>>> = {
  'unknown-indicator': 'indicator',
  'ambiguous-indicator': 'indicator',
  'missing-value': 'amount',
  'not-a-number': 'amount',
  negative: 'amount',
  fraction: 'amount',
  'bad-unit': 'unit',
  'future-date': 'time',
}

/**
 * What the next words may fill in of a line that was not understood.
 * @param said the line, without the command word, in which the fault stands from `from` to `to`
 */
export function lackingIn(
  { kind }: ReadFault,
  said: string,
  { from, to }: { readonly from: number; readonly to: number },
  region: RegionKey,
): Asks | undefined {
  const slot = SLOTS[kind]
  const typed = said.slice(from, to)
  if (!slot || (slot === 'unit' && !BARE.test(typed.normalize('NFKC')))) return undefined
  // a number that stands without a name, and a name without a number: the answer is put beside it
  const isMissing = kind === 'missing-value'
  const isBeside = isMissing || (slot === 'indicator' && /\d/.test(typed.normalize('NFKC')))
  const at = isMissing ? to : from
  return { slots: [slot], values: { text: said, at: String(at), typed: isBeside ? '' : typed, region } }
}
const BARE = /^[\d.,]+$/

/** 我报一下六月的用能: the one indicator that is named waits for its number. */
export function lackingNumber({ message, text, said }: Asked, region: RegionKey): Asks | undefined {
  if (message.kind !== 'text' || text.trim() === '') return undefined
  const named = spansIn(said(), 'indicator').filter(({ latent }) => !latent)
  const isBare = spansIn(said(), 'amount').length === 0 && named.length === 1
  if (!isBare) return undefined
  const { raw } = said()
  return { slots: ['amount'], command: '上报', values: { text: raw, at: String(raw.length), typed: '', region } }
}

/** For whom a line is, where it was not said: the line is whole but for that. */
export const lackingPlace = (text: string): Asks => ({ slots: ['place'], values: { text } })

/** @returns the line with the answer in its place, to be shown before it is taken */
export function filledIn(asked: Asked, { slots, values }: Waits, context: UpdateContext): Wire | undefined {
  const said = asked.said()
  const { text = '', typed = '', region } = values
  const at = Number(values['at'] ?? 0)
  const line = (put: string): string => `${text.slice(0, at)}${put}${text.slice(at + typed.length)}`
  const pieced = (whole: string, place = region): Wire => ({
    text: whole,
    pieced: 'yes',
    ...(place && { region: place }),
  })
  switch (slots[0]) {
    case 'indicator': {
      const [only, another] = answersWith(said, ['indicator', 'own']) ? spansIn(said, 'indicator') : []
      const [id, other] = only && !another ? only.found.ids : []
      const meant = other ? undefined : context.indicators.find((one) => one.id === id)
      return meant && pieced(line(`${meant.name} `))
    }
    case 'amount': {
      // 1.6 alone counts where a number is waited for
      const isNumber = consistsOf(said, 'amount') || answersWith(said, ['amount'])
      const [only, another] = isNumber ? spansIn(said, 'amount') : []
      return only && !another ? pieced(line(` ${said.raw.slice(only.at, only.end)}`)) : undefined
    }
    case 'unit': {
      const put = unitsIn(said)
        .map((word) => readable(word, (unit) => line(`${typed}${unit}`), context))
        .find((one) => one !== undefined)
      return put ? pieced(line(`${typed}${put}`)) : undefined
    }
    case 'time': {
      // 六月的, in the place of a month that is not over
      const told = answersWith(said, ['time']) ? spansIn(said, 'time').filter(({ latent }) => !latent) : []
      const [only, another] = told
      const isOver = only && only.found.to <= dayOf(asked.now)
      return isOver && !another ? pieced(line(said.raw.slice(only.at, only.end))) : undefined
    }
    case 'place': {
      // 写错了，是温岭
      const isPlace = answersWith(said, ['region']) || saysOnly(said, ['region', 'repair', 'polar', 'own'])
      const [only, another] = isPlace ? spansIn(said, 'region') : []
      return only && !another ? pieced(text, only.found.key) : undefined
    }
    default:
      return undefined
  }
}

/** 是亩, 平方米吧; a unit that the reader of sentences does not know (万方) stands alone: with what follows, or without. */
function unitsIn(said: Utterance): string[] {
  const unit = answersWith(said, [], ['unit']) ? unitIn(said) : undefined
  if (unit) return [unit]
  const told = (said.readings[0]?.spans ?? []).filter(({ found, latent }) => !latent && !UNTOLD.has(found.kind))
  const unread = spansIn(said, 'unread').filter(({ found }) => found.like === 'other')
  const [only, another] = told.length === 0 && marksIn(said, 'unit').length === 0 ? unread : []
  if (!only || another) return []
  const behind = said.small.find(({ at }) => at === only.end)
  return [...(behind ? [said.raw.slice(only.at, behind.end)] : []), said.raw.slice(only.at, only.end)]
}
const UNTOLD: ReadonlySet<string> = new Set(['unread', 'ask', 'polar', 'topic'])

/** 吨 is short for 吨标煤 where nothing else begins so; two units that differ are no answer. */
function readable(word: string, line: (unit: string) => string, context: UpdateContext): string | undefined {
  const longer = context.indicators
    .flatMap(({ unit, otherUnits }) => [unit, ...otherUnits.map((one) => one.unit)])
    .filter((unit) => unit !== word && unit.startsWith(word))
  for (const units of [[word], longer]) {
    const read = units.flatMap((unit) => {
      const reading = readUpdate(line(unit), context)
      const as = reading.kind === 'none' ? reading.as : reading
      const items = as.kind === 'items' || as.kind === 'error' ? as.items : undefined
      return items?.length ? [{ unit, value: JSON.stringify(items.map(({ value }) => value)) }] : []
    })
    if (read.length > 0) return new Set(read.map(({ value }) => value)).size === 1 ? read[0]?.unit : undefined
  }
  return undefined
}

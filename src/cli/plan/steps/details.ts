/** 3: each goal's unit, direction, kind and schedule: filled in from the paper, asked only where it leaves them open. */

import type { Candidate } from '../../../documents/draft/candidate.ts'
import { type Edit, type OpenPoint, openOf } from '../../../documents/draft/open.ts'
import { parseAmount } from '../../../office/amount.ts'
import type { IndicatorText } from '../../../office/load/plan/write.ts'
import * as pc from '../../colour.ts'
import type { Making } from '../making.ts'
import { Wrong } from '../terminal.ts'
import * as text from '../text.ts'
import { dayTyped } from './paper.ts'

/** What the chosen goals leave open is asked one by one; then all are shown, to be corrected until they are right. */
export async function detailsStep(making: Making): Promise<void> {
  const { terminal } = making
  for (const one of await making.chosen()) await openAsked(making, one)
  for (;;) {
    const [chosen, indicators] = [await making.chosen(), await making.indicators()]
    terminal.say(...tableOf(indicators))
    for (const name of repeatedNames(indicators)) terminal.say(pc.red(`  ✗ ${text.nameTwice(name)}`))
    const change = await terminal.ask({ text: text.changeAsked, read: (typed) => changeIn(typed, indicators.length) })
    if (change) await edited(making, chosen[change.at - 1], change.edit)
    else if (repeatedNames(indicators).length === 0) return
  }
}

async function edited(making: Making, one: Candidate | undefined, edit: Edit): Promise<void> {
  if (!one) return
  const { edits } = making.state
  await making.keep({ edits: { ...edits, [one.key]: { ...edits[one.key], ...edit } } })
}

/** What was answered before is not asked again. */
async function openAsked(making: Making, one: Candidate): Promise<void> {
  const known = making.state.edits[one.key] ?? {}
  for (const open of openOf(one.fact, making.year)) {
    if (known[open.field] !== undefined) continue
    const edit = await making.terminal.ask({
      text: text.openAsked(open, one.said),
      proposal: proposalOf(open, one),
      read: (typed) => answerTo(open, typed),
    })
    await edited(making, one, edit)
  }
}

function proposalOf(open: OpenPoint, { fact }: Candidate): string | undefined {
  if (open.field === 'value') return '1'
  if (open.field === 'name') return fact.object
  if (open.field === 'unit') return undefined
  return '1'
}

const KINDS = ['count', 'quantity', 'area', 'rate'] as const

/** @throws Wrong saying what can be typed */
function answerTo(open: OpenPoint, typed: string): Edit {
  const pick = <T>(options: readonly T[]): T => {
    const option = options[Number(typed) - 1]
    if (option === undefined) throw new Wrong(text.oneOf(options.length))
    return option
  }
  switch (open.field) {
    case 'name':
      if (typed.length < 2) throw new Wrong(text.nameShort)
      return { name: typed }
    case 'unit':
      if (typed === '' || /\d/.test(typed)) throw new Wrong(text.noUnit(typed))
      return { unit: typed }
    case 'value':
      return { value: pick(open.options) }
    case 'kind':
      return { kind: pick(KINDS) }
    case 'better':
      return { better: pick(['higher', 'lower'] as const) }
    case 'pace':
      return { pace: pick([{ due: open.due }, 'linear'] as const) }
  }
}

const tableOf = (indicators: readonly IndicatorText[]): string[] => [
  text.detailsHead,
  ...indicators.map(
    (one, at) => `  ${String(at + 1).padStart(2)} ${one.name}　${text.goalOf(one)}　${text.traitsOf(one).join('　')}`,
  ),
]

const repeatedNames = (indicators: readonly IndicatorText[]): string[] => {
  const names = indicators.map(({ name }) => name)
  return [...new Set(names.filter((name, at) => names.indexOf(name) < at))]
}

/** @returns undefined where nothing is to be changed @throws Wrong */
function changeIn(typed: string, most: number): { readonly at: number; readonly edit: Edit } | undefined {
  if (typed === '') return undefined
  const [number = '', field = '', ...rest] = typed.split(/[\s　]+/)
  const at = Number(number)
  if (!Number.isInteger(at) || at < 1 || at > most) throw new Wrong(text.noChange(most))
  const value = rest.join(' ')
  return { at, edit: value === '' ? editOf(field) : fieldEdit(field, value) }
}

/** 3 每季, 3 越低越好: the word says which field it is of. @throws Wrong */
function editOf(word: string): Edit {
  const edit = text.TRAITS.get(word)
  if (!edit) throw new Wrong(text.noTrait(word))
  return edit
}

/** @throws Wrong */
function fieldEdit(field: string, value: string): Edit {
  const what = text.FIELDS.get(field)
  if (what === 'name' || what === 'unit') return answerTo({ field: what }, value)
  if (what === 'due') return { pace: { due: dayTyped(value) } }
  if (what === 'value') {
    if (parseAmount(value) === undefined) throw new Wrong(text.noValue(value))
    return { value }
  }
  if (what === 'trait') return editOf(value)
  throw new Wrong(text.noTrait(field))
}

/** 3: each goal's unit, direction, kind and schedule: filled in from the paper, asked only where it leaves them open. */
import type { TargetCandidate } from '../../../documents/draft/candidate.ts'
import { UNDEFINED } from '../../../documents/draft/indicator.ts'
import { type Edit, type OpenPoint, openOf } from '../../../documents/draft/open.ts'
import { parseAmount } from '../../../office/amount.ts'
import { type Ask, type GoalRow, type GoalsAsk, type Look, type Option, Wrong } from '../ask.ts'
import type { Making } from '../making.ts'
import * as text from '../text.ts'

/** Asks one by one what the chosen goals leave open, then shows all, to be corrected until they are right. */
export async function detailsLook(making: Making): Promise<Look> {
  const open = (await making.chosen()).flatMap((one) => openAsks(making, one))
  return { shown: [], asks: open.length > 0 ? open : [await goalsAsk(making)] }
}

async function goalsAsk(making: Making): Promise<GoalsAsk> {
  return {
    kind: 'goals',
    name: 'details',
    text: text.detailsHead,
    choices: text.CHOICES,
    rows: await rowsOf(making),
    async take(changes) {
      const edits = { ...making.state.edits }
      for (const [key, edit] of Object.entries(changes)) edits[key] = { ...edits[key], ...checked(edit) }
      const [twice] = repeated((await making.indicators(edits)).map(({ name }) => name))
      if (twice !== undefined) throw new Wrong(text.nameTwice(twice))
      await making.keep({ edits })
      return rowsOf(making)
    },
  }
}

async function rowsOf(making: Making): Promise<GoalRow[]> {
  const chosen = await making.chosen()
  return (await making.indicators()).map((one, at) => ({
    ...one,
    key: chosen[at]?.key ?? one.id,
    said: text.goalOf(one),
    traits: text.traitsOf(one),
    isVague: one.definition === UNDEFINED,
    ...(typeof one.pace === 'object' && { due: one.pace.steps.at(-1)?.on }),
  }))
}

/** @throws Wrong for what is no name, unit or number */
function checked(edit: Edit): Edit {
  if (edit.name !== undefined && edit.name.length < 2) throw new Wrong(text.nameShort)
  if (edit.unit !== undefined && (edit.unit === '' || /\d/.test(edit.unit))) throw new Wrong(text.noUnit(edit.unit))
  if (edit.value !== undefined && parseAmount(edit.value) === undefined) throw new Wrong(text.noValue(edit.value))
  return edit
}

/** What was answered before is not asked again. */
function openAsks(making: Making, one: TargetCandidate): Ask[] {
  const known = making.state.edits[one.key] ?? {}
  return openOf(one.fact, making.year)
    .filter(({ field }) => known[field] === undefined)
    .map((open): Ask => {
      const asked = { name: `${open.field} ${one.key}`, text: text.openAsked(open, one.said) }
      const keep = async (edit: Edit): Promise<void> => {
        const { edits } = making.state
        await making.keep({ edits: { ...edits, [one.key]: { ...edits[one.key], ...checked(edit) } } })
      }
      if (open.field === 'name')
        return { kind: 'text', ...asked, proposal: one.fact.object, take: (name) => keep({ name }) }
      if (open.field === 'unit') return { kind: 'text', ...asked, take: (unit) => keep({ unit }) }
      const options = optionsOf(open)
      return {
        kind: 'choice',
        ...asked,
        options: options.map(({ value, label }) => ({ value, label })),
        ...(options[0] && { proposal: options[0].value }),
        async take(value) {
          const edit = options.find((option) => option.value === value)?.edit
          if (!edit) throw new Wrong(text.oneOf(options.length))
          await keep(edit)
        },
      }
    })
}

/** What only a person's own words can fill. */
type Unsaid = Extract<OpenPoint, { field: 'name' | 'unit' }>

type EditOption = Option & { readonly edit: Edit }

/** The first is what the draft took. */
function optionsOf(open: Exclude<OpenPoint, Unsaid>): EditOption[] {
  switch (open.field) {
    case 'value':
      return open.options.map((value) => ({ value, label: value, edit: { value } }))
    case 'kind':
      return text.CHOICES.kind.map((one) => ({ ...one, label: text.kindSaid(one), edit: text.traitEdit('kind', one) }))
    case 'better':
      return text.CHOICES.better.map((one) => ({ ...one, edit: text.traitEdit('better', one) }))
    case 'pace':
      return [
        { value: 'due', label: text.wholeBy(open.due), edit: { pace: { due: open.due } } },
        { value: 'linear', label: text.evenly, edit: { pace: 'linear' } },
      ]
  }
}

const repeated = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, at) => names.indexOf(name) < at)),
]

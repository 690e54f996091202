/** What the buttons and forms of reporting bring. */
import { z } from 'zod'
import { filled, filledDay, meaning, period, presses, region, words } from '../message/input.ts'
import type { IndicatorId, Plan } from '../office/plan.ts'
import type { RegionKey, Regions } from '../office/region.ts'

const YES = z.enum(['yes']).optional()

interface Known {
  readonly plan: Plan
  readonly regions: Regions
}

/** The fields `text` (what was said) and `region` (of which place). */
export const placedInput = ({ regions }: Pick<Known, 'regions'>) => words.extend({ region: region(regions).optional() })

/**
 * A button that says the same words again, of a place.
 * @param command whose button it is
 */
export const placeAt = (command: string, text: string, place: RegionKey) =>
  presses<ReturnType<typeof placedInput>>(command)({ text, region: place })

/** The fields of 上报: words, place, and whether they were pieced together. */
export const reportInput = (known: Known) =>
  placedInput(known).extend({
    /** put together from two messages: shown before it is taken */
    pieced: YES,
  })

/**
 * Makes a button of 上报 from the fields of `reportInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressReport = presses<ReturnType<typeof reportInput>>('上报')

/** The input with fields beside its own, which the command reads one by one. */
const withFields = <Shape extends z.ZodRawShape>(input: z.ZodObject<Shape>, isField: (name: string) => boolean) =>
  input
    .catchall(z.string())
    .refine((pressed) => Object.keys(pressed).every((name) => name in input.shape || isField(name)))

/** The fields of 填报: of which region and period; sent, a value for each indicator under its id comes along. */
export const fillInput = ({ plan, regions }: Known) =>
  withFields(
    placedInput({ regions }).extend({
      period: period.optional(),
      /** of a reminder: which rule asked for it */
      rule: z.string().optional(),
      submit: YES,
      asOf: filledDay.optional(),
      untouched: z.enum(['skip', 'nil']).optional(),
      /** what its fields showed, `id:9` by commas: who leaves them reports nothing, whatever was recorded since */
      shown: z.string().optional(),
      /** the units in which its fields are filled where it is not the base unit, `id:亩` by commas */
      units: z.string().optional(),
    }),
    (name) => plan.indicators.some(({ id }) => id === name),
  )
/**
 * Makes a button of 填报 from the fields of `fillInput`: its command, and the values as strings; it opens a region's form, or with `submit` sends it.
 * `.field(name)` is a field's name in a form.
 */
export const pressFill = presses<ReturnType<typeof fillInput>>('填报')

/** The fields of 零报告: as 上报, with the period and the rule that asked for it. */
export const nilInput = (known: Known) =>
  reportInput(known).extend({ period: period.optional(), rule: z.string().optional() })
/**
 * Makes a button of 零报告 from the fields of `nilInput`: its command, and the values as strings; nothing new in what the region owes for a period.
 * `.field(name)` is a field's name in a form.
 */
export const pressNil = presses<ReturnType<typeof nilInput>>('零报告')

/** `message`: the inbox id of what was reported */
/**
 * The fields of 撤回: `message` is the inbox id of the report; `only` ids of indicators by commas, where not all are
 * taken back.
 */
export const undoInput = z.strictObject({ message: z.string().optional(), only: z.string().optional() })

/**
 * Makes a button of 撤回 from the fields of `undoInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressUndo = presses<typeof undoInput>('撤回')

/** The fields of 补充说明: the inbox id of the report, and the note. */
export const amendInput = z.strictObject({ message: z.string().optional(), note: filled.optional() })

/**
 * Makes a button of 补充说明 from the fields of `amendInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressAmend = presses<typeof amendInput>('补充说明')

/** The fields of 修改; sent, a value and a day for each figure come along (`valueField`, `dayField`). */
export const editInput = withFields(
  z.strictObject({ message: z.string().optional(), submit: YES, reason: filled.optional() }),
  (name) => /^[vd]/.test(name),
)

/**
 * The name of a figure's value in the form of 修改.
 * @param figure its ledger id
 */
export const valueField = (figure: string): string => `v${figure}`

/**
 * The name of a figure's day in the form of 修改.
 * @param figure its ledger id
 */
export const dayField = (figure: string): string => `d${figure}`

/**
 * Makes a button of 修改 from the fields of `editInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressEdit = presses<typeof editInput>('修改')

const count = meaning((said) => (/^\d+$/.test(said) ? Number(said) : undefined))

/** In the place of a draft's id: all that the person left open. */
export const ALL = 'all'

/**
 * The fields of 确认: `draft` is an id or `ALL`. `at` is what lacks, counted from 0 and known by the number that was
 * `typed`, `row` any figure of the draft; number, indicator, unit and mode say what is meant of it.
 */
export const confirmInput = z.strictObject({
  draft: z.string(),
  increments: z.enum(['period', 'more']).optional(),
  reason: filled.optional(),
  at: count.optional(),
  /** the same of all that it holds, in the order shown */
  row: count.optional(),
  typed: z.string().optional(),
  number: z.string().optional(),
  indicator: z
    .string()
    .transform((id) => id as IndicatorId)
    .optional(),
  unit: z.string().optional(),
  mode: z.enum(['cumulative', 'increment']).optional(),
})
/**
 * Makes a button of 确认 from the fields of `confirmInput`: its command, and the values as strings; files a draft as it stands, or with what its fields mend.
 * `.field(name)` is a field's name in a form.
 */
export const pressConfirm = presses<typeof confirmInput>('确认')

/** The field of 放弃: a draft's id or `ALL`. */
export const discardInput = z.strictObject({ draft: z.string() })

/**
 * Makes a button of 放弃 from the fields of `discardInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressDiscard = presses<typeof discardInput>('放弃')

/** The fields of 审核: a place with those below it, without one all that the coordinator oversees. */
export const reviewInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions).optional(),
    /** of these alone, by their ids with commas between */
    figure: filled.optional(),
    /** how all but these stand, of which nothing was done */
    rest: filled.optional(),
  })

/**
 * Makes a button of 审核 from the fields of `reviewInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressReview = presses<ReturnType<typeof reviewInput>>('审核')
/**
 * The fields of 通过: a place, and of it some figures (ledger ids by commas), a period or an indicator. `sure`: what it
 * comes to was shown before, and `shown` how many that were.
 */
export const passInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions).optional(),
    figure: filled.optional(),
    period: period.optional(),
    indicator: filled.optional(),
    sure: z.enum(['yes']).optional(),
    shown: count.optional(),
  })

/**
 * Makes a button of 通过 from the fields of `passInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressPass = presses<ReturnType<typeof passInput>>('通过')

/**
 * The fields of 退回: a place, and of it some figures (ledger ids by commas; none: all). `reason` returns at once,
 * `because` is shown first.
 */
export const returnInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions),
    figure: filled.optional(),
    reason: filled.optional(),
    because: filled.optional(),
  })

/**
 * Makes a button of 退回 from the fields of `returnInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressReturn = presses<ReturnType<typeof returnInput>>('退回')

/** The fields of 接收 and 锁定. `sure`: what it comes to was shown before, and `shown` how many figures that were. */
export const closeInput = z.strictObject({
  period: period.optional(),
  sure: z.enum(['yes']).optional(),
  shown: count.optional(),
})

/**
 * Makes a button of 接收 from the fields of `closeInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressReceive = presses<typeof closeInput>('接收')

/**
 * Makes a button of 锁定 from the fields of `closeInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressLock = presses<typeof closeInput>('锁定')

/**
 * Makes a button of 收回审核 from the fields of `passInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressReopen = presses<ReturnType<typeof passInput>>('收回审核')

/** The fields of 解锁: the period, and the reason that it requires. */
export const unlockInput = closeInput.extend({ reason: filled.optional() })

/**
 * Makes a button of 解锁 from the fields of `unlockInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressUnlock = presses<typeof unlockInput>('解锁')

/** The fields of 核销: county, period and reason. `sure`: what it comes to was shown before. */
export const writeOffInput = (regions: Regions) =>
  z.strictObject({
    region: region(regions).optional(),
    period: period.optional(),
    reason: filled.optional(),
    sure: z.enum(['yes']).optional(),
  })

/**
 * Makes a button of 核销 from the fields of `writeOffInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressWriteOff = presses<ReturnType<typeof writeOffInput>>('核销')

/** The fields of 批准更正: ledger id of the request, and what is decided. */
export const grantInput = z.strictObject({
  figure: z.string(),
  decision: z.enum(['grant', 'deny']),
})

/**
 * Makes a button of 批准更正 from the fields of `grantInput`: its command, and the values as strings.
 * `.field(name)` is a field's name in a form.
 */
export const pressGrant = presses<typeof grantInput>('批准更正')

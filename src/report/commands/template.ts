/** 模板: what is owed as a table that is filled in on a computer and sent back; sent back, it is the form of 填报. */

import { owing } from '../../ledger/index.ts'
import { below, buttons } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import { chatOf, inboxId } from '../../message/incoming.ts'
import { divide, isNegative, ZERO } from '../../office/amount.ts'
import { dayOf } from '../../office/day.ts'
import { unitSaid } from '../../office/format.ts'
import { owedBy } from '../../office/owed.ts'
import { endOf, type Period, parsePeriod, periodName, readPeriod } from '../../office/period.ts'
import { goalOf, type Indicator } from '../../office/plan.ts'
import type { Region, RegionKey } from '../../office/region.ts'
import type { Reader } from '../../store/index.ts'
import { fileComes, fileMessage, fileOf, filesInPrivate } from '../../tables/file-message.ts'
import { type CellValue, numeric, workbook } from '../../tables/workbook.ts'
import { readUpdate } from '../grammar/index.ts'
import { placedInput, pressReport } from '../presses.ts'
import { contextOf } from '../read/context.ts'
import { asOfIn } from '../read/nothing-new.ts'
import { dayIn } from '../read/part.ts'
import { forRegion, type Saying } from '../read/region.ts'
import { ownRegions } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'
import type { Attachments } from './evidence.ts'
import { type Filled, fill, lastValues, openForms } from './form.ts'

/** Reads a file of any kind that people send, its tables as lines of cells. */
export type ReadFile = (name: string, bytes: Uint8Array) => Promise<{ readonly kind: string; readonly text?: string }>

/** /模板: the table of the open period as .xlsx, to be filled in and sent back. */
export const templateCommand = (ground: Ground): Command =>
  command({
    name: '模板',
    words: ['template'],
    right: { kind: 'role', roles: ['contact', 'city-coordinator'] },
    summary: '领本期填报表（Excel），填好发回来就算上报',
    help: { group: 'reporting', rank: 3, begins: true },
    example: () => '/模板',
    intents: ['template'],
    effect: 'reads',
    input: placedInput(ground),
    run: (asked, pressed) => forRegion(asked, ground, { command: '模板', pressed: pressed.region }, handOut),
  })

/** One table a period: those that are open, or the one that is said. */
async function handOut(it: Saying): Promise<Outcome> {
  const { asked, ground, region } = it
  const { message, now } = asked
  if (message.chat.kind === 'group') return answer('refused', filesInPrivate())
  const { forms, none } = await openForms(it, readPeriod(it.rest, ground.plan.year))
  if (none) return answer('answered', none)
  const { name } = ground.regions.get(region)
  const files = forms.map(({ period }) =>
    fileOf(`${name}${FORM}${period}`, 'xlsx', `form/${period}/${region}/${asOfIn(period, dayOf(now))}`),
  )
  return answer('exported', fileComes(files.map((one) => one.name)), {
    says: files.map((file) => fileMessage(file, chatOf(message), inboxId(message), now)),
  })
}

const FORM = '填报表'
const titleOf = (place: Region, period: Period): string => `${place.name}${periodName(period)}${FORM}`
const UNTIL = '截至日期'
const HEADS = ['指标', '单位', '累计', '最近一次累计', '说明']

/**
 * The .xlsx for a key of this slice, `form/2017-06/330521/2017-06-30` (period, region, day of the figures): every
 * indicator owed, its unit, last value and goal.
 * @returns undefined for a key of another slice
 */
export async function makeForm(key: string, store: Reader, ground: Pick<Ground, 'plan' | 'regions'>) {
  const [kind, said = '', place = '', until = ''] = key.split('/')
  const period = parsePeriod(said)
  const region = ground.regions.find(place)
  if (kind !== 'form' || !period || !region) return undefined
  const { plan } = ground
  const [last, { missing }] = await Promise.all([
    lastValues(store, plan, region.key, period),
    owing(store, plan, region.key, period),
  ])
  const row = (one: Indicator): CellValue[] => {
    const value = last.get(one.id)
    const { unit, factor } = unitSaid(value ?? goalOf(plan, region.key, one.id) ?? ZERO, one)
    const falls = one.kind === 'rate' && one.target.value !== undefined && isNegative(one.target.value)
    const notes = [missing.includes(one) ? '' : '本期已报', falls ? '下降填负数' : '']
    return [one.short, unit, null, numeric(value && divide(value, factor)), notes.filter(Boolean).join('，')]
  }
  return workbook([
    {
      name: periodName(period),
      title: titleOf(region, period),
      heads: HEADS,
      rows: [[UNTIL, '', until, null, ''], ...owedBy(plan, region.key, period).map(row)],
      fixed: 1,
    },
  ])
}

interface Sent {
  readonly attachments: Attachments | undefined
  readonly read: ReadFile | undefined
  /** what comes of it as evidence */
  readonly attached: () => Promise<Outcome>
}

/**
 * A file that may be the table of 模板: filled in it is reported as a form is; another table with figures is offered
 * for report and as evidence; anything else is evidence.
 */
export async function sheetSent(asked: Asked, ground: Ground, { attachments, read, attached }: Sent): Promise<Outcome> {
  const { message, person } = asked
  if (message.kind !== 'file' || message.replyTo || !SHEET.test(message.file.name)) return attached()
  const bytes = await attachments?.fetch(message, message.file)
  // a CSV is a text as any, in whatever encoding Excel chose
  const found = bytes && (await read?.(message.file.name.replace(/csv$/i, 'txt'), bytes))
  const own = ownRegions(person)
  const pressed = found?.text && filledIn(found.text, own, asked, ground)
  if (!pressed) return offered(await attached(), found?.text, own, asked, ground)
  if ('fault' in pressed) return answer('unread', text.unreadFields([pressed.fault]))
  return forRegion(asked, ground, { command: '填报', pressed: pressed.region }, (it) => fill(it, pressed))
}

/** The rows as if they had been pasted, on a button: only the sender knows whether they are to be reported. */
function offered(
  outcome: Outcome,
  words: string | undefined,
  [region]: readonly RegionKey[],
  { now }: Asked,
  ground: Ground,
): Outcome {
  if (!words || !region || !outcome.reply || words.length > LONGEST) return outcome
  const rows = words.split('\n').map((line) => cellsOf(line).join('\t'))
  const pasted = rows.join('\n')
  const { kind } = readUpdate(pasted, { ...contextOf(ground, region, now), command: 'report' })
  if (kind !== 'items') return outcome
  return {
    ...outcome,
    reply: below(outcome.reply, buttons([{ label: AS_FIGURES, ...pressReport({ text: pasted, region }) }])),
  }
}
/** A page of more is no county's month. */
const LONGEST = 2_000
const AS_FIGURES = '按表里的数上报'

const SHEET = /\.(?:xlsx|xls|et|csv)$/i

type Filling = Filled & { readonly region: RegionKey }

/** What was filled in, as a press of the form would bring it. @returns undefined: it is none of our tables of these places */
function filledIn(
  words: string,
  own: readonly RegionKey[],
  { now }: Asked,
  { plan, regions, read }: Ground,
): Filling | { readonly fault: string } | undefined {
  const [[title = ''] = [], , ...rows] = words
    .split('\n')
    .map(cellsOf)
    .filter((row) => row.some(Boolean))
  const place = own.map((key) => regions.get(key)).find(({ name }) => title.startsWith(name))
  const period = place && readPeriod(title.slice(place.name.length).replace(FORM, ''), plan.year)
  if (!place || !period || title !== titleOf(place, period)) return undefined
  const filled = new Map(rows.map(([name = '', unit = '', typed = '']) => [name, { unit, typed }]))
  const until = filled.get(UNTIL)?.typed ?? ''
  const asOf = dayIn(read(until, { today: dayOf(now), own: place.key }), dayOf(now))
  if (!asOf) return { fault: `${UNTIL}“${until}”没看明白，请写成 ${endOf(period)} 这样` }
  const values = plan.indicators.flatMap(({ id, short }): [string, string][] => {
    const { typed = '', unit = '' } = filled.get(short) ?? {}
    return typed ? [[id, /\d$/.test(typed) ? `${typed}${unit}` : typed]] : []
  })
  return { ...Object.fromEntries(values), region: place.key, period, submit: 'yes', asOf, shown: '' }
}

/** As the reader of files parts cells: by tabs, by bars, or as a CSV has them. */
const cellsOf = (line: string): string[] =>
  (line.startsWith('|') ? line.slice(1, -1).split('|') : line.split(line.includes('\t') ? '\t' : ',')).map((cell) =>
    cell.trim(),
  )

/** 修改 and 补充说明: what one message reported, as a form in which only what was changed is a correction; and words added to it. */

import { entriesOf, type FigureEntry, isFigure, lastMessage, placesOf } from '../../ledger/index.ts'
import { type Card, card, form, note } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { dayName, parseDay } from '../../office/day.ts'
import { exampleIndicator } from '../../office/example.ts'
import { indicatorOf } from '../../office/plan.ts'
import { entryFor, written } from '../entry.ts'
import { amendInput, dayField, editInput, pressEdit, valueField } from '../presses.ts'
import { allOf, type Field, readField } from '../read/field.ts'
import type { Reporting } from '../read/region.ts'
import { record, settingOf } from '../record.ts'
import { ownRegions, REPORTERS, standingFor } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

/** /修改: the form with the figures of a message as they stand; sent, what was changed becomes corrections. */
export const editCommand = (ground: Ground): Command =>
  command({
    name: '修改',
    words: ['edit'],
    right: { kind: 'role', roles: REPORTERS },
    summary: '用表单修改刚报的数',
    help: { group: 'reporting', rank: 5, begins: true },
    example: () => '/修改',
    input: editInput,
    run: (asked, pressed) => edit(asked, pressed, ground),
  })

/** What a message reported; without one the last of the own regions. */
async function reported({ store, person }: Asked, pressed: { readonly message?: string | undefined }) {
  const message = pressed.message ?? (await lastMessage(store, ownRegions(person))) ?? ''
  const said = (await entriesOf(store, message)).flatMap((one) => (isFigure(one) ? [one] : []))
  return { message, said, region: said[0]?.region }
}

/** What the form of 修改 brings: the changed figures as corrections; without `submit` the form. */
export async function edit(asked: Asked, pressed: Pressed<typeof editInput>, ground: Ground): Promise<Outcome> {
  const { message, said, region } = await reported(asked, pressed)
  if (!region) return answer('empty', text.nothingToEdit())
  const it = { asked, ground, region }
  const setting = await settingOf(it)
  if (!setting) return answer('refused', text.noRight('修改', ground.regions.get(region), REPORTERS))
  if (pressed.submit !== 'yes') return answer('asked', editCard(ground, message, said))
  const read = changed(it, pressed, said)
  if (read.faults.length > 0) return answer('unread', text.unreadFields(read.faults))
  if (read.items.length === 0) return answer('repeated', text.nothingChanged())
  const reason = pressed.reason ? { reason: pressed.reason } : {}
  return record(setting, { region, items: read.items, correcting: true, doubts: read.doubts, ...reason })
}

/** As it was typed; a rate with its sign, because 下降 stood in words beside it. */
function typedOf({ plan }: Ground, { indicator, said }: FigureEntry): string {
  const { kind, unit } = indicatorOf(plan, indicator)
  if (kind === 'rate') return `${said.value}${unit}`
  return `${said.typedValue === '无新增' ? '0' : said.typedValue}${said.typedUnit ?? ''}`
}

/** What was changed of each; an increment stays one: the form shows what was typed, not what it came to. */
const changed = (it: Reporting, pressed: Pressed<typeof editInput>, said: readonly FigureEntry[]) =>
  allOf(
    said.flatMap((figure): Field[] => {
      const typed = pressed[valueField(figure.id)]?.trim() ?? typedOf(it.ground, figure)
      const day = parseDay(pressed[dayField(figure.id)]?.slice(0, 10) ?? '') ?? figure.said.asOf
      if (typed === '' || (typed === typedOf(it.ground, figure) && day === figure.said.asOf)) return []
      const read = readField(it, indicatorOf(it.ground.plan, figure.indicator), typed, day)
      return ['fault' in read ? read : { ...read, item: { ...read.item, mode: figure.said.mode } }]
    }),
  )

/**
 * The form of 修改: a value and a day for each figure.
 * @param message inbox id of the report
 * @param said its figures as they stand
 */
export function editCard(ground: Ground, message: string, said: readonly FigureEntry[]): Card {
  const { plan, regions } = ground
  const [first] = said
  return card('info', `修改：${first ? regions.get(first.region).name : ''}`, [
    form({
      name: 'edit',
      ...pressEdit({ message, submit: 'yes' }),
      inputs: [
        ...said.flatMap((figure) => {
          const { short, unit, kind } = indicatorOf(plan, figure.indicator)
          const mode = kind === 'rate' ? '' : figure.said.mode === 'increment' ? '本期新增' : '累计'
          return [
            {
              kind: 'text' as const,
              name: valueField(figure.id),
              label: `${short}${mode}（${unit}）`,
              value: typedOf(ground, figure),
            },
            {
              kind: 'date' as const,
              name: dayField(figure.id),
              label: `截至（原为${dayName(figure.said.asOf)}）`,
              value: figure.said.asOf,
            },
          ]
        }),
        { kind: 'text', name: pressEdit.field('reason'), label: '原因（已审核的必填）' },
      ],
      submit: '提交修改',
    }),
    note('只有改动过的项会记为更正，原数保留在台账中。'),
  ])
}

/** /补充说明: a note for the reviewer on what was just reported; no figure changes. */
export const amendCommand = (ground: Ground): Command =>
  command({
    name: '补充说明',
    words: [],
    right: { kind: 'role', roles: REPORTERS },
    summary: '给刚报的数补充说明，审核人能看到',
    help: { group: 'reporting', rank: 7 },
    example: () => `/补充说明 其中2${exampleIndicator(ground.plan.indicators)?.unit ?? ''}为往年结转`,
    input: amendInput,
    run: (asked, pressed) => amend(asked, pressed, ground),
  })

async function amend(asked: Asked, pressed: Pressed<typeof amendInput>, { plan, regions }: Ground): Promise<Outcome> {
  const { message, said, region } = await reported(asked, pressed)
  if (!region) return answer('empty', text.nothingToAmend())
  const standing = standingFor(asked.person, region, regions)
  if (!standing) return answer('refused', text.noRight('补充说明', regions.get(region), REPORTERS))
  const note = pressed.note ?? asked.text.trim()
  if (!note) return answer('asked', text.noteForm(message))
  const places = await placesOf(asked.store, [region])
  const acts = said.map((one) => entryFor(asked, one, 'note', { note, proxy: standing === 'proxy' }))
  const named = said.map((one) => indicatorOf(plan, one.indicator))
  return written(asked, { regions }, places, acts, {
    status: 'noted',
    reply: text.noted(named, note),
    replaceCard: false,
  })
}

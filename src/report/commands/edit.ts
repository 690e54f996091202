/** 修改: the figures of one message as a form with what was typed; only what was changed is a correction. */

import { entriesOf, type Figure, isFigure, lastMessage } from '../../ledger/index.ts'
import { type Card, card, note } from '../../message/card.ts'
import { type Asked, answer, type Command, type Outcome } from '../../message/command.ts'
import { command } from '../../message/declare.ts'
import type { Pressed } from '../../message/input.ts'
import { dayName, parseDay } from '../../office/day.ts'
import { indicatorOf } from '../../office/plan.ts'
import { dayField, editInput, pressEdit, valueField } from '../presses.ts'
import { readField } from '../read/field.ts'
import type { Item } from '../read/item.ts'
import { record, settingOf } from '../record.ts'
import { ownRegions, REPORTERS } from '../rules/scope.ts'
import type { Ground } from '../rules/weigh.ts'
import * as text from '../text.ts'

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

export async function edit(asked: Asked, pressed: Pressed<typeof editInput>, ground: Ground): Promise<Outcome> {
  const { store, person } = asked
  const message = pressed.message ?? (await lastMessage(store, ownRegions(person)))
  const said =
    message === undefined ? [] : (await entriesOf(store, message)).flatMap((one) => (isFigure(one) ? [one] : []))
  const region = said[0]?.region
  if (message === undefined || !region) return answer('empty', text.nothingToEdit())
  const setting = await settingOf(asked, ground, region)
  if (!setting) return answer('refused', text.noRight('修改', ground.regions.get(region), REPORTERS))
  if (pressed.submit !== 'yes') return answer('asked', editCard(ground, message, said))
  const read = changed(asked, pressed, ground, said)
  if (read.faults.length > 0) return answer('unread', text.unreadFields(read.faults))
  if (read.items.length === 0) return answer('repeated', text.nothingChanged())
  const { reason } = pressed
  const update = { region, items: read.items, correcting: true, doubts: read.doubts }
  return record(setting, { ...update, ...(reason && { reason }) })
}

/** As it was typed; a rate with its sign, because 下降 stood in words beside it. */
function typedOf({ plan }: Ground, { indicator, said }: Figure): string {
  const { kind, unit } = indicatorOf(plan, indicator)
  if (kind === 'rate') return `${said.value}${unit}`
  return `${said.typedValue === '无新增' ? '0' : said.typedValue}${said.typedUnit ?? ''}`
}

interface Changed {
  readonly items: Item[]
  readonly doubts: string[]
  readonly faults: string[]
}

function changed({ now }: Asked, pressed: Pressed<typeof editInput>, ground: Ground, said: readonly Figure[]): Changed {
  const items: Item[] = []
  const doubts: string[] = []
  const faults: string[] = []
  for (const figure of said) {
    const typed = pressed[valueField(figure.id)]?.trim() ?? typedOf(ground, figure)
    const day = parseDay(pressed[dayField(figure.id)]?.slice(0, 10) ?? '') ?? figure.said.asOf
    if (typed === '' || (typed === typedOf(ground, figure) && day === figure.said.asOf)) continue
    const indicator = indicatorOf(ground.plan, figure.indicator)
    const read = readField(ground, figure.region, indicator, typed, day, now)
    if ('fault' in read) faults.push(read.fault)
    else {
      // An increment stays one: the form shows what was typed, not what it came to.
      items.push({ ...read.item, mode: figure.said.mode })
      doubts.push(...read.doubts)
    }
  }
  return { items, doubts, faults }
}

export function editCard(ground: Ground, message: string, said: readonly Figure[]): Card {
  const { plan, regions } = ground
  const [first] = said
  return card('info', `修改：${first ? regions.get(first.region).name : ''}`, [
    {
      kind: 'form',
      form: {
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
      },
    },
    note('只有改动过的项会记为更正，原数保留在台账中。'),
  ])
}

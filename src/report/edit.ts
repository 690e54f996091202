/** 修改: the figures of one message as a form with what was typed; only what was changed is a correction. */
import { entriesOf, type Figure, isFigure, placesOf } from '../ledger/index.ts'
import type { Card } from '../message/card.ts'
import type { Asked, Command, Outcome } from '../message/command.ts'
import { type Day, dayName, parseDay } from '../office/day.ts'
import { indicatorOf } from '../office/plan.ts'
import type { Item } from './item.ts'
import { readField } from './read.ts'
import { inboxId, record } from './record.ts'
import { ownRegions, REPORTERS, standingFor } from './scope.ts'
import * as text from './text.ts'
import { lastMessage } from './undo.ts'
import type { Ground } from './weigh.ts'

export const editCommand = (ground: Ground): Command => ({
  name: '修改',
  words: ['edit'],
  right: { kind: 'role', roles: REPORTERS },
  summary: '用表单修改刚报的数',
  example: () => '/修改',
  run: (asked) => edit(asked, ground),
})

const say = (status: string, reply: Card): Outcome => ({ status, writes: [], reply })

async function edit(asked: Asked, ground: Ground): Promise<Outcome> {
  const { store, person, values } = asked
  const message = values['message'] ?? (await lastMessage(store, ownRegions(person)))
  const said =
    message === undefined ? [] : (await entriesOf(store, message)).flatMap((one) => (isFigure(one) ? [one] : []))
  const region = said[0]?.region
  if (message === undefined || !region) return say('empty', text.nothingToEdit())
  const standing = standingFor(person, region, ground.regions)
  if (!person || !standing) return say('refused', text.noRight('修改', ground.regions.get(region), REPORTERS))
  if (values['submit'] !== 'yes') return say('asked', editCard(ground, message, said))
  const places = await placesOf(store, [region])
  const read = changed(asked, ground, said)
  if (read.faults.length > 0) return say('unread', text.unreadFields(read.faults))
  if (read.items.length === 0) return say('repeated', text.nothingChanged())
  const reason = values['reason']?.trim()
  const update = { region, items: read.items, correcting: true, proxy: standing === 'proxy', doubts: [] }
  return record({ asked, person, ground, places, message: inboxId(asked) }, { ...update, ...(reason && { reason }) })
}

const typedOf = ({ said }: Figure): string =>
  `${said.typedValue === '无新增' ? '0' : said.typedValue}${said.typedUnit ?? ''}`

function changed(asked: Asked, ground: Ground, said: readonly Figure[]): { items: Item[]; faults: string[] } {
  const items: Item[] = []
  const faults: string[] = []
  for (const figure of said) {
    const typed = asked.values[`v${figure.id}`]?.trim() ?? typedOf(figure)
    const day = parseDay(asked.values[`d${figure.id}`]?.slice(0, 10) ?? '') ?? figure.said.asOf
    if (typed === '' || (typed === typedOf(figure) && day === figure.said.asOf)) continue
    const read = fieldOf(asked, ground, figure, typed, day)
    if ('message' in read) faults.push(read.message)
    else items.push(read)
  }
  return { items, faults }
}

/** An increment stays one: the form shows what was typed, not what it came to. */
function fieldOf(asked: Asked, ground: Ground, figure: Figure, typed: string, day: Day): Item | { message: string } {
  const indicator = indicatorOf(ground.plan, figure.indicator)
  const read = readField(ground, figure.region, indicator, typed, day, asked.now)
  return 'message' in read ? read : { ...read, mode: figure.said.mode }
}

function editCard({ plan, regions }: Ground, message: string, said: readonly Figure[]): Card {
  const [first] = said
  return {
    title: `修改：${first ? regions.get(first.region).name : ''}`,
    tone: 'info',
    blocks: [
      {
        kind: 'form',
        form: {
          name: 'edit',
          command: '修改',
          values: { message, submit: 'yes' },
          inputs: [
            ...said.flatMap((figure) => {
              const { short, unit } = indicatorOf(plan, figure.indicator)
              const mode = figure.said.mode === 'increment' ? '本期新增' : '累计'
              return [
                {
                  kind: 'text' as const,
                  name: `v${figure.id}`,
                  label: `${short}${mode}（${unit}）`,
                  value: typedOf(figure),
                },
                {
                  kind: 'date' as const,
                  name: `d${figure.id}`,
                  label: `截至（原为${dayName(figure.said.asOf)}）`,
                  value: figure.said.asOf,
                },
              ]
            }),
            { kind: 'text', name: 'reason', label: '原因（已审核的必填）' },
          ],
          submit: '提交修改',
        },
      },
      { kind: 'note', text: '只有改动过的项会记为更正，原数保留在台账中。' },
    ],
  }
}

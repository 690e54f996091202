/** A press is a typed request: what a command declares is what its buttons bring, and nothing else gets in. */

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freshStore } from '#fresh-store'
import type { Asked } from '../../src/message/command.ts'
import { command, lookingFirst, readPress } from '../../src/message/declare.ts'
import {
  day,
  filled,
  filledDay,
  moment,
  period,
  presses,
  region,
  severalRegions,
  words,
} from '../../src/message/input.ts'
import { instant, parseDay } from '../../src/office/day.ts'
import { parsePeriod } from '../../src/office/period.ts'
import { pressNudge } from '../../src/remind/presses.ts'
import { pressConfirm, pressFill } from '../../src/report/presses.ts'
import { office, whole } from '../invented.ts'

const { regions } = whole
const key = (name: string) => {
  const found = regions.find(name)?.key
  if (!found) throw new Error(`no region ${name}`)
  return found
}
const readBy = (field: z.ZodType, said: string): unknown => field.safeParse(said).data
const { commands } = await office(await freshStore())
const all = commands.map(({ name, input = words }) => [name, input] as const)
const named = (name: string) => {
  const found = commands.find((one) => one.name === name)
  if (!found) throw new Error(`no command ${name}`)
  return found
}

test('what has buttons of its own declares what they bring', () => {
  expect(commands.filter(({ input }) => input !== undefined).length).toBeGreaterThan(25)
})

/** As a function's parameters are sent to a language model: providers refuse anything richer. */
const Flat = z.strictObject({
  $schema: z.string(),
  type: z.literal('object'),
  properties: z.record(z.string(), z.strictObject({ type: z.literal('string'), enum: z.array(z.string()).optional() })),
  required: z.array(z.string()).optional(),
  additionalProperties: z.union([z.literal(false), z.strictObject({ type: z.literal('string') })]),
})

test.for(all)('the input of %s is flat: every field a plain string, what is not declared is refused', ([, input]) => {
  const schema = Flat.parse(z.toJSONSchema(input, { io: 'input' }))
  expect(Object.keys(schema.properties).length).toBeGreaterThan(0)
})

// Until they declare what their buttons bring, these read every field themselves.
const BRIDGED = ['进度', '排名', '未报', '我的', '期限', '导出']

test.for(all.filter(([name]) => !BRIDGED.includes(name)))('%s reads no field that it does not declare', ([name]) => {
  expect(readPress(named(name), { 'no such field': 'x' })).toBeUndefined()
})

describe('a field', () => {
  test('means what the office knows, or nothing', () => {
    expect(readBy(region(regions), '980522')).toBe(key('柳泉县'))
    expect(readBy(region(regions), '110000')).toBeUndefined()
    expect(readBy(severalRegions(regions), '980522,980523')).toEqual([key('柳泉县'), key('竹坞县')])
    expect(readBy(severalRegions(regions), '980522,110000')).toBeUndefined()
    expect(readBy(period, '2017-06')).toBe('2017-06')
    expect(readBy(period, '6月')).toBeUndefined()
  })

  test('is a day whatever a picker adds to it, an instant in milliseconds', () => {
    expect(readBy(day, '2017-06-30 +0800')).toBe('2017-06-30')
    expect(readBy(day, '2017-02-30')).toBeUndefined()
    expect(readBy(moment, '1498806000000')).toBe(1_498_806_000_000)
    expect(readBy(moment, 'soon')).toBeUndefined()
  })

  test('of a form that was left empty is absent', () => {
    expect(filled.safeParse('  ')).toEqual({ success: true, data: undefined })
    expect(filled.parse(' 属实 ')).toBe('属实')
    expect(filledDay.safeParse('')).toEqual({ success: true, data: undefined })
    expect(filledDay.safeParse('昨天').success).toBe(false)
  })
})

describe('what is pressed', () => {
  test('means what was put into the button', () => {
    const june = parsePeriod('2017-06')
    const input = z.strictObject({
      regions: severalRegions(regions),
      period: period.optional(),
      due: day.optional(),
      at: moment,
    })
    const means = {
      regions: [key('柳泉县'), key('竹坞县')],
      period: june,
      due: parseDay('2017-07-10'),
      at: instant(1_498_806_000_000),
    }
    const { values } = presses<typeof input>('试')(means)
    expect(Object.values(values).every((one) => typeof one === 'string')).toBe(true)
    expect(input.parse(values)).toEqual(means)
  })

  test('is a field of the command, or does not compile', () => {
    // @ts-expect-error: 确认 has no such field
    pressConfirm({ draught: 'd1' })
    // @ts-expect-error: a form's fields are given by its inputs, not by name at will
    pressFill({ regoin: key('柳泉县') })
    // @ts-expect-error: no such input
    pressConfirm.field('becuase')
    expect(pressNudge({ regions: [key('柳泉县')], period: undefined })).toEqual({
      command: '催报',
      values: { regions: '980522' },
    })
  })

  test('is given to the command as it was read, and nothing where words were typed', async () => {
    const seen: unknown[] = []
    const one = command({
      name: '试',
      words: [],
      right: { kind: 'anyone' },
      summary: '',
      input: z.strictObject({ period, text: z.string().optional() }),
      run: async (_, pressed) => {
        seen.push(pressed.period)
        return { status: 'answered', writes: [] }
      },
    })
    const asked = {} as Asked
    await one.run(asked)
    const press = readPress(one, { period: '2017-06', text: '六月' })
    await press?.run(asked)
    expect(press?.text).toBe('六月')
    expect(seen).toEqual([undefined, '2017-06'])
    const looked = lookingFirst(one, async () => ({ status: 'previewed', writes: [] }))
    expect((await readPress(looked, { period: '2017-06' })?.run(asked))?.status).toBe('previewed')
  })

  test('may repeat words to any command, which fill no field', async () => {
    const chat = await office(await freshStore())
    expect(await chat.acts('省办', '锁定', { text: '5月' })).toBe(await chat.says('省办', '/锁定 5月'))
    expect(await chat.acts('省办', '锁定', { text: '5月', sure: 'yes' })).toMatch(/^这张卡片已经失效/)
  })
})

describe('what is no press of a command is refused before it runs, the same for all', () => {
  const forged: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['确认', {}],
    ['确认', { draft: 'd', increments: 'both' }],
    ['填报', { region: '110000', period: '2017-06' }],
    ['填报', { period: '2017-06', submit: 'yes', 'no-such-indicator': '3' }],
    ['修改', { message: 'm', submit: 'yes', asOf: '2017-06-30' }],
    ['零报告', { period: '第六期' }],
    ['稍后提醒', { at: 'now' }],
    ['核对', { text: '柳泉', chat: 'x' }],
    ['没有这个命令', {}],
  ]

  test.for(forged)('%s %o', async ([name, values]) => {
    const chat = await office(await freshStore())
    expect(await chat.says('柳泉', '/填报')).toContain('填报：柳泉县')
    expect(await chat.acts('柳泉', name, values)).toMatch(/^这张卡片已经失效/)
  })

  test('a right that is missing is said first', async () => {
    const chat = await office(await freshStore())
    expect(await chat.acts('柳泉', '锁定', { nonsense: 'x' })).toMatch(/^没有权限/)
    expect(await chat.acts('省办', '锁定', { nonsense: 'x' })).toMatch(/^这张卡片已经失效/)
  })
})

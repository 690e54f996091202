/** How many places a command needs: its file, its line in the slice's door, its test. The rest is made of the declaration. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { abilities } from '../../src/assistant/commands.ts'
import { callableBy } from '../../src/assistant/help/functions.ts'
import { say } from '../../src/message/card.ts'
import { command } from '../../src/message/declare.ts'
import { day } from '../../src/message/input.ts'
import type { PersonId } from '../../src/office/person.ts'
import type { RegionKey } from '../../src/office/region.ts'
import * as invented from '../invented.ts'
import { saidIn } from '../said.ts'
import { told } from '../told.ts'
import { note, small } from './small.ts'

const { asker, documents, questions, whole } = invented
const { guess, read } = saidIn(invented)

const SRC = join(import.meta.dirname, '../../src')
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
const textOf = (path: string): string => readFileSync(join(SRC, path), 'utf8')

/** All that the office can do, with the words by which each is called. */
const commands = (() => {
  const all = abilities({ office: whole, read, guess, asker, questions, documents })
  return [all.fallback, ...all.commands]
})()

const literalsIn = (path: string, text: string): string[] => {
  const found: string[] = []
  new Visitor({
    Literal({ value }) {
      if (typeof value === 'string') found.push(value)
    },
  }).visit(parseSync(path, text).program)
  return found
}

/** What the kinds of a message are called too. */
const EVENTS = ['file', 'recall']

/** `assistant/help/menu.ts 填报`: a command's name in a source, but for its words for people. */
const namedIn = (path: string, text: string): string[] => {
  const names = new Set(commands.flatMap(({ name }) => (EVENTS.includes(name) ? [] : [name])))
  return [...new Set(literalsIn(path, text).filter((one) => names.has(one)))].map((name) => `${path} ${name}`)
}

/** What each role is offered first, and what opens an office: chosen for people, not lists in which a command has to stand. */
const CHOSEN = [
  ...['填报', '我的', '口径', '审核', '未报', '催报', '要点', '进度'].map((name) => `assistant/help/menu.ts ${name}`),
  'assistant/decide.ts 首页',
  'assistant/commands.ts 入库预览',
]

describe('a command', () => {
  test('stands in its file and in a line of its slice, an import and a call', () => {
    const importing = sources.filter((path) => /from '[^']*\/commands\/quiet\.ts'/.test(textOf(path)))
    expect(importing).toEqual(['remind/index.ts'])
    expect(textOf('remind/index.ts').match(/^.*\bquietCommand\b.*$/gm)).toHaveLength(2)
    const elsewhere = sources.filter((path) => {
      const text = textOf(path)
      return text.includes('免打扰') && literalsIn(path, text).includes('免打扰')
    })
    expect(elsewhere).toEqual(['remind/commands/quiet.ts'])
    const itsTest = 1
    expect(told('command', 'places')).toBe(elsewhere.length + importing.length + itsTest)
  })

  test('is in no list of the assistant', () => {
    expect(commands.length).toBeGreaterThan(50)
    const named = sources
      .filter((path) => path.startsWith('assistant/') && !path.endsWith('/text.ts'))
      .flatMap((path) => namedIn(path, textOf(path)))
    expect(named.sort()).toEqual([...CHOSEN].sort())
    expect(namedIn('assistant/x.ts', "const STARTS = { 上报: '填报' }")).toEqual(['assistant/x.ts 填报'])
  })
})

const visit = command({
  name: '走访',
  words: ['visit'],
  right: { kind: 'role', roles: ['contact'] },
  summary: '记下一次走访',
  help: { group: 'reporting', rank: 1, acts: ['search'], begins: true },
  example: (county) => `/走访 ${county} 6月29日`,
  effect: 'writes',
  input: z.strictObject({ day: day.optional() }),
  run: async (_, pressed) => ({ status: 'noted', writes: [], reply: say(`已记下：${pressed.day ?? '今天'}`) }),
})

describe('what a declaration says is all that has to be said', () => {
  const open = () => small({ parts: { commands: [note, visit], read } })

  test('the help lists it in its group, with its line and its example, for who may use it', async () => {
    const { says, hears } = await open()
    await says('chen', '/帮助')
    expect(hears('chen').at(-1)).toMatch(/\n\/走访 记下一次走访\n/)
    await says('wu', '/帮助')
    expect(hears('wu').at(-1)).not.toContain('走访')
  })

  test('a question on how it is done finds it by its acts, and shows the button that begins it', async () => {
    const { says, hears } = await open()
    await says('chen', '/帮助 怎么搜索')
    expect(hears('chen').at(-1)).toMatch(/^怎么用：走访\n\/走访 记下一次走访\n例：\/走访 长兴县 6月29日\n\[走访\]$/)
  })

  test('it is typed by any of its words, pressed by its fields, and refused to others by the right it names', async () => {
    const { says, hears, assistant, incoming } = await open()
    expect(await says('chen', '/visit')).toEqual({ status: 'noted' })
    const pressed = (values: Record<string, string>) =>
      assistant.handle(incoming('chen', { kind: 'action', command: '走访', values }))
    expect(await pressed({ day: '2017-06-29' })).toEqual({ status: 'noted' })
    expect(hears('chen').at(-1)).toBe('已记下：2017-06-29')
    expect(await pressed({ weekday: '4' })).toEqual({ status: 'stale' })
    expect(await says('wu', '/走访')).toEqual({ status: 'forbidden' })
    expect(hears('wu').at(-1)).toContain('县联系人')
  })

  test('a language model is told of it', async () => {
    const { assistant } = await open()
    const posts = [{ role: 'contact', region: '330522' as RegionKey }] as const
    const person = { id: 'chen' as PersonId, name: '陈晓', posts }
    expect(callableBy({ person, turns: [] }, assistant.commands)).toContain(visit)
  })
})

/** What one can type about the documents, and the cards that come back. */
import { describe, expect, test } from 'vitest'
import { documentCommands, goalsIn, questionCommand } from '../../src/ask/index.ts'
import { plainText } from '../../src/message/card.ts'
import type { Asked, Command } from '../../src/message/command.ts'
import type { Account } from '../../src/message/incoming.ts'
import { instant, parseInstant } from '../../src/office/day.ts'
import { saidAs } from '../said.ts'
import { askerOf, read } from './asker.ts'

const points = read('work-points-2017')
const commands = [
  questionCommand(askerOf(points), '要做什么？', goalsIn(points, [])),
  ...documentCommands([points, read('measures')]),
]

const named = (name: string): Command => {
  const command = commands.find((one) => one.name === name)
  if (!command) throw new Error(`no command ${name}`)
  return command
}

const asked = (text: string, history: readonly string[] = []): Asked => ({
  message: {
    id: '1',
    channel: 'console',
    account: 'console:visitor' as Account,
    chat: { id: 'c', kind: 'private' },
    at: instant(0),
    kind: 'text',
    text,
  },
  now: parseInstant('2017-06-01') ?? instant(0),
  person: undefined,
  store: { all: async () => [], first: async () => undefined },
  id: () => 'id',
  ...saidAs(text, undefined, instant(0), history),
})

const run = (name: string, text: string, history?: readonly string[]) => named(name).run(asked(text, history))

describe('问', () => {
  test('the card answers in its title and quotes the provision with a link to it', async () => {
    const { status, reply, writes } = await run('问', '处置僵尸企业多少家')
    expect(status).toBe('answered')
    expect(reply?.title).toContain('300家')
    expect(reply?.blocks[0]).toMatchObject({ kind: 'quote', source: '二（三）', link: { section: '二（三）' } })
    expect(writes).toEqual([])
  })

  test('without a question one is asked for, with an example', async () => {
    const { status, reply } = await named('问').run(asked(''))
    expect(status).toBe('empty')
    expect(reply && plainText(reply)).toContain('想问什么？直接说就行，例如：要做什么？')
  })

  test('今年 is the year in which one asks', async () => {
    expect((await run('问', '今年处置僵尸企业多少家')).status).toBe('answered')
    expect((await run('问', '明年处置僵尸企业多少家')).status).toBe('other-year')
  })

  test('the chat’s earlier words are the question’s history', async () => {
    expect((await run('问', '那土地呢', ['处置僵尸企业多少家'])).reply?.title).toContain('8万亩')
  })

  test('a refusal shows what is near folded away, not as its source', async () => {
    const { status, reply } = await run('问', '科技型中小微企业的认定条件')
    expect(status).toBe('near-miss')
    expect(reply?.blocks.map((block) => block.kind)).toEqual(['fold', 'buttons'])
  })

  test('under an answer stand the provision itself and a way to a person', async () => {
    const { reply } = await run('问', '2017年要处置多少家僵尸企业？')
    const buttons = reply?.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])) ?? []
    const [original, handover] = buttons
    expect(original).toMatchObject({ label: '原文 二（三）', command: '原文', values: { section: '二（三）' } })
    expect(handover).toMatchObject({ label: '转人工', command: '转人工' })
  })

  test('a question that names nothing is asked back with buttons that ask', async () => {
    const { status, reply } = await run('问', '目标是多少')
    expect(status).toBe('clarify')
    const [block] = reply?.blocks ?? []
    if (block?.kind !== 'buttons') throw new Error('no buttons')
    const [button] = block.buttons
    expect(button?.command).toBe('问')
    expect((await run('问', button?.values?.['text'] ?? '')).status).toBe('answered')
  })
})

describe('原文', () => {
  test.each(['二（三）', '二(三)', '第二部分第三条'])('%s shows the provision verbatim', async (label) => {
    const { reply } = await run('原文', label)
    expect(reply && plainText(reply)).toContain('2017年处置僵尸企业300家')
  })

  test('a document is chosen by its title', async () => {
    const { reply } = await run('原文', '云川市小微企业园建设管理办法 第四条')
    expect(reply && plainText(reply)).toContain('容积率')
  })

  test('without a label, or with one that is not there, the provisions are offered', async () => {
    expect((await run('原文', '')).reply?.blocks[0]?.kind).toBe('buttons')
    expect((await run('原文', '九（九）')).status).toBe('not-in-document')
  })
})

test('要点 is a table of every goal with its provision', async () => {
  const { reply } = await run('要点', '')
  const table = reply?.blocks.find((block) => block.kind === 'table')
  if (table?.kind !== 'table') throw new Error('no table')
  expect(table.rows.length).toBeGreaterThan(11)
  expect(table.rows).toContainEqual({ object: '处置僵尸企业', goal: '300家', label: '二（三）' })
})

test('全文 holds every part, each folded', async () => {
  const { reply } = await run('全文', '')
  const titles = reply?.blocks.flatMap((block) => (block.kind === 'fold' ? [block.title] : []))
  expect(titles?.join()).toMatch(/总体要求.*落实责任/)
})

test('搜索 finds passages in all documents and says where they stand', async () => {
  const { reply } = await run('搜索', '容积率')
  expect(reply && plainText(reply)).toMatch(/小微企业园建设管理办法.*第四条/)
})

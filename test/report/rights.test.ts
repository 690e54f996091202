/** Role × command × region: the table written by hand in rights.csv against what the code does. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bindingCommands } from '../../src/people/index.ts'
import { reportCommands } from '../../src/report/index.ts'
import { ASKERS, type Chat, rightsContract } from '../contracts/rights.ts'
import { ground, type Heard, type Who } from './chat.ts'

const [header = [], ...rows] = readFileSync(join(import.meta.dirname, 'rights.csv'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(','))

const press = (c: Chat, who: Who, command: string, values: Record<string, string>) =>
  c.send(who, { kind: 'action', command, values })

/** A figure of 柳泉县, said by its second contact, and the message that said it. */
const reported = async (c: Chat): Promise<string> =>
  `test:${(await c.says('柳泉二', '/上报 老旧木厂 12家 截至6月底')).id}`

const drafted = async (c: Chat): Promise<string> =>
  `test:${(await c.says('柳泉二', '/上报 老旧木厂 5家 截至6月底')).id}`

const accepted = async (c: Chat): Promise<void> => {
  await reported(c)
  await c.says('澄州', '/通过 柳泉')
}

/** How each command is had done for 柳泉县, in a situation in which only the right decides. */
const DONE: Readonly<Record<string, (c: Chat, who: Who) => Promise<Heard>>> = {
  上报: (c, who) => c.says(who, '/上报 柳泉县 老旧木厂 12家 截至6月底'),
  代报: (c, who) => c.says(who, '/代报 柳泉县 老旧木厂 12家 截至6月底'),
  填报: (c, who) => c.says(who, '/填报 柳泉县'),
  模板: (c, who) => c.says(who, '/模板 柳泉县'),
  零报告: (c, who) => c.says(who, '/零报告 柳泉县'),
  确认: async (c, who) => press(c, who, '确认', { draft: await drafted(c), reason: '属实' }),
  放弃: async (c, who) => press(c, who, '放弃', { draft: await drafted(c) }),
  撤回: async (c, who) => press(c, who, '撤回', { message: await reported(c) }),
  recall: async (c, who) => c.recalls(who, (await reported(c)).slice('test:'.length)),
  更正: async (c, who) => {
    await reported(c)
    return c.says(who, '/更正 柳泉县 老旧木厂 11家 截至6月底')
  },
  修改: async (c, who) => press(c, who, '修改', { message: await reported(c) }),
  补充说明: async (c, who) => press(c, who, '补充说明', { message: await reported(c), note: '说明' }),
  file: async (c, who) =>
    c.sends(who, '清单.pdf', new TextEncoder().encode('%PDF'), (await reported(c)).slice('test:'.length)),
  佐证: (c, who) => c.says(who, '/佐证 柳泉县'),
  台账: (c, who) => c.says(who, '/台账 柳泉县 老旧木厂'),
  审核: async (c, who) => {
    await reported(c)
    return c.says(who, '/审核 柳泉县')
  },
  通过: async (c, who) => {
    await reported(c)
    return c.says(who, '/通过 柳泉县')
  },
  退回: async (c, who) => {
    await reported(c)
    return c.says(who, '/退回 柳泉县 请核实')
  },
  接收: async (c, who) => {
    await accepted(c)
    return press(c, who, '接收', { period: '2017-06', sure: 'yes' })
  },
  收回审核: async (c, who) => {
    await accepted(c)
    return press(c, who, '收回审核', { region: '980522', sure: 'yes' })
  },
  解锁: async (c, who) => {
    await press(c, '省办', '锁定', { period: '2017-06', sure: 'yes' })
    return press(c, who, '解锁', { period: '2017-06', reason: '补报' })
  },
  核销: (c, who) => press(c, who, '核销', { region: '980522', period: '2017-05', reason: '机构调整', sure: 'yes' }),
  锁定: (c, who) => press(c, who, '锁定', { period: '2017-06', sure: 'yes' }),
  批准更正: async (c, who) => {
    await accepted(c)
    await press(c, '省办', '锁定', { period: '2017-06', sure: 'yes' })
    await c.says('柳泉二', '/更正 老旧木厂 14家 备注 漏报')
    const row = await c.store.first<{ request: string }>('SELECT request FROM cell WHERE request IS NOT NULL')
    return press(c, who, '批准更正', { figure: row?.request ?? '', decision: 'grant' })
  },
  绑定: (c, who) => c.says(who, '/绑定 鸥浦 王五'),
  交接: (c, who) => c.says(who, '/交接 鸥浦 王五'),
  答复绑定: async (c, who) => {
    const { id } = await c.send('路人', { kind: 'text', text: '/绑定 柳泉 王五' })
    return press(c, who, '答复绑定', { binding: `test:${id}`, decision: 'approve' })
  },
}

/** Commands whose own test says who may: `rightsContract('撤档', …)`. */
const elsewhere: readonly string[] = ['report', 'people'].flatMap((slice) =>
  readdirSync(join(import.meta.dirname, '..', slice), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(import.meta.dirname, '..', slice, path), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^\s*rightsContract\('([^']+)'/gm)].map(([, name = '']) => name)),
)

describe('rights', () => {
  test('every command says who may, in the table or in its own test, and the table has a column for everybody', () => {
    const commands = [...reportCommands(ground), ...bindingCommands(ground)].map((one) => one.name).sort()
    expect([...rows.map(([command = '']) => command), ...elsewhere].sort()).toEqual(commands)
    expect(Object.keys(DONE).sort()).toEqual(rows.map(([command]) => command).sort())
    expect(header.slice(1)).toEqual(ASKERS)
    expect(rows.every((row) => row.slice(1).every((cell) => cell === 'yes' || cell === 'no'))).toBe(true)
  })

  for (const [command = '', ...cells] of rows) {
    const allowed = ASKERS.filter((_, at) => cells[at] === 'yes')
    const done = DONE[command]
    if (done) rightsContract(command, allowed, done)
  }
})

/** 帮助: what one may do, the own job first; or how one thing is done. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { freshStore } from '#fresh-store'
import { abilities } from '../../src/assistant/commands.ts'
import { helpCommand } from '../../src/assistant/help/help.ts'
import { comesTo } from '../guide/sentence.ts'
import * as invented from '../invented.ts'
import { saidIn } from '../said.ts'

const { asker, documents, office, questions, whole } = invented
const { guess, read } = saidIn(invented)

const open = async () => office(await freshStore())

const help = () => {
  const { commands, fallback } = abilities({ office: whole, read, guess, asker, questions, documents })
  return helpCommand([fallback, ...commands], whole)
}

describe('the whole help', () => {
  test.each([
    ['柳泉', '上报', '填报] [我的] [口径'],
    ['澄州', '审核', '审核] [未报] [催报'],
    ['省办', '审核', '审核] [未报] [催报'],
    ['官员', '问', '要点] [口径] [进度'],
    ['路人', '问', '要点] [口径'],
  ])('%s finds five lines of the own job first, and what is wanted most as buttons', async (who, job, buttons) => {
    const { says } = await open()
    const card = await says(who, '/帮助')
    expect(card).toMatch(
      new RegExp(`\\[${buttons.replaceAll('[', '\\[').replaceAll(']', '\\]')}\\]\n/${job} (.+\n/\\S+ ){4}.+\n[^/]`),
    )
  })

  test('names each command once that the asker may use, with an example in an own county', async () => {
    const { says } = await open()
    const card = await says('澄州', '/帮助')
    const names = [...card.matchAll(/^\/(\S+) /gm)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(30)
    expect(new Set(names).size).toBe(names.length)
    expect(card).toMatch(/例：\/代报 桐塍区 /)
    expect(names).not.toContain('通报')
  })

  test.each(['柳泉', '官员', '路人'])('%s is told what it is, what is kept, and which page says more', async (who) => {
    const page = 'docs/transparency.zh-CN.md'
    const [, title = ''] = /^# (.+)/.exec(readFileSync(join(import.meta.dirname, '../..', page), 'utf8')) ?? []
    expect(title).not.toBe('')
    const card = await (await open()).says(who, '/帮助')
    expect(card).toMatch(/\n我是什么、留下什么\n我是程序，不是人.*存在本单位的数据库里/)
    expect(card).toContain(`《${title}》（${page}）`)
  })

  test('shows no more than one job open, so that it fits a phone', async () => {
    const { says } = await open()
    expect(await says('柳泉', '/帮助')).toMatch(/\n进度和台账（\d）\n[\s\S]*\n延期、请假和提醒（\d）\n/)
  })
})

describe('how one thing is done', () => {
  test('is told by its command, with an example and a button that begins it', async () => {
    const { says, presses } = await open()
    expect(await says('柳泉', '/帮助 上报')).toMatch(
      /^怎么用：上报\n\/上报 [\s\S]*例：\/上报 老旧木厂 12家[\s\S]*\[填报\]$/,
    )
    expect(await presses('柳泉', '填报')).toMatch(/填报/)
    expect(await says('柳泉', '/帮助 /请假')).toMatch(/^怎么用：请假\n[\s\S]*\[请假\]$/)
  })

  test('takes nothing back and begins nothing by itself', async () => {
    const { says, store } = await open()
    await says('柳泉', '/上报 老旧木厂 12家 截至 6月30日')
    const before = await store.all('SELECT * FROM ledger')
    expect(before).toHaveLength(1)
    for (const words of ['/帮助 撤回', '帮助 撤回']) expect(await says('柳泉', words)).toMatch(/^怎么用：撤回/)
    expect(await store.all('SELECT * FROM ledger')).toEqual(before)
  })

  test('has no button where a press would act at once', async () => {
    const { says } = await open()
    expect(await says('柳泉', '/帮助 撤回')).toMatch(/^怎么用：撤回\n\/撤回 撤回最近一次上报（审核开始前）$/)
  })

  test.each([
    ['怎么更正报错的数', '更正'],
    ['请假怎么弄', '请假'],
    ['能不能延期几天', '延期'],
    ['怎么催没报的', '催报'],
    ['怎么绑定', '绑定'],
    ['怎么导出表格', '导出'],
    ['通报怎么弄', '通报'],
    ['怎么撤回', '撤回'],
    ['怎么报老旧木厂', '上报'],
    ['怎么看谁没报', '未报'],
    ['怎么看排名', '排名'],
  ])('%s is about %s', async (sentence, command) => {
    expect(await comesTo(help(), sentence)).toMatch(new RegExp(`^怎么用：${command}\n`))
  })

  test('of two things is told in one card', async () => {
    expect(await comesTo(help(), '更正和撤回怎么弄')).toMatch(/^怎么用：更正、撤回\n/)
  })

  test('says who may do it where the asker may not, and what to do instead', async () => {
    const { says } = await open()
    const official = await says('官员', '/帮助 更正')
    expect(official).toMatch(/需要“县联系人或[^”]*”身份，您现在不能用；有事请发送“\/转人工/)
    expect(official).not.toMatch(/\[/)
    expect(await says('路人', '/帮助 上报')).toMatch(/请先发送“\/绑定 县名 姓名”/)
  })

  test('until when something is due is shown by the deadlines themselves', async () => {
    const { says } = await open()
    expect(await says('柳泉', '/帮助 截止日期')).toMatch(/^怎么用：期限\n/)
    expect(await says('省办', '/帮助 截止日期')).toMatch(/期限/)
  })

  test('that is no thing to be done here is answered with the whole help', async () => {
    const { says } = await open()
    expect(await says('柳泉', '/帮助 天气')).toBe(await says('柳泉', '/帮助'))
  })
})

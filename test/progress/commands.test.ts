import { describe, expect, test } from 'vitest'
import { type Button, plainText } from '../../src/message/card.ts'
import type { Outcome } from '../../src/message/command.ts'
import { readPress } from '../../src/message/declare.ts'
import { type Day, instant } from '../../src/office/day.ts'
import { allLevelled } from '../../src/office/levels.ts'
import type { Period } from '../../src/office/period.ts'
import { chen, office, qi, small, wu } from './small.ts'

const filled = async () => {
  const s = await small()
  await s.write(
    { region: '柳泉', indicator: '老旧木厂', period: '2017-05', value: 2 },
    { region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3 },
    { region: '竹坞', indicator: '老旧木厂', period: '2017-06', value: 5 },
  )
  return s
}

describe('/进度', () => {
  test('shows a figure with goal, rate, pace, light, period, as-of date, reporter and time', async () => {
    const s = await filled()
    const said = await s.say(chen, '进度', '柳泉 老旧木厂')
    for (const part of [
      '累计：3家',
      '任务：19家',
      '完成率：15.8%',
      '序时进度应到49.6%',
      '🔴',
      '截至2017年6月30日',
      '所属期：2017年6月',
      '陈工',
      '7月2日 10:00',
      '虚构分解',
    ])
      expect(said).toContain(part)
  })

  test('a figure confirmed against a warning is in question until it is reviewed', async () => {
    const s = await small()
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 18, warnings: ['jump'] })
    expect(await s.say(chen, '进度', '柳泉 老旧木厂')).toContain('灯：🟣紫灯（数据存疑）')
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 18, act: 'accept' })
    expect(await s.say(chen, '进度', '柳泉 老旧木厂')).toContain('灯：🟢绿灯')
  })

  test('shows all indicators of the own region where nothing is named, and says 尚无上报 where nothing came', async () => {
    const s = await filled()
    const said = await s.say(chen, '进度')
    expect(said).toContain('柳泉县 各项指标')
    expect(said).toMatch(/\n尚无上报\d+项：[^\n]*标准苗棚（任务/)
    expect(said).not.toMatch(/标准苗棚：/)
  })

  test('a sum says how many reported, and the province shows the document’s own words', async () => {
    const s = await filled()
    const said = await s.say(wu, '进度', '老旧木厂')
    expect(said).toMatch(/截至2017年6月30日，全省处置老旧木厂累计8家，目标63家/)
    expect(said).toMatch(/2\/\d+已报/)
    expect(said).toContain('〔沧林振办〔2017〕13号 二（三）〕处置老旧木厂63家')
  })
})

describe('/排名 /未报 /我的', () => {
  test('places have cities and counties apart', async () => {
    const s = await filled()
    const said = await s.say(qi, '排名', '老旧木厂')
    expect(said).toContain('各市')
    expect(said).toMatch(/竹坞县：第1（新）/)
    expect(said).toMatch(/柳泉县：第2（↓1）/)
  })

  test('who is missing is named by city, partly reported apart', async () => {
    const s = await filled()
    const said = await s.say(qi, '未报', '6月')
    expect(said).toContain('都没报的3个：桐塍区、麦塍区、苇渡县；报了一部分的2个：柳泉县（缺8项）、竹坞县（缺7项）')
    expect(said).toContain('柳泉（缺8项）')
  })

  test('what I still owe is listed by period, with the deadline', async () => {
    const s = await filled()
    const said = await s.say(chen, '我的')
    expect(said).toMatch(/2017年6月：9项中还有8项没报/)
    expect(said).not.toMatch(/6月：[^。]*老旧木厂/)
    expect(said).toContain('6月截止：7月5日（周三）')
  })
})

describe('a deadline', () => {
  test('that the office moved is the one shown', async () => {
    const move = {
      sequence: 1,
      rule: 'monthly',
      period: '2017-06' as Period,
      due: '2017-07-10' as Day,
      because: '系统升级',
      at: instant(0),
    }
    expect(await (await small()).say(chen, '我的')).toContain('6月截止：7月5日（周三）')
    const moved = await small('2017-07-03T09:00:00+08:00', undefined, [move])
    expect(await moved.say(chen, '我的')).toContain('6月截止：7月5日（周三）→ 7月10日（周一），依据 系统升级')
  })
})

describe('in a group', () => {
  test('only reviewed figures are shown, and nobody’s name', async () => {
    const s = await filled()
    expect(await s.say(chen, '进度', '柳泉 老旧木厂', 'group')).toContain('尚无已审核的上报')
    await s.write({ region: '柳泉', indicator: '老旧木厂', period: '2017-06', value: 3, act: 'accept' })
    const said = await s.say(chen, '进度', '柳泉 老旧木厂', 'group')
    expect(said).toContain('累计3家')
    expect(said).not.toContain('陈工')
    expect(await s.say(chen, '进度', '柳泉 老旧木厂')).toContain('陈工') // privately it is named
  })
})

describe('buttons', () => {
  const buttonsOf = (outcome: Outcome): readonly Button[] =>
    allLevelled(outcome.reply?.blocks ?? [], office.regions.levels).flatMap((block) =>
      block.kind === 'buttons' ? block.buttons : [],
    )
  const press = async (s: Awaited<ReturnType<typeof small>>, values: Record<string, string>) => {
    const { message, ...rest } = s.asked(qi, '')
    const { text: _, ...base } = { text: '', ...message }
    const asked = { ...rest, message: { ...base, kind: 'action', command: '进度', values } as never }
    return readPress(s.command('进度'), values)?.run(asked)
  }

  test('lead on with the query that they ask', async () => {
    const s = await filled()
    const first = await s.command('进度').run(s.asked(qi, '澄州老旧木厂完成了多少'))
    const parts = buttonsOf(first).find(({ label }) => label === '看各县')
    expect(parts?.command).toBe('进度')
    const outcome = await press(s, parts?.values ?? {})
    expect(outcome?.reply && plainText(outcome.reply)).toMatch(/竹坞县完成率166\.7%.*柳泉县完成率15\.8%/)
    expect(outcome?.request).toMatchObject({ whom: { parts: '980500', level: 'county' } })
  })

  test('what is no query is not run', async () => {
    const s = await filled()
    for (const query of ['{', '{"measures":["nonsense"]}', '[]']) expect(await press(s, { query })).toBeUndefined()
  })

  test('go on from who has not reported to reminding them, for those who may', async () => {
    const s = await filled()
    const labels = async (who: typeof qi) =>
      buttonsOf(await s.command('未报').run({ ...s.asked(who, '/未报 澄州 6月'), text: '澄州 6月' })).map(
        ({ label }) => label,
      )
    expect(await labels(qi)).toContain('催报（5个县）')
    expect(await labels(chen)).toEqual([])
  })
})

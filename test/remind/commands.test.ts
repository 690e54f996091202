import { describe, expect, test as onBoth } from 'vitest'
import { freshStore } from '#fresh-store'
import { office } from '../invented.ts'
import { test } from '../size.ts'
import { town } from './town.ts'

const reminded = (lines: readonly string[]) => lines.filter((line) => line.startsWith('请上报'))

describe('催报', () => {
  test('shows whom it reaches before anything goes out, then reaches them once', async () => {
    const { says, press, hears, tick } = await town('2017-07-06 10:00')
    expect(await says('hu', '/催报 柳泉 竹坞')).toMatch(
      /催报预览\n发给 2 人；今天已提醒 0 人；请假 0 人\n2017年6月月度进度上报（7月5日（周三）已截止）：2个地方没报齐\n没报齐的：柳泉县、竹坞县/,
    )
    expect(reminded(hears('chen'))).toEqual([])
    expect(await press('hu', '确认发出')).toMatch(/已催报 2 人/)
    await tick('2017-07-06 10:10')
    expect(reminded(hears('chen'))).toHaveLength(1)
    expect(reminded(hears('an'))).toHaveLength(1)
    expect(await says('hu', '/催报 竹坞')).toMatch(/1 人今天已经提醒过/)
  })

  test('leaves out who reported, who is away, and what is not the coordinator’s', async () => {
    const { says, reports } = await town('2017-07-06 10:00')
    await reports('980522', '2017-06')
    for (const period of ['2017-04', '2017-05', '2017-Q2']) await reports('980522', period)
    await says('an', '/请假 2天')
    expect(await says('hu', '/催报 柳泉')).toMatch(/都报齐了/)
    // Nobody is on duty in 竹坞: the coordinator hears himself that he is to pass it on.
    expect(await says('hu', '/催报 竹坞')).toMatch(/请假 1 人/)
    expect(await says('hu', '/催报 枫垟')).toMatch(/不在您的职责范围内/)
    expect(await says('chen', '/催报')).toMatch(/forbidden/)
  })

  test('at night it waits for the office to open, and says so', async () => {
    const { says, press, hears, tick } = await town('2017-07-07 20:00')
    expect(await says('hu', '/催报 竹坞')).toMatch(/将于7月10日（周一）08:30发出/)
    expect(await press('hu', '确认发出')).toMatch(/已安排催报 1 人/)
    await tick('2017-07-08 10:00')
    expect(reminded(hears('an'))).toEqual([])
    await tick('2017-07-10 08:30')
    expect(reminded(hears('an'))).toHaveLength(1)
  })

  test('means the deadline at hand; what is not due yet is offered apart', async () => {
    const { says, press, hears } = await town('2017-07-04 10:00')
    const preview = await says('hu', '/催报')
    expect(preview).toMatch(/2017年6月月度进度上报（7月5日（周三）截止）/)
    expect(preview).toMatch(/这次不催：2017年4月[\s\S]*2017年二季度/)
    await press('hu', '确认发出')
    expect(hears('an').join()).toMatch(/2017年6月未报/)
    expect(hears('an').join()).not.toMatch(/二季度/)
  })

  test('says the true days past the deadline, and spares for some hours whom it just reached', async () => {
    const { says, press, hears } = await town('2017-07-13 10:00')
    await says('hu', '/催报 竹坞')
    await press('hu', '确认发出')
    expect(hears('an').join()).toMatch(/逾期6个工作日/)
    expect(await says('hu', '/催报 竹坞')).toMatch(/刚刚提醒过，没有再发/)
  })

  test('a report on the way to the sending cancels it', async () => {
    const { says, press, hears, tick, reports } = await town('2017-07-07 20:00')
    for (const period of ['2017-04', '2017-05']) await reports('980523', period)
    await says('hu', '/催报 竹坞')
    expect(await press('hu', '这些也一起催')).toMatch(/二季度/)
    await press('hu', '确认发出')
    await reports('980523', '2017-06')
    await tick('2017-07-10 08:30')
    await tick('2017-07-10 08:31')
    // The quarter's rates are still missing, the month is not mentioned any more.
    expect(reminded(hears('an'))).toHaveLength(1)
    expect(hears('an').join()).toMatch(/2017年二季度/)
    expect(hears('an').join()).not.toMatch(/2017年6月月度/)
  })
})

test('a period that is named is looked at though it is due later, and is not said to be whole', async () => {
  for (const said of ['二季度的也催一下', '催二季度没报的', '/催报 二季度']) {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    expect(await o.says('省办', said)).toMatch(
      /^催报预览[\s\S]*2017年二季度[^\n]*7月10日（周一）截止）：11个地方没报齐/,
    )
    await o.says('省办', '发吧')
    expect(o.hears('柳泉').at(-1)).toMatch(/^请上报：柳泉县2017年二季度/)
  }
})

describe('提醒 预览', () => {
  test('names the next stage and why, once, how many it reaches, and each with what is missing', async () => {
    const { says, reports } = await town('2017-06-29 10:00')
    await reports('980522', '2017-06')
    const answer = await says('hu', '/提醒 预览')
    expect(answer).toMatch(/下一次提醒：6月30日（周五）09:00/)
    expect(answer).toMatch(/截止前3个工作日：4个地方[\s\S]*竹坞县 \| 安平 \| 8项：/)
    expect(answer).not.toMatch(/柳泉县/)
    expect(answer).not.toMatch(/枫垟/)
  })
})

describe('截止', () => {
  test('moves a deadline after a preview, tells those who have not reported, and reminders follow', async () => {
    const { says, press, hears, pass, reports } = await town('2017-07-03 10:00')
    await reports('980522', '2017-06')
    expect(await says('sheng', '/截止 7月10日 因 系统维护')).toMatch(
      /原截止：7月5日（周三）\n新截止：7月10日（周一）\n原因：系统维护/,
    )
    await pass('2017-07-03 10:10')
    expect(hears('an')).toEqual([])
    expect(await press('sheng', '确认调整')).toMatch(/已调整[\s\S]*新截止 7月10日/)
    expect(hears('an').join()).toMatch(/截止：7月5日（周三）→ 7月10日（周一），依据 系统维护/)
    expect(hears('chen')).toEqual([])
    await pass('2017-07-06 18:00')
    expect(reminded(hears('an')).map((line) => /截止前\d个工作日|截止当天/.exec(line)?.[0])).toEqual([
      '截止前3个工作日',
    ])
    await pass('2017-07-10 16:00')
    const stages = hears('an').flatMap(
      (line) => line.match(/月度进度上报[\s\S]*?(截止前\d个工作日|截止当天)/)?.[1] ?? [],
    )
    expect(stages).toEqual(['截止前3个工作日', '截止前1个工作日', '截止当天', '截止当天'])
  })

  test('a reminder that waits when the deadline moves is dropped', async () => {
    const { says, press, tick, hears } = await town('2017-07-03 10:00')
    await tick('2017-07-04 09:00')
    await says('sheng', '/截止 7月10日 因 系统维护 ')
    await press('sheng', '确认调整')
    await tick('2017-07-04 09:20')
    expect(reminded(hears('an'))).toEqual([])
  })

  test('says what is wanting: the day, a reason that may be left out, a day that lies ahead; a day off is pointed out', async () => {
    const { says } = await town('2017-07-03 10:00')
    expect(await says('sheng', '/截止 因 系统维护')).toMatch(/请写明新的截止日期/)
    expect(await says('sheng', '/截止 7月10日')).toMatch(/新截止：7月10日[\s\S]*原因：没有写/)
    expect(await says('sheng', '/截止 2017-07-01 因 测试')).toMatch(/已经过去/)
    expect(await says('sheng', '/截止 7月5日 因 测试')).toMatch(/没有变化/)
    expect(await says('sheng', '/截止 7月8日 因 测试')).toMatch(/7月8日是周末/)
    expect(await says('hu', '/截止 7月10日 因 测试')).toMatch(/forbidden/)
  })

  test('a period that is named is the one that is moved', async () => {
    const { says } = await town('2017-07-03 10:00')
    expect(await says('sheng', '/截止 二季度 7月20日 因 测试')).toMatch(/2017年二季度[\s\S]*原截止：7月10日/)
    expect(await says('sheng', '/截止 7月份 8月10日 因 测试')).toMatch(/2017年7月[\s\S]*8月5日（周六）→ 8月7日（周一）/)
  })
})

describe('延期', () => {
  onBoth('a county asks, the coordinator grants once, and only that county gets more time', async () => {
    const { says, press, hears, pass } = await town('2017-07-04 10:00')
    expect(await says('an', '/延期 7月7日 因 数据核实中')).toMatch(/等待胡敏批准/)
    expect(hears('hu').join()).toMatch(/延期申请：竹坞县2017年6月[\s\S]*安平[\s\S]*数据核实中/)
    expect(await press('hu', '同意')).toMatch(/已同意延期/)
    expect(await press('hu', '不同意')).toMatch(/已经处理过[\s\S]*已同意/)
    expect(hears('an').join()).toMatch(/7月5日（周三）→ 7月7日（周五），依据 延期申请已批准（数据核实中）/)
    await pass('2017-07-05 12:00')
    const due = (lines: string[]) => reminded(lines).filter((line) => /2017年6月月度进度上报[\s\S]*截止当天/.test(line))
    expect(due(hears('chen'))).toHaveLength(1)
    expect(due(hears('an'))).toHaveLength(0)
    await pass('2017-07-07 12:00')
    expect(due(hears('an'))).toHaveLength(1)
  })

  test('denied, the old day stays and the county is told', async () => {
    const { says, press, hears } = await town('2017-07-04 10:00')
    await says('an', '/延期 7月7日 因 数据核实中')
    expect(await press('hu', '不同意')).toMatch(/未同意延期/)
    expect(hears('an').join()).toMatch(/仍按7月5日（周三）截止/)
  })

  test('not after the due date, not without a reason, not to an earlier day', async () => {
    const { says, at } = await town('2017-07-04 10:00')
    expect(await says('an', '/延期 7月7日')).toMatch(/请写明(延到哪天和)?原因/)
    expect(await says('an', '/延期 7月5日 因 测试')).toMatch(/延期要晚于原截止日期/)
    at('2017-07-06 10:00')
    expect(await says('an', '/延期 6月 7月12日 因 测试')).toMatch(/截止日期已过/)
  })

  test('another city’s coordinator cannot decide', async () => {
    const { says, store, submit } = await town('2017-07-04 10:00')
    await says('wen', '/延期 7月7日 因 数据核实中')
    const [asked] = await store.all<{ id: string }>('SELECT id FROM extension')
    expect(asked).toBeDefined()
    expect(await submit('hu', '延期审批', { id: asked?.id ?? '', granted: '1' })).toEqual({ status: 'refused' })
    expect(await store.all('SELECT * FROM deadline_move')).toEqual([])
  })
})

describe('稍后提醒', () => {
  onBoth('reminds on the next working day, unless the clock does so anyway or the report came in', async () => {
    const { press, tick, pass, hears, reports } = await town('2017-06-29 18:00')
    await pass('2017-06-30 10:00')
    expect(await press('an', '稍后提醒')).toMatch(/7月3日（周一）09:00再提醒您/)
    await press('an', '稍后提醒')
    await tick('2017-07-03 09:00')
    expect(reminded(hears('an'))).toHaveLength(2)
    expect(hears('an').at(-1)).toMatch(/按您6月30日（周五）10:00的要求再次提醒/)
    // Next working day is T-1, when the clock reminds at 09:00 anyway.
    await press('an', '稍后提醒')
    await pass('2017-07-04 10:00')
    expect(reminded(hears('an'))).toHaveLength(3)
    await press('an', '稍后提醒')
    await reports('980523', '2017-06')
    await pass('2017-07-05 10:00')
    expect(reminded(hears('an')).filter((line) => /2017年6月月度/.test(line))).toHaveLength(3)
  })

  test('another time can be chosen with one more press', async () => {
    const { press, pass, hears } = await town('2017-06-29 18:00')
    await pass('2017-06-30 10:00')
    await press('an', '稍后提醒')
    expect(await press('an', '改为6月30日')).toMatch(/6月30日（周五）15:00再提醒您/)
    await pass('2017-06-30 15:10')
    expect(reminded(hears('an'))).toHaveLength(2)
  })
})

test('a typed time serves as well', async () => {
  const { says } = await town('2017-06-29 18:00')
  expect(await says('an', '/稍后提醒 明天 15点')).toMatch(/6月30日（周五）15:00再提醒您/)
  expect(await says('an', '/稍后提醒 7月8日')).toMatch(/7月10日（周一）08:30再提醒您/)
})

test('核对 says indicator by indicator why a report still counts as missing', async () => {
  const { press, pass, reports } = await town('2017-06-29 18:00')
  await reports('980522', '2017-06', 7)
  await pass('2017-06-30 10:00')
  const answer = await press('chen', '我已报')
  expect(answer).toMatch(/柳泉县2017年6月还差 2 项/)
  expect(answer).toMatch(/腾出用柴空间 \| 未报/)
})

describe('催审', () => {
  test.each([
    '给没报的市协调员打招呼，周五前审完',
    '催各市周五前审完',
    '提醒澄州市周三前审完',
    '催一下还没审的市',
    '给各市协调员说一声，抓紧审核',
    '周五前审完，提醒各市',
  ])('“%s” is of the cities’ review, and reaches no county', async (said) => {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    await o.says('柳泉', '/上报 老旧木厂 10家，龙企 3家 截至6月30日')
    expect(await o.says('省办', said)).toMatch(/没有审核拖下来的市[\s\S]*还不算拖的：澄州市2项/)
  })

  test('what is said of its time is shown as not used, and 报完再审 is of those who have not reported', async () => {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    await o.says('柳泉', '/上报 老旧木厂 10家 截至6月30日')
    expect(await o.says('省办', '周五前审完，提醒各市')).toContain('没有用上“周五前审完”')
    expect(await o.says('省办', '催没报的，报完再审')).toMatch(/^催报预览[\s\S]*没有用上“报完再审”/)
  })

  test('presses the cities whose review is behind, not those where reports just came, and nobody twice a day', async () => {
    const o = await office(await freshStore(), '2017-07-03 09:00')
    await o.says('柳泉', '/上报 老旧木厂 10家，龙企 3家 截至6月30日')
    expect(await o.says('省办', '催各市审核')).toMatch(/没有审核拖下来的市[\s\S]*还不算拖的：澄州市2项/)
    await o.until('2017-07-06 09:30')
    expect(await o.says('省办', '催各市审核')).toMatch(
      /催审核：1个市[\s\S]*澄州市：2项待审，最早7月3日报来，已等3个工作日/,
    )
    expect(o.hears('澄州').join()).not.toContain('请审核')
    await o.presses('省办', '确认催审')
    expect(o.hears('澄州').at(-1)).toMatch(/请审核：澄州市有2项在等[\s\S]*\[去审核\]/)
    await o.says('省办', '催一下各市的审核')
    expect(await o.presses('省办', '确认催审')).toContain('没有再发')
  })
})
